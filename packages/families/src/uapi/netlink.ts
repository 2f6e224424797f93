// Netlink itself: protocols, message header, acknowledgements, attribute flags.

/** Netlink protocols, the third argument of socket(2) (`linux/netlink.h`). */
export const NETLINK = {
  ROUTE: 0,
  UNUSED: 1,
  USERSOCK: 2,
  FIREWALL: 3,
  SOCK_DIAG: 4,
  NFLOG: 5,
  XFRM: 6,
  SELINUX: 7,
  ISCSI: 8,
  AUDIT: 9,
  FIB_LOOKUP: 10,
  CONNECTOR: 11,
  NETFILTER: 12,
  IP6_FW: 13,
  DNRTMSG: 14,
  KOBJECT_UEVENT: 15,
  GENERIC: 16,
  SCSITRANSPORT: 18,
  ECRYPTFS: 19,
  RDMA: 20,
  CRYPTO: 21,
  SMC: 22,
  INET_DIAG: 4,
} as const

/** Socket options at level `SOL_NETLINK` (`NETLINK_*` of `linux/netlink.h`). */
export const NETLINK_OPTION = {
  ADD_MEMBERSHIP: 1,
  DROP_MEMBERSHIP: 2,
  PKTINFO: 3,
  BROADCAST_ERROR: 4,
  NO_ENOBUFS: 5,
  RX_RING: 6,
  TX_RING: 7,
  LISTEN_ALL_NSID: 8,
  LIST_MEMBERSHIPS: 9,
  CAP_ACK: 10,
  EXT_ACK: 11,
  GET_STRICT_CHK: 12,
} as const

/**
 * Flags of messages, `nlmsg_flags` (`linux/netlink.h`): every name, for writing. A bit from 0x100 on means different
 * things by the kind of message: name the flags of a message that was read by `NLM_F_KIND`.
 */
export const NLM_F = {
  REQUEST: 0x1,
  MULTI: 0x2,
  ACK: 0x4,
  ECHO: 0x8,
  DUMP_INTR: 0x10,
  DUMP_FILTERED: 0x20,
  // Requests that get.
  ROOT: 0x100,
  MATCH: 0x200,
  ATOMIC: 0x400,
  /** `ROOT` and `MATCH` together. */
  DUMP: 0x300,
  // Requests that make something new.
  REPLACE: 0x100,
  EXCL: 0x200,
  CREATE: 0x400,
  APPEND: 0x800,
  // Requests that delete.
  NONREC: 0x100,
  BULK: 0x200,
  // Acknowledgements.
  CAPPED: 0x100,
  ACK_TLVS: 0x200,
} as const

const any = {
  REQUEST: NLM_F.REQUEST,
  MULTI: NLM_F.MULTI,
  ACK: NLM_F.ACK,
  ECHO: NLM_F.ECHO,
  DUMP_INTR: NLM_F.DUMP_INTR,
  DUMP_FILTERED: NLM_F.DUMP_FILTERED,
} as const

/**
 * The bits of `NLM_F` by the kind of message that carries them: `GET`, `NEW` and `DEL` for requests as in
 * `RTM_GETLINK`, `RTM_NEWLINK` and `RTM_DELLINK`, `ACK` for `NLMSG_ERROR` and `NLMSG_DONE`, `ANY` for what has no
 * others.
 */
export const NLM_F_KIND = {
  ANY: any,
  GET: { ...any, ROOT: NLM_F.ROOT, MATCH: NLM_F.MATCH, ATOMIC: NLM_F.ATOMIC },
  NEW: { ...any, REPLACE: NLM_F.REPLACE, EXCL: NLM_F.EXCL, CREATE: NLM_F.CREATE, APPEND: NLM_F.APPEND },
  DEL: { ...any, NONREC: NLM_F.NONREC, BULK: NLM_F.BULK },
  ACK: { ...any, CAPPED: NLM_F.CAPPED, ACK_TLVS: NLM_F.ACK_TLVS },
} as const

/** Types of control messages, the same in every protocol (`linux/netlink.h`). */
export const NLMSG = {
  NOOP: 1,
  ERROR: 2,
  DONE: 3,
  OVERRUN: 4,
} as const

/** First message type that belongs to the protocol; those below are control messages (`linux/netlink.h`). */
export const NLMSG_MIN_TYPE = 16

/** Attributes of an extended acknowledgement, after `NLMSG_ERROR` and `NLMSG_DONE` (`linux/netlink.h`). */
export const NLMSGERR_ATTR = {
  UNUSED: 0,
  MSG: 1,
  OFFS: 2,
  COOKIE: 3,
  POLICY: 4,
  MISS_TYPE: 5,
  MISS_NEST: 6,
} as const

/** Flag bits in the type of an attribute (`linux/netlink.h`). */
export const NLA_F = {
  NESTED: 0x8000,
  NET_BYTEORDER: 0x4000,
} as const

/** The bits of `nla_type` that are the type (`linux/netlink.h`). */
export const NLA_TYPE_MASK = 0x3fff

/** Types of attribute values in a policy dump, `NL_POLICY_TYPE_ATTR_TYPE` (`linux/netlink.h`). */
export const NL_ATTR_TYPE = {
  INVALID: 0,
  FLAG: 1,
  U8: 2,
  U16: 3,
  U32: 4,
  U64: 5,
  S8: 6,
  S16: 7,
  S32: 8,
  S64: 9,
  BINARY: 10,
  STRING: 11,
  NUL_STRING: 12,
  NESTED: 13,
  NESTED_ARRAY: 14,
  BITFIELD32: 15,
  SINT: 16,
  UINT: 17,
} as const

/** Attributes that describe the policy of one attribute (`linux/netlink.h`). */
export const NL_POLICY_TYPE_ATTR = {
  UNSPEC: 0,
  TYPE: 1,
  MIN_VALUE_S: 2,
  MAX_VALUE_S: 3,
  MIN_VALUE_U: 4,
  MAX_VALUE_U: 5,
  MIN_LENGTH: 6,
  MAX_LENGTH: 7,
  POLICY_IDX: 8,
  POLICY_MAXTYPE: 9,
  BITFIELD32_MASK: 10,
  PAD: 11,
  MASK: 12,
} as const
