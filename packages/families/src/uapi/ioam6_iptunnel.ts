// In-situ OAM over IPv6.

/** Values of `IOAM6_IPTUNNEL_MODE` (`linux/ioam6_iptunnel.h`). */
export const IOAM6_IPTUNNEL_MODE = {
  INLINE: 1,
  ENCAP: 2,
  AUTO: 3,
} as const

/** Attributes of the encapsulation ioam6 (`linux/ioam6_iptunnel.h`). */
export const IOAM6_IPTUNNEL = {
  UNSPEC: 0,
  MODE: 1,
  DST: 2,
  TRACE: 3,
  FREQ_K: 4,
  FREQ_N: 5,
  SRC: 6,
} as const
