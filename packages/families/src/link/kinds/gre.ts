import { attributes, be16, be32, flag, ifindex, ipv4, ipv6, u8, u16, u32 } from '@rtnl/codec'
import { GRE, IFLA_GRE, TUNNEL_ENCAP, TUNNEL_ENCAP_FLAG } from '../../uapi/if_tunnel.ts'
import { IP6_TNL_F } from '../../uapi/ip6_tunnel.ts'

const shared = () =>
  ({
    /** Link that the tunnel's packets leave by; 0 or absent: as routed. `IFLA_GRE_LINK` */
    link: [IFLA_GRE.LINK, ifindex],
    /** What the header of an incoming packet must have: 'key', 'seq', 'csum'. Absent: nothing. `IFLA_GRE_IFLAGS` */
    iflags: [IFLA_GRE.IFLAGS, be16.flags(GRE)],
    /** What the header of an outgoing packet has. Absent: nothing. `IFLA_GRE_OFLAGS` */
    oflags: [IFLA_GRE.OFLAGS, be16.flags(GRE)],
    /** Key of incoming packets; it counts if `iflags` has 'key'. ip(8) writes it like an IPv4 address. `IFLA_GRE_IKEY` */
    ikey: [IFLA_GRE.IKEY, be32],
    /** Key of outgoing packets; it counts if `oflags` has 'key'. `IFLA_GRE_OKEY` */
    okey: [IFLA_GRE.OKEY, be32],
    /** What the tunnel's packets are put into; absent: 'none'. `IFLA_GRE_ENCAP_TYPE` */
    encapType: [IFLA_GRE.ENCAP_TYPE, u16.enum(TUNNEL_ENCAP)],
    /** UDP checksums over IPv4 ('csum') and IPv6 ('csum6'), remote checksums ('remcsum'). `IFLA_GRE_ENCAP_FLAGS` */
    encapFlags: [IFLA_GRE.ENCAP_FLAGS, u16.flags(TUNNEL_ENCAP_FLAG)],
    /** UDP source port of `encapType`; 0: chosen by the flow. `IFLA_GRE_ENCAP_SPORT` */
    encapSport: [IFLA_GRE.ENCAP_SPORT, be16],
    /** UDP destination port of `encapType`. `IFLA_GRE_ENCAP_DPORT` */
    encapDport: [IFLA_GRE.ENCAP_DPORT, be16],
    /** Take addresses and keys from routes or filters, not from here. `IFLA_GRE_COLLECT_METADATA` */
    collectMetadata: [IFLA_GRE.COLLECT_METADATA, flag],
    /** Mark by which the tunnel's packets are routed; 0: none. `IFLA_GRE_FWMARK` */
    fwmark: [IFLA_GRE.FWMARK, u32],
    /** ERSPAN version 1: port index, 1 to 0xfffff; 0: not changed. `IFLA_GRE_ERSPAN_INDEX` */
    erspanIndex: [IFLA_GRE.ERSPAN_INDEX, u32],
    /** ERSPAN version: 0, 1 or 2. Only of erspan and ip6erspan. `IFLA_GRE_ERSPAN_VER` */
    erspanVer: [IFLA_GRE.ERSPAN_VER, u8],
    /** ERSPAN version 2: direction of the mirrored packets, 0: in, 1: out. `IFLA_GRE_ERSPAN_DIR` */
    erspanDir: [IFLA_GRE.ERSPAN_DIR, u8],
    /** ERSPAN version 2: hardware id, 6 bits. `IFLA_GRE_ERSPAN_HWID` */
    erspanHwid: [IFLA_GRE.ERSPAN_HWID, u16],
  }) as const

/** Info data of a gre (of IP packets), gretap (of Ethernet frames) or erspan (of mirrored frames). What a change leaves out becomes 0. */
export const gre = attributes('IFLA_GRE', IFLA_GRE, () => ({
  ...shared(),
  /** Source of the tunnel's packets; 0.0.0.0 or absent: as routed. `IFLA_GRE_LOCAL` */
  local: [IFLA_GRE.LOCAL, ipv4],
  /** The other end; 0.0.0.0 or absent: by the packet inside. `IFLA_GRE_REMOTE` */
  remote: [IFLA_GRE.REMOTE, ipv4],
  /** Time to live of the tunnel's packets; 0: that of the packet inside. `IFLA_GRE_TTL` */
  ttl: [IFLA_GRE.TTL, u8],
  /** Type of service of the tunnel's packets; 1: that of the packet inside. `IFLA_GRE_TOS` */
  tos: [IFLA_GRE.TOS, u8],
  /** 1: find the path's MTU, fragment nothing; absent: 1. `IFLA_GRE_PMTUDISC` */
  pmtudisc: [IFLA_GRE.PMTUDISC, u8],
  /** 1: fragment even where the packet inside forbids it, only with `pmtudisc` 0. `IFLA_GRE_IGNORE_DF` */
  ignoreDf: [IFLA_GRE.IGNORE_DF, u8],
}))

/** Info data of an ip6gre, ip6gretap or ip6erspan. What a change leaves out becomes 0. */
export const ip6gre = attributes('IFLA_GRE', IFLA_GRE, () => ({
  ...shared(),
  /** Source of the tunnel's packets; :: or absent: as routed. `IFLA_GRE_LOCAL` */
  local: [IFLA_GRE.LOCAL, ipv6],
  /** The other end; :: or absent: by the packet inside. `IFLA_GRE_REMOTE` */
  remote: [IFLA_GRE.REMOTE, ipv6],
  /** Hop limit of the tunnel's packets; 0: the route's. `IFLA_GRE_TTL` */
  ttl: [IFLA_GRE.TTL, u8],
  /** How many more tunnels the packets may be put into, unless `flags` has 'ign_encap_limit'. `IFLA_GRE_ENCAP_LIMIT` */
  encapLimit: [IFLA_GRE.ENCAP_LIMIT, u8],
  /** Traffic class (8 bits from bit 20) and flow label (20 bits) of the tunnel's packets. `IFLA_GRE_FLOWINFO` */
  flowinfo: [IFLA_GRE.FLOWINFO, be32],
  /** What is taken from the packet inside ('use_orig_...'), and other switches. `IFLA_GRE_FLAGS` */
  flags: [IFLA_GRE.FLAGS, u32.flags(IP6_TNL_F)],
}))
