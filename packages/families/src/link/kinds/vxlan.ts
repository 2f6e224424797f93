import { attributes, be16, be32, flag, flagOr, ifindex, ipv4, ipv6, struct, u8, u32 } from '@rtnl/codec'
import { IFLA_VXLAN, VXLAN_DF, VXLAN_LABEL } from '../../uapi/if_link.ts'

const ifla_vxlan_port_range = struct('ifla_vxlan_port_range', () => ({
  /** Lowest source port. */
  low: be16,
  /** Highest source port. */
  high: be16,
}))

const vxlanhdr = struct('vxlanhdr', () => ({
  /** Bits of the header's first word, the flags. */
  vxFlags: be32,
  /** Bits of the header's second word, the network identifier and what follows it. */
  vxVni: be32,
}))

/** Info data of a VXLAN. Switches are 1 (on) or 0 (off); most cannot be changed after creation. */
export const vxlan = attributes('IFLA_VXLAN', IFLA_VXLAN, () => ({
  /** Network identifier, 24 bits; must be given on creation unless `collectMetadata` is on. `IFLA_VXLAN_ID` */
  id: [IFLA_VXLAN.ID, u32],
  /** IPv4 multicast group to join, or the one remote address; absent: none. `IFLA_VXLAN_GROUP` */
  group: [IFLA_VXLAN.GROUP, ipv4],
  /** Link that the tunnel's packets leave by; absent: as routed. `IFLA_VXLAN_LINK` */
  link: [IFLA_VXLAN.LINK, ifindex],
  /** IPv4 source address of the tunnel's packets; absent: as routed. `IFLA_VXLAN_LOCAL` */
  local: [IFLA_VXLAN.LOCAL, ipv4],
  /** Time to live of the tunnel's packets; 0: the route's, but 1 for multicast. `IFLA_VXLAN_TTL` */
  ttl: [IFLA_VXLAN.TTL, u8],
  /** Type of service of the tunnel's packets; 1: that of the packet inside. `IFLA_VXLAN_TOS` */
  tos: [IFLA_VXLAN.TOS, u8],
  /** Learn addresses from what arrives; absent on creation: on. `IFLA_VXLAN_LEARNING` */
  learning: [IFLA_VXLAN.LEARNING, u8],
  /** Seconds after which a learnt address is forgotten; 0 on creation: 300. `IFLA_VXLAN_AGEING` */
  ageing: [IFLA_VXLAN.AGEING, u32],
  /** Most entries of the forwarding database; 0: no limit. `IFLA_VXLAN_LIMIT` */
  limit: [IFLA_VXLAN.LIMIT, u32],
  /** UDP source ports to choose from; both 0: the local port range. `IFLA_VXLAN_PORT_RANGE` */
  portRange: [IFLA_VXLAN.PORT_RANGE, ifla_vxlan_port_range],
  /** Answer ARP and neighbour solicitations on behalf of the other side. `IFLA_VXLAN_PROXY` */
  proxy: [IFLA_VXLAN.PROXY, u8],
  /** Route short circuit: send to the destination itself instead of a router on the other side. `IFLA_VXLAN_RSC` */
  rsc: [IFLA_VXLAN.RSC, u8],
  /** Tell of destinations without a forwarding entry (`RTM_GETNEIGH` notifications). `IFLA_VXLAN_L2MISS` */
  l2miss: [IFLA_VXLAN.L2MISS, u8],
  /** Tell of addresses without a neighbour entry (`RTM_GETNEIGH` notifications). `IFLA_VXLAN_L3MISS` */
  l3miss: [IFLA_VXLAN.L3MISS, u8],
  /** UDP destination port; absent on creation: 8472, or 4790 with `gpe`. `IFLA_VXLAN_PORT` */
  port: [IFLA_VXLAN.PORT, be16],
  /** IPv6 multicast group to join, or the one remote address; absent: none. `IFLA_VXLAN_GROUP6` */
  group6: [IFLA_VXLAN.GROUP6, ipv6],
  /** IPv6 source address of the tunnel's packets; absent: as routed. `IFLA_VXLAN_LOCAL6` */
  local6: [IFLA_VXLAN.LOCAL6, ipv6],
  /** Send UDP checksums over IPv4; absent on creation: on. `IFLA_VXLAN_UDP_CSUM` */
  udpCsum: [IFLA_VXLAN.UDP_CSUM, u8],
  /** Leave UDP checksums out over IPv6. `IFLA_VXLAN_UDP_ZERO_CSUM6_TX` */
  udpZeroCsum6Tx: [IFLA_VXLAN.UDP_ZERO_CSUM6_TX, u8],
  /** Accept packets without UDP checksum over IPv6. `IFLA_VXLAN_UDP_ZERO_CSUM6_RX` */
  udpZeroCsum6Rx: [IFLA_VXLAN.UDP_ZERO_CSUM6_RX, u8],
  /** Leave checksums of the packet inside to the receiver. `IFLA_VXLAN_REMCSUM_TX` */
  remcsumTx: [IFLA_VXLAN.REMCSUM_TX, u8],
  /** Fill in checksums that the sender left to us. `IFLA_VXLAN_REMCSUM_RX` */
  remcsumRx: [IFLA_VXLAN.REMCSUM_RX, u8],
  /** Group policy extension: carry the packet's mark. `IFLA_VXLAN_GBP` */
  gbp: [IFLA_VXLAN.GBP, flag],
  /** No partial checksums with `remcsumRx`. `IFLA_VXLAN_REMCSUM_NOPARTIAL` */
  remcsumNopartial: [IFLA_VXLAN.REMCSUM_NOPARTIAL, flag],
  /** Take tunnel keys from routes or filters, not from here. `IFLA_VXLAN_COLLECT_METADATA` */
  collectMetadata: [IFLA_VXLAN.COLLECT_METADATA, u8],
  /** IPv6 flow label of the tunnel's packets, 20 bits. `IFLA_VXLAN_LABEL` */
  label: [IFLA_VXLAN.LABEL, be32],
  /** Generic protocol extension. `IFLA_VXLAN_GPE` */
  gpe: [IFLA_VXLAN.GPE, flag],
  /** Copy the time to live of the packet inside: `true` in a request, 1 or 0 in what the kernel reports. `IFLA_VXLAN_TTL_INHERIT` */
  ttlInherit: [IFLA_VXLAN.TTL_INHERIT, flagOr(u8)],
  /** Don't-fragment bit of the tunnel's packets over IPv4. `IFLA_VXLAN_DF` */
  df: [IFLA_VXLAN.DF, u8.enum(VXLAN_DF)],
  /** Accept only network identifiers that were listed, with `collectMetadata`. `IFLA_VXLAN_VNIFILTER` */
  vnifilter: [IFLA_VXLAN.VNIFILTER, u8],
  /** Deliver to a tunnel of this host without sending; absent on creation: on. Linux 6.5. `IFLA_VXLAN_LOCALBYPASS` */
  localbypass: [IFLA_VXLAN.LOCALBYPASS, u8],
  /** Flow label: 'fixed' as `label` says, or that of the packet inside. Linux 6.7. `IFLA_VXLAN_LABEL_POLICY` */
  labelPolicy: [IFLA_VXLAN.LABEL_POLICY, u32.enum(VXLAN_LABEL)],
  /** Header bits that must be 0 in what arrives. Linux 6.14. `IFLA_VXLAN_RESERVED_BITS` */
  reservedBits: [IFLA_VXLAN.RESERVED_BITS, vxlanhdr],
  /** Send the tunnel's multicast by the multicast routes. Linux 6.17. `IFLA_VXLAN_MC_ROUTE` */
  mcRoute: [IFLA_VXLAN.MC_ROUTE, u8],
}))
