import { attributes, type Infer, i32, message, pad, struct, u8, u32 } from '@rtnl/codec'
import { NETNSA } from './uapi/net_namespace.ts'
import { AF } from './uapi/socket.ts'

/** Head of messages that are about no family in particular: `struct rtgenmsg`, padded. */
export const rtgenmsg = struct('rtgenmsg', () => ({
  /** Unspecified. `rtgen_family` */
  family: u8.enum(AF),
  _pad: pad(3),
}))

/** Which number this network namespace has given to another (`RTM_*NSID`). */
export const nsid = message(
  rtgenmsg,
  attributes('NETNSA', NETNSA, () => ({
    /** The number; -1: none is given, in a request to give one: any. `NETNSA_NSID` */
    nsid: [NETNSA.NSID, i32],
    /** A process of the other namespace, in requests. `NETNSA_PID` */
    pid: [NETNSA.PID, u32],
    /** An open file of the other namespace, in requests. `NETNSA_FD` */
    fd: [NETNSA.FD, u32],
    /** The namespace whose numbers are asked for, by its number here; absent: this one. `NETNSA_TARGET_NSID` */
    targetNsid: [NETNSA.TARGET_NSID, i32],
    /** The number that this namespace has given to the same one, where `targetNsid` was asked; -1: none. `NETNSA_CURRENT_NSID` */
    currentNsid: [NETNSA.CURRENT_NSID, i32],
  })),
)

/** A namespace's number as decoded. */
export type Nsid = Infer<typeof nsid>
