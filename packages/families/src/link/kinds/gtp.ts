import { attributes, i32, ipv4, ipv6, u8, u32 } from '@rtnl/codec'
import { GTP_ROLE, IFLA_GTP } from '../../uapi/if_link.ts'

/** Info data of a GTP tunnel. A request must have some. */
export const gtp = attributes('IFLA_GTP', IFLA_GTP, () => ({
  /** File descriptor of a UDP socket for GTPv0; absent on creation: none, unless `createSockets`. Requests only. `IFLA_GTP_FD0` */
  fd0: [IFLA_GTP.FD0, i32],
  /** File descriptor of a UDP socket for GTPv1; absent on creation: none, unless `createSockets`. Requests only. `IFLA_GTP_FD1` */
  fd1: [IFLA_GTP.FD1, i32],
  /** Size of the table of contexts, in entries; 0 or absent on creation: 1024. `IFLA_GTP_PDP_HASHSIZE` */
  pdpHashsize: [IFLA_GTP.PDP_HASHSIZE, u32],
  /** Side of the tunnel: 'ggsn', also when absent on creation, or 'sgsn'. `IFLA_GTP_ROLE` */
  role: [IFLA_GTP.ROLE, u32.enum(GTP_ROLE)],
  /** Whatever the value: the kernel opens the sockets itself, so that `fd0` and `fd1` are not needed. Requests only. `IFLA_GTP_CREATE_SOCKETS` */
  createSockets: [IFLA_GTP.CREATE_SOCKETS, u8],
  /** Counts the restarts of this node, told to others in answers; absent on creation: 0. `IFLA_GTP_RESTART_COUNT` */
  restartCount: [IFLA_GTP.RESTART_COUNT, u8],
  /** IPv4 address that the kernel's sockets are bound to; absent on creation: any. Requests only. Linux 6.10. `IFLA_GTP_LOCAL` */
  local: [IFLA_GTP.LOCAL, ipv4],
  /** IPv6 address that the kernel's sockets are bound to; absent on creation: they are IPv4's. Requests only. Linux 6.10. `IFLA_GTP_LOCAL6` */
  local6: [IFLA_GTP.LOCAL6, ipv6],
}))
