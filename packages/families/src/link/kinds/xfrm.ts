import { attributes, flag, ifindex, u32 } from '@rtnl/codec'
import { IFLA_XFRM } from '../../uapi/if_link.ts'

/** Info data of an xfrm interface: IPsec by policies and states that name its `ifId`. */
export const xfrm = attributes('IFLA_XFRM', IFLA_XFRM, () => ({
  /** Link that the packets leave by; absent or 0: as routed. `IFLA_XFRM_LINK` */
  link: [IFLA_XFRM.LINK, ifindex],
  /** Its id, not 0; must be given on creation unless `collectMetadata` is. `IFLA_XFRM_IF_ID` */
  ifId: [IFLA_XFRM.IF_ID, u32],
  /** Take link and id from routes, not from here; one in a namespace. `IFLA_XFRM_COLLECT_METADATA` */
  collectMetadata: [IFLA_XFRM.COLLECT_METADATA, flag],
}))
