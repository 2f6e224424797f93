import { type Route, RT_SCOPE, RT_TABLE, RTN, RTPROT } from '@rtnl/families'
import { bytesOf, hostLength, type Prefix, sameBits, takePrefix } from '../address.ts'
import { numberOf } from '../enums.ts'
import { UsageError } from '../errors.ts'
import type { Names } from '../names.ts'
import { takeUnsigned } from '../numbers.ts'
import { type PreferredFamily, readFamily } from '../options.ts'
import { parseRealms } from '../realms.ts'
import { takeTos } from '../take.ts'
import { matches, type Words, wrong } from '../words.ts'
import { type Said, tableOf } from './print.ts'
import { typeId } from './types.ts'

/** Which routes to show or to flush. Absent members select nothing in particular. */
export interface Selector {
  /** The family of the command line. */
  family: PreferredFamily
  /** Number of the table; 0 = every table. */
  table: number
  /** Entries of the routing cache, and no others. */
  cached: boolean
  vrf?: string
  tos?: number
  protocol?: number
  scope?: number
  type?: number
  oif?: string
  iif?: string
  mark?: number
  metric?: number
  via?: Prefix
  prefsrc?: Prefix
  realms?: { readonly value: number; readonly mask: number }
  /** `root PREFIX`: not shorter than. `match PREFIX`: not longer than. `exact PREFIX` is both. */
  root?: Prefix
  match?: Prefix
  fromRoot?: Prefix
  fromMatch?: Prefix
}

/** The interfaces of a selector, looked up. */
export interface Indices {
  readonly oif?: number | undefined
  readonly iif?: number | undefined
}

/** Reads SELECTOR of ip-route(8). */
export function parseSelector(words: Words, family: PreferredFamily, names: Names): Selector {
  const selector: Selector = { family, table: RT_TABLE.MAIN, cached: false }
  while (!words.done) parseOne(selector, words.take(), words, names)
  return selector
}

function parseOne(selector: Selector, word: string, words: Words, names: Names): void {
  const { family } = selector
  if (matches(word, 'table')) takeShownTable(selector, words, names)
  else if (matches(word, 'vrf')) selector.vrf = words.take()
  else if (matches(word, 'cached') || matches(word, 'cloned')) selector.cached = true
  else if (word === 'tos' || matches(word, 'dsfield')) selector.tos = takeTos(words, word, names)
  else if (matches(word, 'protocol')) {
    takeOrAll(selector, 'protocol', words, (value) => names.protocolId(value))
  } else if (matches(word, 'scope')) takeOrAll(selector, 'scope', words, (value) => names.scopeId(value))
  else if (matches(word, 'type')) selector.type = takeType(words)
  else if (word === 'dev' || word === 'oif') selector.oif = words.take()
  else if (word === 'iif') selector.iif = words.take()
  else if (word === 'mark') selector.mark = takeUnsigned(words, word)
  else if (matches(word, 'metric') || matches(word, 'priority') || word === 'preference') {
    selector.metric = takeUnsigned(words, 'metric')
  } else if (word === 'via') {
    const said = readFamily(words.peek() ?? '')
    if (said) words.take()
    selector.via = takePrefix(words, word, said ?? family)
  } else if (word === 'src') selector.prefsrc = takePrefix(words, word, family)
  else if (matches(word, 'realms')) selector.realms = takeShownRealms(words, names)
  else if (matches(word, 'from')) {
    const { root, match } = takeRange(words, 'from', family)
    if (root) selector.fromRoot = root
    if (match) selector.fromMatch = match
  } else {
    if (!matches(word, 'to')) words.back()
    const { root, match } = takeRange(words, 'destination', family)
    if (root) selector.root = root
    if (match) selector.match = match
  }
}

function takeShownTable(selector: Selector, words: Words, names: Names): void {
  const word = words.take()
  const table = names.tableId(word)
  if (table !== undefined) selector.table = table
  else if (word === 'all') selector.table = 0
  else if (word === 'cache') selector.cached = true
  else throw wrong('table', word, 'a table\'s name or number, "all" or "cache"')
}

function takeOrAll(
  selector: Selector,
  key: 'protocol' | 'scope',
  words: Words,
  read: (word: string) => number | undefined,
): void {
  const word = words.take()
  const value = read(word)
  if (value !== undefined) selector[key] = value
  else if (word === 'all') delete selector[key]
  else throw wrong(key, word, `a ${key}'s name, a number up to 255, or "all"`)
}

function takeType(words: Words): number {
  const word = words.take()
  const type = typeId(word)
  if (type === undefined) throw wrong('type', word, 'a type of route such as unicast, local or blackhole')
  return type
}

/** A realm that was not written is not compared: `1/` and `/2`, and `2` alone is the destination's. */
function takeShownRealms(words: Words, names: Names): { value: number; mask: number } {
  const word = words.take()
  const value = parseRealms(word, names)
  if (value === undefined) throw wrong('realms', word, 'a realm, or two with a slash between them')
  let mask = 0xffffffff
  if ((value & 0xffff) === 0 && word.endsWith('/')) mask &= ~0xffff
  if (value >>> 16 === 0 && (!word.includes('/') || word.startsWith('/'))) mask &= 0xffff
  return { value, mask: mask >>> 0 }
}

