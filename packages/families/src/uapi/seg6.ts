// The segment routing header of IPv6.

/** Flags of the segment routing header (`linux/seg6.h`). */
export const SR6_FLAG1 = {
  PROTECTED: 0x40,
  OAM: 0x20,
  ALERT: 0x10,
  HMAC: 0x8,
} as const

/** TLVs of the segment routing header (`linux/seg6.h`). */
export const SR6_TLV = {
  INGRESS: 1,
  EGRESS: 2,
  OPAQUE: 3,
  PADDING: 4,
  HMAC: 5,
} as const
