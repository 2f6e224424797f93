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
