import { RTN } from '@rtnl/families'
import { numberOf } from '../enums.ts'
import { parseUnsigned } from '../numbers.ts'
import { matches } from '../words.ts'

/** What ip(8) calls the types of routes; `unspec` it calls `none`. */
const PRINTED: Readonly<Record<number, string>> = {
  [RTN.UNSPEC]: 'none',
  [RTN.UNICAST]: 'unicast',
  [RTN.LOCAL]: 'local',
  [RTN.BROADCAST]: 'broadcast',
  [RTN.ANYCAST]: 'anycast',
  [RTN.MULTICAST]: 'multicast',
  [RTN.BLACKHOLE]: 'blackhole',
  [RTN.UNREACHABLE]: 'unreachable',
  [RTN.PROHIBIT]: 'prohibit',
  [RTN.THROW]: 'throw',
  [RTN.NAT]: 'nat',
  [RTN.XRESOLVE]: 'xresolve',
}

/** Asked in this order; those marked exact may not be abbreviated. */
const WORDS: readonly (readonly [word: string, type: number, exact?: 'exact'])[] = [
  ['local', RTN.LOCAL, 'exact'],
  ['nat', RTN.NAT, 'exact'],
  ['broadcast', RTN.BROADCAST],
  ['brd', RTN.BROADCAST, 'exact'],
  ['anycast', RTN.ANYCAST],
  ['multicast', RTN.MULTICAST],
  ['prohibit', RTN.PROHIBIT],
  ['unreachable', RTN.UNREACHABLE],
  ['blackhole', RTN.BLACKHOLE],
  ['xresolve', RTN.XRESOLVE],
  ['unicast', RTN.UNICAST],
  ['throw', RTN.THROW, 'exact'],
]

/** The name of a type, decoded or a number. */
export function typeName(type: string | number, numeric: boolean): string {
  const id = numberOf(RTN, type)
  return (numeric ? undefined : PRINTED[id]) ?? String(id)
}

/** The number of a type's name, abbreviated or not, or of a number from 0 to 255; undefined for any other word. */
export function typeId(word: string): number | undefined {
  const found = WORDS.find(([name, , exact]) => (exact ? word === name : matches(word, name)))
  return found ? found[1] : parseUnsigned(word, 255)
}
