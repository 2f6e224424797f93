import { attributes, be16, be32, flag, ifindex, ipv4, ipv6, u8, u16, u32 } from '@rtnl/codec'
import { IFLA_IPTUN, SIT, TUNNEL_ENCAP, TUNNEL_ENCAP_FLAG } from '../../uapi/if_tunnel.ts'
import { IPPROTO } from '../../uapi/in.ts'
import { IP6_TNL_F } from '../../uapi/ip6_tunnel.ts'

const shared = () =>
  ({
    /** Link that the tunnel's packets leave by; 0 or absent: as routed. `IFLA_IPTUN_LINK` */
    link: [IFLA_IPTUN.LINK, ifindex],
    /** What is inside: 'ipip' (IPv4), 'ipv6' or 'mpls', where the kind has it; 'ip' (0): any of these. `IFLA_IPTUN_PROTO` */
    proto: [IFLA_IPTUN.PROTO, u8.enum(IPPROTO)],
    /** What the tunnel's packets are put into; absent: 'none'. `IFLA_IPTUN_ENCAP_TYPE` */
    encapType: [IFLA_IPTUN.ENCAP_TYPE, u16.enum(TUNNEL_ENCAP)],
    /** UDP checksums over IPv4 ('csum') and IPv6 ('csum6'), remote checksums ('remcsum'). `IFLA_IPTUN_ENCAP_FLAGS` */
    encapFlags: [IFLA_IPTUN.ENCAP_FLAGS, u16.flags(TUNNEL_ENCAP_FLAG)],
    /** UDP source port of `encapType`; 0: chosen by the flow. `IFLA_IPTUN_ENCAP_SPORT` */
    encapSport: [IFLA_IPTUN.ENCAP_SPORT, be16],
    /** UDP destination port of `encapType`. `IFLA_IPTUN_ENCAP_DPORT` */
    encapDport: [IFLA_IPTUN.ENCAP_DPORT, be16],
    /** Take addresses from routes or filters, not from here. `IFLA_IPTUN_COLLECT_METADATA` */
    collectMetadata: [IFLA_IPTUN.COLLECT_METADATA, flag],
    /** Mark by which the tunnel's packets are routed; 0: none. `IFLA_IPTUN_FWMARK` */
    fwmark: [IFLA_IPTUN.FWMARK, u32],
  }) as const

const overIpv4 = () =>
  ({
    ...shared(),
    /** Source of the tunnel's packets; 0.0.0.0 or absent: as routed. `IFLA_IPTUN_LOCAL` */
    local: [IFLA_IPTUN.LOCAL, ipv4],
    /** The other end; 0.0.0.0 or absent: by the packet inside. `IFLA_IPTUN_REMOTE` */
    remote: [IFLA_IPTUN.REMOTE, ipv4],
    /** Time to live of the tunnel's packets; 0: that of the packet inside. `IFLA_IPTUN_TTL` */
    ttl: [IFLA_IPTUN.TTL, u8],
    /** Type of service of the tunnel's packets; 1: that of the packet inside. `IFLA_IPTUN_TOS` */
    tos: [IFLA_IPTUN.TOS, u8],
    /** 1: find the path's MTU, fragment nothing; absent: 1. `IFLA_IPTUN_PMTUDISC` */
    pmtudisc: [IFLA_IPTUN.PMTUDISC, u8],
  }) as const

/** Info data of an ipip: IPv4 or MPLS in IPv4. What a change leaves out becomes 0. */
export const ipip = attributes('IFLA_IPTUN', IFLA_IPTUN, overIpv4)

/** Info data of a sit: IPv6, IPv4 or MPLS in IPv4. What a change leaves out becomes 0, but for the prefixes. */
export const sit = attributes('IFLA_IPTUN', IFLA_IPTUN, () => ({
  ...overIpv4(),
  /** 'isatap': a link of the Intra-Site Automatic Tunnel Addressing Protocol. `IFLA_IPTUN_FLAGS` */
  flags: [IFLA_IPTUN.FLAGS, u16.flags(SIT)],
  /** Prefix of 6rd; a new link has that of 6to4, 2002::. `IFLA_IPTUN_6RD_PREFIX` */
  '6rdPrefix': [IFLA_IPTUN['6RD_PREFIX'], ipv6],
  /** The IPv4 prefix that `6rdPrefix` stands for: its bits are left out of the IPv6 addresses. `IFLA_IPTUN_6RD_RELAY_PREFIX` */
  '6rdRelayPrefix': [IFLA_IPTUN['6RD_RELAY_PREFIX'], ipv4],
  /** Leading bits of `6rdPrefix` that count; a new link has 16. `IFLA_IPTUN_6RD_PREFIXLEN` */
  '6rdPrefixlen': [IFLA_IPTUN['6RD_PREFIXLEN'], u16],
  /** Leading bits of `6rdRelayPrefix` that count; 0: none. `IFLA_IPTUN_6RD_RELAY_PREFIXLEN` */
  '6rdRelayPrefixlen': [IFLA_IPTUN['6RD_RELAY_PREFIXLEN'], u16],
}))

/** Info data of an ip6tnl: IPv6 or IPv4 in IPv6. What a change leaves out becomes 0. */
export const ip6tnl = attributes('IFLA_IPTUN', IFLA_IPTUN, () => ({
  ...shared(),
  /** Source of the tunnel's packets; :: or absent: as routed. `IFLA_IPTUN_LOCAL` */
  local: [IFLA_IPTUN.LOCAL, ipv6],
  /** The other end; :: or absent: by the packet inside. `IFLA_IPTUN_REMOTE` */
  remote: [IFLA_IPTUN.REMOTE, ipv6],
  /** Hop limit of the tunnel's packets; 0: the route's. `IFLA_IPTUN_TTL` */
  ttl: [IFLA_IPTUN.TTL, u8],
  /** How many more tunnels the packets may be put into, unless `flags` has 'ign_encap_limit'. `IFLA_IPTUN_ENCAP_LIMIT` */
  encapLimit: [IFLA_IPTUN.ENCAP_LIMIT, u8],
  /** Traffic class (8 bits from bit 20) and flow label (20 bits) of the tunnel's packets. `IFLA_IPTUN_FLOWINFO` */
  flowinfo: [IFLA_IPTUN.FLOWINFO, be32],
  /** What is taken from the packet inside ('use_orig_...'), and other switches. `IFLA_IPTUN_FLAGS` */
  flags: [IFLA_IPTUN.FLAGS, u32.flags(IP6_TNL_F)],
}))
