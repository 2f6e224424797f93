// Tunnels over IPv6.

/** Bits of `IFLA_IPTUN_FLAGS` of an ip6tnl, and of `IFLA_GRE_FLAGS` (`linux/ip6_tunnel.h`). */
export const IP6_TNL_F = {
  IGN_ENCAP_LIMIT: 0x1,
  USE_ORIG_TCLASS: 0x2,
  USE_ORIG_FLOWLABEL: 0x4,
  MIP6_DEV: 0x8,
  RCV_DSCP_COPY: 0x10,
  USE_ORIG_FWMARK: 0x20,
  ALLOW_LOCAL_REMOTE: 0x40,
} as const

/** How often a packet may be put into further tunnels unless said otherwise (`linux/ip6_tunnel.h`). */
export const IPV6_DEFAULT_TNL_ENCAP_LIMIT = 4
