import { attributes, u16 } from '@rtnl/codec'
import { IFLA_IPVLAN, IPVLAN_F, IPVLAN_MODE } from '../../uapi/if_link.ts'

/** Info data of an ipvlan or ipvtap. Both values are common to all of them on one lower device. */
export const ipvlan = attributes('IFLA_IPVLAN', IFLA_IPVLAN, () => ({
  /** Whether frames ('l2') or packets are exchanged with the lower device; 'l3s' passes netfilter too; absent on creation: 'l3'. `IFLA_IPVLAN_MODE` */
  mode: [IFLA_IPVLAN.MODE, u16.enum(IPVLAN_MODE)],
  /** None, also when absent on creation: links on the same lower device reach each other; 'private': they do not; 'vepa': by way of the switch. `IFLA_IPVLAN_FLAGS` */
  flags: [IFLA_IPVLAN.FLAGS, u16.flags(IPVLAN_F)],
}))
