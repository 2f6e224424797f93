import { ARPHRD } from '@rtnl/families'
import { numberOf } from '../enums.ts'

/** Where ip's name for a type of interface is not the constant's in lower case. */
const NAMES: Readonly<Record<number, string>> = {
  [ARPHRD.APPLETLK]: 'atalk',
  [ARPHRD.HDLC]: 'hdlc',
  [ARPHRD.TUNNEL]: 'ipip',
  [ARPHRD.LOCALTLK]: 'ltalk',
  [ARPHRD.IPDDP]: 'ip/ddp',
  [ARPHRD.IPGRE]: 'gre',
  [ARPHRD.IEEE802_TR]: 'tr',
  [ARPHRD.IEEE80211]: 'ieee802.11',
  [ARPHRD.IEEE80211_PRISM]: 'ieee802.11/prism',
  [ARPHRD.IEEE80211_RADIOTAP]: 'ieee802.11/radiotap',
  [ARPHRD.IEEE802154]: 'ieee802.15.4',
  [ARPHRD.IEEE802154_MONITOR]: 'ieee802.15.4/monitor',
  [ARPHRD.IP6GRE]: 'gre6',
}

/** Types for which iproute2 6.1 has no name. */
const NAMELESS: ReadonlySet<number> = new Set([ARPHRD.EUI64, ARPHRD.MCTP, ARPHRD.RAWIP, ARPHRD.VSOCKMON])

/** Fibre channel fabrics are numbered from `ARPHRD_FCFABRIC` on. */
const FABRICS = 13

const keys: ReadonlyMap<number, string> = new Map(
  Object.entries(ARPHRD).map(([key, value]) => [value, key.toLowerCase()]),
)

/** What stands after `link/`: ip's name for a type of interface, `[519]` for one without a name. */
export function linkType(type: string | number, numeric = false): string {
  const number = numberOf(ARPHRD, type)
  if (numeric || NAMELESS.has(number)) return `[${number}]`
  const fabric = number - ARPHRD.FCFABRIC
  if (fabric >= 0 && fabric < FABRICS) return `fcfb${fabric}`
  return NAMES[number] ?? keys.get(number) ?? `[${number}]`
}
