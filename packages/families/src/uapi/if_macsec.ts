// MACsec (IEEE 802.1AE).

/** Values of `IFLA_MACSEC_CIPHER_SUITE` (`linux/if_macsec.h`). */
export const MACSEC_CIPHER_ID = {
  GCM_AES_128: 0x0080c20001000001n,
  GCM_AES_256: 0x0080c20001000002n,
  GCM_AES_XPN_128: 0x0080c20001000003n,
  GCM_AES_XPN_256: 0x0080c20001000004n,
} as const

/** What the kernel still calls GCM-AES-128 in `IFLA_MACSEC_CIPHER_SUITE` (`linux/if_macsec.h`). */
export const MACSEC_DEFAULT_CIPHER_ID = 0x0080020001000001n

/** Least length of an integrity check value in bytes (`linux/if_macsec.h`). */
export const MACSEC_MIN_ICV_LEN = 8

/** Greatest length that IEEE 802.1AE recommends (`linux/if_macsec.h`). */
export const MACSEC_STD_ICV_LEN = 16
