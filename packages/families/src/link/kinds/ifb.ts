import { attributes } from '@rtnl/codec'

/** Info data of an intermediate functional block: it has none. What a newer kernel sends is in `unknown`. */
export const ifb = attributes('IFLA_IFB', {}, {})
