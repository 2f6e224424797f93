import { attributes, be16, be32, flag, ipv4, ipv6, struct, u8, u32 } from '@rtnl/codec'
import { GENEVE_DF, IFLA_GENEVE } from '../../uapi/if_link.ts'

const ifla_geneve_port_range = struct('ifla_geneve_port_range', () => ({
  /** Lowest source port. */
  low: be16,
  /** Highest source port. */
  high: be16,
}))

/** Info data of a geneve. */
export const geneve = attributes('IFLA_GENEVE', IFLA_GENEVE, () => ({
  /** Network identifier, 24 bits; must be given on creation unless `collectMetadata` is. `IFLA_GENEVE_ID` */
  id: [IFLA_GENEVE.ID, u32],
  /** The other end, over IPv4. `IFLA_GENEVE_REMOTE` */
  remote: [IFLA_GENEVE.REMOTE, ipv4],
  /** Time to live of the tunnel's packets; 0: the route's. `IFLA_GENEVE_TTL` */
  ttl: [IFLA_GENEVE.TTL, u8],
  /** Type of service of the tunnel's packets; 1: that of the packet inside. `IFLA_GENEVE_TOS` */
  tos: [IFLA_GENEVE.TOS, u8],
  /** UDP destination port; absent on creation: 6081. `IFLA_GENEVE_PORT` */
  port: [IFLA_GENEVE.PORT, be16],
  /** Take addresses and identifier from routes or filters, not from here. `IFLA_GENEVE_COLLECT_METADATA` */
  collectMetadata: [IFLA_GENEVE.COLLECT_METADATA, flag],
  /** The other end, over IPv6. `IFLA_GENEVE_REMOTE6` */
  remote6: [IFLA_GENEVE.REMOTE6, ipv6],
  /** 1: send UDP checksums over IPv4; absent on creation: 0. `IFLA_GENEVE_UDP_CSUM` */
  udpCsum: [IFLA_GENEVE.UDP_CSUM, u8],
  /** 1: leave UDP checksums out over IPv6. `IFLA_GENEVE_UDP_ZERO_CSUM6_TX` */
  udpZeroCsum6Tx: [IFLA_GENEVE.UDP_ZERO_CSUM6_TX, u8],
  /** 1: accept packets without UDP checksum over IPv6. `IFLA_GENEVE_UDP_ZERO_CSUM6_RX` */
  udpZeroCsum6Rx: [IFLA_GENEVE.UDP_ZERO_CSUM6_RX, u8],
  /** IPv6 flow label of the tunnel's packets, 20 bits. `IFLA_GENEVE_LABEL` */
  label: [IFLA_GENEVE.LABEL, be32],
  /** 1: copy the time to live of the packet inside. `IFLA_GENEVE_TTL_INHERIT` */
  ttlInherit: [IFLA_GENEVE.TTL_INHERIT, u8],
  /** Don't-fragment bit of the tunnel's packets over IPv4. `IFLA_GENEVE_DF` */
  df: [IFLA_GENEVE.DF, u8.enum(GENEVE_DF)],
  /** Carries packets of any protocol without an Ethernet header; creation only. `IFLA_GENEVE_INNER_PROTO_INHERIT` */
  innerProtoInherit: [IFLA_GENEVE.INNER_PROTO_INHERIT, flag],
  /** UDP source ports to choose from; absent: the local port range. Linux 6.15. `IFLA_GENEVE_PORT_RANGE` */
  portRange: [IFLA_GENEVE.PORT_RANGE, ifla_geneve_port_range],
}))
