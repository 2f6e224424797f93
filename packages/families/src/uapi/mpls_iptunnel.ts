// Encapsulation in MPLS.

/** Attributes of the encapsulation mpls (`linux/mpls_iptunnel.h`). */
export const MPLS_IPTUNNEL = {
  UNSPEC: 0,
  DST: 1,
  TTL: 2,
} as const
