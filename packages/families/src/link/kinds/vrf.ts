import { attributes, u32 } from '@rtnl/codec'
import { IFLA_VRF, IFLA_VRF_PORT } from '../../uapi/if_link.ts'

/** Info data of a virtual routing and forwarding domain. */
export const vrf = attributes('IFLA_VRF', IFLA_VRF, () => ({
  /** Routing table of the domain; must be given, and not 0, on creation, and cannot be changed. `IFLA_VRF_TABLE` */
  table: [IFLA_VRF.TABLE, u32],
}))

/** Slave data of a link in such a domain. Read only. */
export const vrfSlave = attributes('IFLA_VRF_PORT', IFLA_VRF_PORT, () => ({
  /** Routing table of the domain. `IFLA_VRF_PORT_TABLE` */
  table: [IFLA_VRF_PORT.TABLE, u32],
}))
