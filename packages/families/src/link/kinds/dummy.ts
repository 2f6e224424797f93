import { attributes } from '@rtnl/codec'

/** Info data of a dummy: it has none. What a newer kernel sends is in `unknown`. */
export const dummy = attributes('IFLA_DUMMY', {}, {})
