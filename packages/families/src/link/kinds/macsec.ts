import { attributes, be16, be64, u8, u32, u64 } from '@rtnl/codec'
import { IFLA_MACSEC, MACSEC_OFFLOAD, MACSEC_VALIDATE } from '../../uapi/if_link.ts'

/** Info data of a MACsec link. Switches are 1 (on) or 0 (off). The keys are not rtnetlink's, but generic netlink's. */
export const macsec = attributes('IFLA_MACSEC', IFLA_MACSEC, () => ({
  /** Secure channel identifier: address (upper 48 bits) and port; absent on creation: the link's address, and `port`. `IFLA_MACSEC_SCI` */
  sci: [IFLA_MACSEC.SCI, be64],
  /** Port of the identifier, without `sci`; absent on creation: 1. Requests only. `IFLA_MACSEC_PORT` */
  port: [IFLA_MACSEC.PORT, be16],
  /** Length of the integrity check value in bytes, 8 to 16; absent on creation: 16. `IFLA_MACSEC_ICV_LEN` */
  icvLen: [IFLA_MACSEC.ICV_LEN, u8],
  /**
   * Cipher, a `MACSEC_CIPHER_ID`; for GCM-AES-128, also the one when absent on creation, the kernel reports `MACSEC_DEFAULT_CIPHER_ID`.
   * `IFLA_MACSEC_CIPHER_SUITE`
   */
  cipherSuite: [IFLA_MACSEC.CIPHER_SUITE, u64],
  /** How many packets late one may come, with `replayProtect`; absent: there is no such protection. `IFLA_MACSEC_WINDOW` */
  window: [IFLA_MACSEC.WINDOW, u32],
  /** Secure association used for sending, 0 to 3; absent on creation: 0. `IFLA_MACSEC_ENCODING_SA` */
  encodingSa: [IFLA_MACSEC.ENCODING_SA, u8],
  /** Encrypt what is sent; absent on creation: off, frames are signed only. `IFLA_MACSEC_ENCRYPT` */
  encrypt: [IFLA_MACSEC.ENCRYPT, u8],
  /** Protect what is sent; absent on creation: on. `IFLA_MACSEC_PROTECT` */
  protect: [IFLA_MACSEC.PROTECT, u8],
  /** Write the identifier into each frame; absent on creation: on. `IFLA_MACSEC_INC_SCI` */
  incSci: [IFLA_MACSEC.INC_SCI, u8],
  /** Say by the end station bit that the identifier is the source address; absent on creation: off. `IFLA_MACSEC_ES` */
  es: [IFLA_MACSEC.ES, u8],
  /** Say by the single copy broadcast bit that the channel is that of a passive optical network; absent on creation: off. `IFLA_MACSEC_SCB` */
  scb: [IFLA_MACSEC.SCB, u8],
  /** Drop what was received before or comes later than `window` allows; absent on creation: off. `IFLA_MACSEC_REPLAY_PROTECT` */
  replayProtect: [IFLA_MACSEC.REPLAY_PROTECT, u8],
  /** What of received frames that are not protected or not valid: 'strict', also when absent on creation, drops them, 'check' counts them only. `IFLA_MACSEC_VALIDATION` */
  validation: [IFLA_MACSEC.VALIDATION, u8.enum(MACSEC_VALIDATE)],
  /** What does the work instead of the kernel: the 'phy' or the 'mac' of the device; 'off', also when absent on creation: nothing. `IFLA_MACSEC_OFFLOAD` */
  offload: [IFLA_MACSEC.OFFLOAD, u8.enum(MACSEC_OFFLOAD)],
}))
