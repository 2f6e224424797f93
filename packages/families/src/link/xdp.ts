import { attributes, i32, u8, u32 } from '@rtnl/codec'
import { IFLA_XDP, XDP_ATTACHED, XDP_FLAGS } from '../uapi/if_link.ts'

/** BPF programs that see a link's packets first (XDP): what is attached, or in a request what to attach. */
export const xdp = attributes('IFLA_XDP', IFLA_XDP, () => ({
  /** File descriptor of the program to attach; -1: detach. Requests only. `IFLA_XDP_FD` */
  fd: [IFLA_XDP.FD, i32],
  /** Where a program is attached: 'none', 'drv', 'skb', 'hw', or 'multi' for more than one. Read only. `IFLA_XDP_ATTACHED` */
  attached: [IFLA_XDP.ATTACHED, u8.enum(XDP_ATTACHED)],
  /** Where and how to attach; absent: the driver if it can, else generic. Requests only. `IFLA_XDP_FLAGS` */
  flags: [IFLA_XDP.FLAGS, u32.flags(XDP_FLAGS)],
  /** Identifier of the program, if just one is attached. Read only. `IFLA_XDP_PROG_ID` */
  progId: [IFLA_XDP.PROG_ID, u32],
  /** Identifier of the program in the driver; absent: none. Read only. `IFLA_XDP_DRV_PROG_ID` */
  drvProgId: [IFLA_XDP.DRV_PROG_ID, u32],
  /** Identifier of the generic program; absent: none. Read only. `IFLA_XDP_SKB_PROG_ID` */
  skbProgId: [IFLA_XDP.SKB_PROG_ID, u32],
  /** Identifier of the program in the hardware; absent: none. Read only. `IFLA_XDP_HW_PROG_ID` */
  hwProgId: [IFLA_XDP.HW_PROG_ID, u32],
  /** File descriptor of the program that must be attached now, with the flag 'replace'; -1: none. Requests only. `IFLA_XDP_EXPECTED_FD` */
  expectedFd: [IFLA_XDP.EXPECTED_FD, i32],
}))
