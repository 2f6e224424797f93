import { attributes, embed } from '@rtnl/codec'
import { VXCAN_INFO } from '../../uapi/can_vxcan.ts'
import { vethPeer } from './veth.ts'

/** Info data of a virtual CAN tunnel. The kernel reports none: the other end is the link's `link`. */
export const vxcan = attributes('VXCAN_INFO', VXCAN_INFO, () => ({
  /** The other end: its name, namespace, ...; absent on creation: the kernel chooses. Requests only. `VXCAN_INFO_PEER` */
  peer: [VXCAN_INFO.PEER, embed(vethPeer)],
}))
