import { attributes, be16, ifindex, ipv4, u32 } from '@rtnl/codec'
import { AMT_MODE, IFLA_AMT } from '../../uapi/amt.ts'

/** Info data of an automatic multicast tunnel (RFC 7450). */
export const amt = attributes('IFLA_AMT', IFLA_AMT, () => ({
  /** 'gateway' on the side of the receivers, 'relay' on that of the sources; must be given on creation. `IFLA_AMT_MODE` */
  mode: [IFLA_AMT.MODE, u32.enum(AMT_MODE)],
  /** UDP port of the relay, its own or the other end's; absent on creation: 2268. `IFLA_AMT_RELAY_PORT` */
  relayPort: [IFLA_AMT.RELAY_PORT, be16],
  /** UDP port of a gateway; absent on creation: 2268. A relay does not use it. `IFLA_AMT_GATEWAY_PORT` */
  gatewayPort: [IFLA_AMT.GATEWAY_PORT, be16],
  /** Link that the tunnel runs over; must be given on creation. `IFLA_AMT_LINK` */
  link: [IFLA_AMT.LINK, ifindex],
  /** Own address of the tunnel; must be given on creation. `IFLA_AMT_LOCAL_IP` */
  localIp: [IFLA_AMT.LOCAL_IP, ipv4],
  /** The relay that a gateway has found; absent: none yet. Read only. `IFLA_AMT_REMOTE_IP` */
  remoteIp: [IFLA_AMT.REMOTE_IP, ipv4],
  /** Where a gateway asks for a relay; must be given on its creation. `IFLA_AMT_DISCOVERY_IP` */
  discoveryIp: [IFLA_AMT.DISCOVERY_IP, ipv4],
  /** Most gateways that a relay serves; 0 or absent on creation: 128. `IFLA_AMT_MAX_TUNNELS` */
  maxTunnels: [IFLA_AMT.MAX_TUNNELS, u32],
}))
