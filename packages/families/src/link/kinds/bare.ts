import { attributes } from '@rtnl/codec'

/**
 * Info data of a kind that has none: nlmon, vcan, wireguard, team and its ports, virt_wifi, netdevsim, lowpan, pfcp, vsockmon. What a newer kernel
 * sends is in `unknown`.
 */
export const bare = attributes('IFLA_INFO_DATA', {}, {})
