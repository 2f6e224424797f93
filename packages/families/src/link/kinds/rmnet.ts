import { attributes, struct, u16, u32 } from '@rtnl/codec'
import { IFLA_RMNET, RMNET_FLAGS } from '../../uapi/if_link.ts'

const ifla_rmnet_flags = struct('ifla_rmnet_flags', () => ({
  /** Flags that are on; in a request, the new values of those in `mask`. */
  flags: u32.flags(RMNET_FLAGS),
  /** In a request, the flags to change: without it nothing changes. The kernel reports all bits. */
  mask: u32.flags(RMNET_FLAGS),
}))

/** Info data of a channel of a Qualcomm modem. */
export const rmnet = attributes('IFLA_RMNET', IFLA_RMNET, () => ({
  /** Number of the channel, 0 to 254; must be given on creation. `IFLA_RMNET_MUX_ID` */
  muxId: [IFLA_RMNET.MUX_ID, u16],
  /** How packets are packed on the lower device; absent on creation: 'ingress_deaggregation' only. `IFLA_RMNET_FLAGS` */
  flags: [IFLA_RMNET.FLAGS, ifla_rmnet_flags],
}))
