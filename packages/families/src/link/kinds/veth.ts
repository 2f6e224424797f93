import { attributes, embed, message } from '@rtnl/codec'
import { IFLA } from '../../uapi/if_link.ts'
import { VETH_INFO } from '../../uapi/veth.ts'
import { ifinfomsg, linkAttributes } from '../attributes.ts'

/** The other end of a veth on creation: a link without `linkinfo`, which the kernel ignores here. */
export const vethPeer = message(ifinfomsg, attributes('IFLA', IFLA, linkAttributes))

/** Info data of a virtual Ethernet pair. The kernel reports none: the other end is the link's `link`. */
export const veth = attributes('VETH_INFO', VETH_INFO, () => ({
  /** The other end: its name, address, namespace, ...; absent on creation: the kernel chooses. Requests only. `VETH_INFO_PEER` */
  peer: [VETH_INFO.PEER, embed(vethPeer)],
}))
