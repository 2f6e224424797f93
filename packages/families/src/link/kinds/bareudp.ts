import { attributes, be16, flag, u16 } from '@rtnl/codec'
import { ETH_P } from '../../uapi/if_ether.ts'
import { IFLA_BAREUDP } from '../../uapi/if_link.ts'

/** Info data of a bareudp: packets of one protocol in UDP. Nothing can be changed after creation. */
export const bareudp = attributes('IFLA_BAREUDP', IFLA_BAREUDP, () => ({
  /** UDP destination port; must be given on creation. `IFLA_BAREUDP_PORT` */
  port: [IFLA_BAREUDP.PORT, be16],
  /** Protocol of the packets inside; must be given on creation. `IFLA_BAREUDP_ETHERTYPE` */
  ethertype: [IFLA_BAREUDP.ETHERTYPE, be16.enum(ETH_P)],
  /** Lowest UDP source port; 0 or absent: of the local port range. `IFLA_BAREUDP_SRCPORT_MIN` */
  srcportMin: [IFLA_BAREUDP.SRCPORT_MIN, u16],
  /** Take the protocol's sisters too: IPv6 with 'ip', multicast with 'mpls_uc'. `IFLA_BAREUDP_MULTIPROTO_MODE` */
  multiprotoMode: [IFLA_BAREUDP.MULTIPROTO_MODE, flag],
}))
