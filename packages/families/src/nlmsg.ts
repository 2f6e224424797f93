import { attributes, bytes, type Infer, i32, i64, message, nest, string, struct, u16, u32, u64 } from '@rtnl/codec'
import { NL_ATTR_TYPE, NL_POLICY_TYPE_ATTR, NLMSG, NLMSGERR_ATTR } from './uapi/netlink.ts'

/** What the kernel's policy allows one attribute to hold (`NLMSGERR_ATTR_POLICY`). */
const policy = attributes('NL_POLICY_TYPE_ATTR', NL_POLICY_TYPE_ATTR, () => ({
  /** Kind of value (`NL_POLICY_TYPE_ATTR_TYPE`). */
  type: [NL_POLICY_TYPE_ATTR.TYPE, u32.enum(NL_ATTR_TYPE)],
  /** Smallest number, for signed types (`NL_POLICY_TYPE_ATTR_MIN_VALUE_S`). */
  minValueS: [NL_POLICY_TYPE_ATTR.MIN_VALUE_S, i64],
  /** Largest number, for signed types (`NL_POLICY_TYPE_ATTR_MAX_VALUE_S`). */
  maxValueS: [NL_POLICY_TYPE_ATTR.MAX_VALUE_S, i64],
  /** Smallest number, for unsigned types (`NL_POLICY_TYPE_ATTR_MIN_VALUE_U`). */
  minValueU: [NL_POLICY_TYPE_ATTR.MIN_VALUE_U, u64],
  /** Largest number, for unsigned types (`NL_POLICY_TYPE_ATTR_MAX_VALUE_U`). */
  maxValueU: [NL_POLICY_TYPE_ATTR.MAX_VALUE_U, u64],
  /** Fewest bytes, for strings and binaries; absent: none (`NL_POLICY_TYPE_ATTR_MIN_LENGTH`). */
  minLength: [NL_POLICY_TYPE_ATTR.MIN_LENGTH, u32],
  /**
   * Most bytes, for strings and binaries; absent: no limit but the attribute's own
   * (`NL_POLICY_TYPE_ATTR_MAX_LENGTH`).
   */
  maxLength: [NL_POLICY_TYPE_ATTR.MAX_LENGTH, u32],
  /**
   * For nests in a dump of policies, the number of the policy that holds inside. Never in an acknowledgement
   * (`NL_POLICY_TYPE_ATTR_POLICY_IDX`).
   */
  policyIdx: [NL_POLICY_TYPE_ATTR.POLICY_IDX, u32],
  /**
   * For nests in a dump of policies, the highest attribute type that holds inside. Never in an acknowledgement
   * (`NL_POLICY_TYPE_ATTR_POLICY_MAXTYPE`).
   */
  policyMaxtype: [NL_POLICY_TYPE_ATTR.POLICY_MAXTYPE, u32],
  /** The bits that may be given, for a bitfield32 (`NL_POLICY_TYPE_ATTR_BITFIELD32_MASK`). */
  bitfield32Mask: [NL_POLICY_TYPE_ATTR.BITFIELD32_MASK, u32],
  /** Nothing: aligns the 64-bit value that follows. Not needed when writing (`NL_POLICY_TYPE_ATTR_PAD`). */
  pad: [NL_POLICY_TYPE_ATTR.PAD, bytes],
  /** The bits that may be set, for an unsigned type that holds flags (`NL_POLICY_TYPE_ATTR_MASK`). */
  mask: [NL_POLICY_TYPE_ATTR.MASK, u64],
}))

/**
 * What the kernel adds to an acknowledgement if `NETLINK_EXT_ACK` is on (`NLMSGERR_ATTR_*`). Offsets count from the
 * request's `nlmsghdr`.
 */
const extAck = attributes('NLMSGERR_ATTR', NLMSGERR_ATTR, () => ({
  /** The kernel's sentence; after success, a warning (`NLMSGERR_ATTR_MSG`). */
  msg: [NLMSGERR_ATTR.MSG, string()],
  /** Bytes from the request's start to the attribute that was refused (`NLMSGERR_ATTR_OFFS`). */
  offs: [NLMSGERR_ATTR.OFFS, u32],
  /** What the subsystem answers to a request that succeeded, at most 20 bytes (`NLMSGERR_ATTR_COOKIE`). */
  cookie: [NLMSGERR_ATTR.COOKIE, bytes],
  /** What the refused attribute may hold (`NLMSGERR_ATTR_POLICY`). */
  policy: [NLMSGERR_ATTR.POLICY, nest(policy, true)],
  /** Type of an attribute that the request lacks (`NLMSGERR_ATTR_MISS_TYPE`). */
  missType: [NLMSGERR_ATTR.MISS_TYPE, u32],
  /**
   * Bytes from the request's start to the nest that lacks `missType`; absent: the outermost set does
   * (`NLMSGERR_ATTR_MISS_NEST`).
   */
  missNest: [NLMSGERR_ATTR.MISS_NEST, u32],
}))

const nlmsghdr = struct('nlmsghdr', () => ({
  /** Length of the whole message with this header, in bytes. */
  len: u32,
  /** Type of the message. */
  type: u16,
  /** Bits of `NLM_F_*`, whose names depend on the kind of message: `NLM_F_KIND`. */
  flags: u16,
  /** Number that the sender gave the message. */
  seq: u32,
  /** Port of the sender; 0 for the kernel. */
  pid: u32,
}))

/** The answer to a request that failed, or asked for an acknowledgement (`NLMSG_ERROR`). */
export const nlmsgerr = message(
  struct('nlmsgerr', () => ({
    /** A negative errno; 0: the request succeeded. */
    error: i32,
    /** The header of the request: the member `msg` of `struct nlmsgerr`, whose name the kernel's sentence has here. */
    nlmsgerrMsg: nlmsghdr,
  })),
  extAck,
  { echo: true },
)
export type Nlmsgerr = Infer<typeof nlmsgerr> & {
  /**
   * The rest of the request; absent where the kernel left it out (`NLM_F_CAPPED`), as it does when the request
   * succeeded.
   */
  readonly payload?: Uint8Array
}

/** The end of a dump (`NLMSG_DONE`). */
export const nlmsgdone = message(
  struct('nlmsgdone', () => ({
    /** A negative errno: the dump failed and is not whole; 0: it is whole. */
    error: i32,
  })),
  extAck,
)
export type Nlmsgdone = Infer<typeof nlmsgdone>

const empty = message(
  struct('empty', () => ({})),
  attributes('NLMSG', {}, {}),
)

/** The control messages that every protocol has: `NLMSG_NOOP`, `NLMSG_ERROR`, `NLMSG_DONE`, `NLMSG_OVERRUN`. */
export const control = [
  [NLMSG.NOOP, empty],
  [NLMSG.ERROR, nlmsgerr],
  [NLMSG.DONE, nlmsgdone],
  [NLMSG.OVERRUN, empty],
] as const
