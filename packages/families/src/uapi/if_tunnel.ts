// Tunnels over IP.

/**
 * Flags of a tunnel's header, `LWTUNNEL_IP_FLAGS` and `LWTUNNEL_IP6_FLAGS`, in network byte order there
 * (`linux/if_tunnel.h`).
 */
export const TUNNEL = {
  CSUM: 0x1,
  ROUTING: 0x2,
  KEY: 0x4,
  SEQ: 0x8,
  STRICT: 0x10,
  REC: 0x20,
  VERSION: 0x40,
  NO_KEY: 0x80,
  DONT_FRAGMENT: 0x100,
  OAM: 0x200,
  CRIT_OPT: 0x400,
  GENEVE_OPT: 0x800,
  VXLAN_OPT: 0x1000,
  NOCACHE: 0x2000,
  ERSPAN_OPT: 0x4000,
  GTP_OPT: 0x8000,
} as const

/** Flags of a GRE header, `IFLA_GRE_IFLAGS` and `IFLA_GRE_OFLAGS`, in network byte order there (`linux/if_tunnel.h`). */
export const GRE = {
  CSUM: 0x8000,
  ROUTING: 0x4000,
  KEY: 0x2000,
  SEQ: 0x1000,
  STRICT: 0x0800,
  ACK: 0x0080,
} as const

/** Info data of a gre, gretap, erspan, and of the same over IPv6 (`linux/if_tunnel.h`). */
export const IFLA_GRE = {
  UNSPEC: 0,
  LINK: 1,
  IFLAGS: 2,
  OFLAGS: 3,
  IKEY: 4,
  OKEY: 5,
  LOCAL: 6,
  REMOTE: 7,
  TTL: 8,
  TOS: 9,
  PMTUDISC: 10,
  ENCAP_LIMIT: 11,
  FLOWINFO: 12,
  FLAGS: 13,
  ENCAP_TYPE: 14,
  ENCAP_FLAGS: 15,
  ENCAP_SPORT: 16,
  ENCAP_DPORT: 17,
  COLLECT_METADATA: 18,
  IGNORE_DF: 19,
  FWMARK: 20,
  ERSPAN_INDEX: 21,
  ERSPAN_VER: 22,
  ERSPAN_DIR: 23,
  ERSPAN_HWID: 24,
} as const

/** Info data of an ipip, sit or ip6tnl (`linux/if_tunnel.h`). */
export const IFLA_IPTUN = {
  UNSPEC: 0,
  LINK: 1,
  LOCAL: 2,
  REMOTE: 3,
  TTL: 4,
  TOS: 5,
  ENCAP_LIMIT: 6,
  FLOWINFO: 7,
  FLAGS: 8,
  PROTO: 9,
  PMTUDISC: 10,
  '6RD_PREFIX': 11,
  '6RD_RELAY_PREFIX': 12,
  '6RD_PREFIXLEN': 13,
  '6RD_RELAY_PREFIXLEN': 14,
  ENCAP_TYPE: 15,
  ENCAP_FLAGS: 16,
  ENCAP_SPORT: 17,
  ENCAP_DPORT: 18,
  COLLECT_METADATA: 19,
  FWMARK: 20,
} as const

/** Info data of a vti or vti6 (`linux/if_tunnel.h`). */
export const IFLA_VTI = {
  UNSPEC: 0,
  LINK: 1,
  IKEY: 2,
  OKEY: 3,
  LOCAL: 4,
  REMOTE: 5,
  FWMARK: 6,
} as const

/** What a tunnel over IP is put into, `IFLA_GRE_ENCAP_TYPE` and `IFLA_IPTUN_ENCAP_TYPE` (`linux/if_tunnel.h`). */
export const TUNNEL_ENCAP = {
  NONE: 0,
  FOU: 1,
  GUE: 2,
  MPLS: 3,
} as const

/** Bits of `IFLA_GRE_ENCAP_FLAGS` and `IFLA_IPTUN_ENCAP_FLAGS` (`linux/if_tunnel.h`). */
export const TUNNEL_ENCAP_FLAG = {
  CSUM: 0x1,
  CSUM6: 0x2,
  REMCSUM: 0x4,
} as const

/** Bits of `IFLA_IPTUN_FLAGS` of a sit (`linux/if_tunnel.h`). */
export const SIT = {
  ISATAP: 0x1,
} as const
