import { ETH_P } from '@rtnl/families'
import { numberOf } from '../enums.ts'
import { parseUnsigned } from '../numbers.ts'

/** The Ethernet protocols that iproute2 has names for, by their constants; the name is the constant's in lower case unless it stands below. */
const NAMED = [
  'LOOP',
  'PUP',
  'PUPAT',
  'IP',
  'X25',
  'ARP',
  'BPQ',
  'IEEEPUP',
  'IEEEPUPAT',
  'DEC',
  'DNA_DL',
  'DNA_RC',
  'DNA_RT',
  'LAT',
  'DIAG',
  'CUST',
  'SCA',
  'RARP',
  'ATALK',
  'AARP',
  'IPX',
  'IPV6',
  'PPP_DISC',
  'PPP_SES',
  'ATMMPOA',
  'ATMFATE',
  '802_3',
  'AX25',
  'ALL',
  '802_2',
  'SNAP',
  'DDCMP',
  'WAN_PPP',
  'PPP_MP',
  'LOCALTALK',
  'CAN',
  'PPPTALK',
  'TR_802_2',
  'MOBITEX',
  'CONTROL',
  'IRDA',
  'ECONET',
  'TIPC',
  'PROFINET',
  'AOE',
  'ETHERCAT',
  '8021Q',
  '8021AD',
  'MPLS_UC',
  'MPLS_MC',
  'TEB',
  'LLDP',
] as const satisfies readonly (keyof typeof ETH_P)[]

const OTHERWISE: Partial<Record<(typeof NAMED)[number], string>> = {
  '8021Q': '802.1Q',
  '8021AD': '802.1ad',
  LLDP: 'LLDP',
}

const names: ReadonlyMap<number, string> = new Map(
  NAMED.map((key) => [ETH_P[key], OTHERWISE[key] ?? key.toLowerCase()]),
)

const numbers: ReadonlyMap<string, number> = new Map([
  ...[...names].map(([number, name]) => [name.toLowerCase(), number] as const),
  ['ipv4', ETH_P.IP],
])

/** ip's name for an Ethernet protocol: `802.1Q`; `[34984]` for one without a name. */
export function etherType(protocol: string | number, numeric = false): string {
  const number = numberOf(ETH_P, protocol)
  return (numeric ? undefined : names.get(number)) ?? `[${number}]`
}

/** The number of an Ethernet protocol given by name, in any case, or by number; undefined for any other word. */
export function parseEtherType(word: string): number | undefined {
  return numbers.get(word.toLowerCase()) ?? parseUnsigned(word, 0xffff)
}
