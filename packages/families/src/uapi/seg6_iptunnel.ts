// Encapsulation by segment routing over IPv6.

/** Attributes of the encapsulation seg6 (`linux/seg6_iptunnel.h`). */
export const SEG6_IPTUNNEL = {
  UNSPEC: 0,
  SRH: 1,
} as const

/** Modes of the encapsulation seg6, `struct seg6_iptunnel_encap` (`linux/seg6_iptunnel.h`). */
export const SEG6_IPTUN_MODE = {
  INLINE: 0,
  ENCAP: 1,
  L2ENCAP: 2,
  ENCAP_RED: 3,
  L2ENCAP_RED: 4,
} as const
