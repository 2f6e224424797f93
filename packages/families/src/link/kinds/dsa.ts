import { attributes, ifindex } from '@rtnl/codec'
import { IFLA_DSA } from '../../uapi/if_link.ts'

/** Info data of a port of an Ethernet switch (distributed switch architecture). */
export const dsa = attributes('IFLA_DSA', IFLA_DSA, () => ({
  /** Link between the host and the switch. `IFLA_DSA_CONDUIT`, once `IFLA_DSA_MASTER` */
  conduit: [IFLA_DSA.CONDUIT, ifindex],
}))
