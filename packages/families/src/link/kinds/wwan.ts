import { attributes, u32 } from '@rtnl/codec'
import { IFLA_WWAN } from '../../uapi/wwan.ts'

/** Info data of a data channel of a wireless modem, which `parentDevName` of the link names. */
export const wwan = attributes('IFLA_WWAN', IFLA_WWAN, () => ({
  /** Number of the channel; must be given on creation. `IFLA_WWAN_LINK_ID` */
  linkId: [IFLA_WWAN.LINK_ID, u32],
}))
