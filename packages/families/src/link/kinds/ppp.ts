import { attributes, i32 } from '@rtnl/codec'
import { IFLA_PPP } from '../../uapi/if_link.ts'

/** Info data of a PPP link. The kernel reports none. */
export const ppp = attributes('IFLA_PPP', IFLA_PPP, () => ({
  /** File descriptor of `/dev/ppp`; must be given on creation. Requests only. `IFLA_PPP_DEV_FD` */
  devFd: [IFLA_PPP.DEV_FD, i32],
}))
