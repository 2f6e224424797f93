import { attributes, u16 } from '@rtnl/codec'
import { IFLA_IPOIB, IPOIB_MODE } from '../../uapi/if_link.ts'

/** Info data of a link for IP over InfiniBand. */
export const ipoib = attributes('IFLA_IPOIB', IFLA_IPOIB, () => ({
  /** Partition key, of which 0x8000 says full membership; absent on creation: that of the lower device. `IFLA_IPOIB_PKEY` */
  pkey: [IFLA_IPOIB.PKEY, u16],
  /** 'connected' allows larger packets than 'datagram'; absent on creation: 'datagram'. `IFLA_IPOIB_MODE` */
  mode: [IFLA_IPOIB.MODE, u16.enum(IPOIB_MODE)],
  /** 1: multicast is managed by the user. `IFLA_IPOIB_UMCAST` */
  umcast: [IFLA_IPOIB.UMCAST, u16],
}))
