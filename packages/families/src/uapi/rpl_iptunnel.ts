// Routing in low-power networks (RPL).

/** Attributes of the encapsulation rpl (`linux/rpl_iptunnel.h`). */
export const RPL_IPTUNNEL = {
  UNSPEC: 0,
  SRH: 1,
} as const
