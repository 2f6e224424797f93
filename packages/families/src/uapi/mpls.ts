// MPLS label stack entries.

/** Labels with a meaning of their own (`linux/mpls.h`). */
export const MPLS_LABEL = {
  IPV4NULL: 0,
  RTALERT: 1,
  IPV6NULL: 2,
  IMPLNULL: 3,
  ENTROPY: 7,
  GAL: 13,
  OAMALERT: 14,
  EXTENSION: 15,
} as const
