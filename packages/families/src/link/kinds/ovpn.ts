import { attributes, u8 } from '@rtnl/codec'
import { IFLA_OVPN, OVPN_MODE } from '../../uapi/if_link.ts'

/** Info data of an OpenVPN link. Linux 6.16. */
export const ovpn = attributes('IFLA_OVPN', IFLA_OVPN, () => ({
  /** One peer ('p2p', also when absent on creation) or many ('mp'). `IFLA_OVPN_MODE` */
  mode: [IFLA_OVPN.MODE, u8.enum(OVPN_MODE)],
}))