function takeRange(words: Words, keyword: string, family: PreferredFamily): { root?: Prefix; match?: Prefix } {
  if (words.takeIfMatches('root')) return { root: takePrefix(words, keyword, family) }
  if (words.takeIfMatches('match')) return { match: takePrefix(words, keyword, family) }
  words.takeIfMatches('exact')
  if (words.done) throw new UsageError(`${keyword}: a prefix is missing`)
  const prefix = takePrefix(words, keyword, family)
  return { root: prefix, match: prefix }
}

/** A prefix counts when it has a family, or was written with a length (or as `default`). */
function counts(prefix: Prefix | undefined): prefix is Prefix {
  return prefix !== undefined && (prefix.family !== 'unspec' || prefix.explicit)
}

/** Whether the selector selects a route: a function, because IPv6 without other tables is judged by what came before. */
export function selecting(selector: Selector, indices: Indices): (route: Route) => boolean {
  let manyTables = false
  return (route) => {
    const table = tableOf(route)
    if (route.family === 'inet6' && table !== RT_TABLE.MAIN) manyTables = true
    if (selector.family !== 'unspec' && route.family !== selector.family) return false
    if (selector.cached !== route.flags.includes('cloned')) return false
    const judged =
      route.family === 'inet6' && !manyTables ? typeFitsTable(selector.table, route) : table === selector.table
    if (selector.table !== 0 && !judged) return false
    return selectsNumbers(selector, indices, route) && selectsAddresses(selector, route)
  }
}

/** ip(8) takes an IPv6 host without tables to have its local routes in `local` and all others in `main`. */
function typeFitsTable(table: number, route: Route): boolean {
  if (table === RT_TABLE.LOCAL) return route.type === 'local'
  return table === RT_TABLE.MAIN && route.type !== 'local'
}

function selectsNumbers(selector: Selector, indices: Indices, route: Route): boolean {
  const { protocol, scope, type, tos, realms, mark, metric } = selector
  if (protocol !== undefined && protocol !== numberOf(RTPROT, route.protocol)) return false
  if (scope !== undefined && scope !== numberOf(RT_SCOPE, route.scope)) return false
  const id = numberOf(RTN, route.type)
  if (type !== undefined && type !== id) return false
  if (selector.vrf !== undefined && type === undefined && (id === RTN.LOCAL || id === RTN.BROADCAST)) return false
  if (tos !== undefined && tos !== route.tos) return false
  if (realms && ((route.flow ?? 0) ^ realms.value) & realms.mask) return false
  if (indices.iif !== undefined && indices.iif !== (route.iif ?? 0)) return false
  if (indices.oif !== undefined && indices.oif !== (route.oif ?? 0)) return false
  if (mark !== undefined && mark !== (route.mark ?? 0)) return false
  return metric === undefined || metric === (route.priority ?? 0)
}

function selectsAddresses(selector: Selector, route: Route): boolean {
  const { root, match, fromRoot, fromMatch, via, prefsrc } = selector
  if (counts(root) && !within(root, route, route.dst, route.dstLen)) return false
  if (counts(match) && !around(match, route, route.dst, route.dstLen)) return false
  if (counts(fromRoot) && !within(fromRoot, route, route.src, route.srcLen)) return false
  if (counts(fromMatch) && !around(fromMatch, route, route.src, route.srcLen)) return false
  if (via && via.family !== 'unspec') {
    const gateway = route.via?.addr ?? route.gateway
    if (via.family !== (route.via?.family ?? route.family)) return false
    if (!sameBits(bytesOf(gateway), via.bytes, via.length)) return false
  }
  if (prefsrc && prefsrc.family !== 'unspec') {
    if (prefsrc.family !== route.family) return false
    if (!sameBits(bytesOf(route.prefsrc), prefsrc.bytes, prefsrc.length)) return false
  }
  return true
}

function ofFamily(prefix: Prefix, route: Route): boolean {
  return prefix.family === 'unspec' || prefix.family === route.family
}

/** The route's prefix lies in `prefix`. */
function within(prefix: Prefix, route: Route, address: string | undefined, length: number): boolean {
  return ofFamily(prefix, route) && prefix.length <= length && sameBits(bytesOf(address), prefix.bytes, prefix.length)
}

/** `prefix` lies in the route's. */
function around(prefix: Prefix, route: Route, address: string | undefined, length: number): boolean {
  return ofFamily(prefix, route) && prefix.length >= length && sameBits(bytesOf(address), prefix.bytes, length)
}

/** What the selector has said of every route that it selects: ip(8) does not print it again. */
export function saidBy(selector: Selector): Said {
  const whole = (prefix: Prefix | undefined, route: PreferredFamily) =>
    prefix !== undefined && prefix.length === hostLength(prefix.family === 'unspec' ? route : prefix.family)
  return {
    table: selector.table !== 0,
    tos: selector.tos !== undefined,
    via: whole(selector.via, 'unspec') && selector.via?.family !== 'unspec',
    oif: selector.oif !== undefined,
    iif: selector.iif !== undefined,
    protocol: selector.protocol !== undefined,
    scope: selector.scope !== undefined,
    prefsrc: whole(selector.prefsrc, 'unspec') && selector.prefsrc?.family !== 'unspec',
    metric: selector.metric !== undefined,
    realms: selector.realms?.mask === 0xffffffff,
  }
}
