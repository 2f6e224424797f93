import { type RouteInput, RT_SCOPE, RT_TABLE, RTN, RTPROT } from '@rtnl/families'
import { takeAddress, takePrefix } from '../address.ts'
import { UsageError } from '../errors.ts'
import type { Mutable } from '../mutable.ts'
import type { Names } from '../names.ts'
import { takeUnsigned } from '../numbers.ts'
import type { PreferredFamily } from '../options.ts'
import { takeRealms } from '../realms.ts'
import { takeProtocol, takeScope, takeTable, takeTos } from '../take.ts'
import { matches, type Words, wrong } from '../words.ts'
import { parseEncap } from './parse-encap.ts'
import type { Pinned } from './parse-encap-bpf.ts'
import { parseMetric } from './parse-metrics.ts'
import { parseNexthops, takeVia } from './parse-nexthop.ts'
import { typeId } from './types.ts'

/** A route to send, and the VRF whose table it belongs to, when one was named: looking that up takes a client. */
export interface ParsedRoute {
  readonly route: RouteInput
  readonly vrf: string | undefined
  /** Programs whose descriptors the route shall have. */
  readonly pinned: readonly Pinned[]
}

/** A route in the making; the family may become known by the first address. */
interface Draft {
  family: PreferredFamily
  readonly route: Mutable<RouteInput>
  readonly metrics: Mutable<NonNullable<RouteInput['metrics']>>
  readonly pinned: Pinned[]
  vrf?: string
  destination?: string
  scoped?: boolean
  gateway?: boolean
  typed?: boolean
}

/** Reads `NODE_SPEC INFO_SPEC` of ip-route(8). `deleting`: what is not said matches anything. Throws `UsageError`. */
export function parseRoute(words: Words, family: PreferredFamily, names: Names, deleting = false): ParsedRoute {
  const draft: Draft = {
    family,
    metrics: {},
    pinned: [],
    route: {
      type: deleting ? RTN.UNSPEC : RTN.UNICAST,
      protocol: deleting ? RTPROT.UNSPEC : RTPROT.BOOT,
      scope: deleting ? RT_SCOPE.NOWHERE : RT_SCOPE.UNIVERSE,
    },
  }
  while (!words.done) {
    const word = words.take()
    if (word === 'nexthop') {
      words.back()
      const nexthops = parseNexthops(words, draft.family, names, draft.pinned)
      draft.family = nexthops.family
      draft.route.multipath = nexthops.multipath
    } else if (!addresses(draft, word, words) && !attributes(draft, word, words, names)) destination(draft, word, words)
  }
  return finish(draft, deleting)
}

function finish(draft: Draft, deleting: boolean): ParsedRoute {
  const { route, metrics } = draft
  if (draft.destination === undefined) throw new UsageError('a destination is missing: a prefix, or "default"')
  if (draft.family === 'unspec') draft.family = 'inet'
  if (Object.keys(metrics).length > 0) route.metrics = metrics
  route.family = draft.family
  if (!draft.scoped) route.scope = usualScope(draft, deleting)
  if (!draft.typed && draft.family === 'mpls') route.type = RTN.UNICAST
  const local = [RTN.LOCAL, RTN.BROADCAST, RTN.NAT, RTN.ANYCAST].some((type) => type === route.type)
  if (route.rtmTable === undefined && draft.vrf === undefined) {
    route.rtmTable = local ? RT_TABLE.LOCAL : RT_TABLE.MAIN
  }
  return { route, vrf: draft.vrf, pinned: draft.pinned }
}

/** The scope that goes without saying, by family, type and whether there is a gateway. */
function usualScope({ family, route, gateway }: Draft, deleting: boolean): number {
  const type = route.type
  if (family === 'inet6' || family === 'mpls') return RT_SCOPE.UNIVERSE
  if (type === RTN.LOCAL || type === RTN.NAT) return RT_SCOPE.HOST
  if (type === RTN.BROADCAST || type === RTN.MULTICAST || type === RTN.ANYCAST) return RT_SCOPE.LINK
  if (type !== RTN.UNICAST && type !== RTN.UNSPEC) return deleting ? RT_SCOPE.NOWHERE : RT_SCOPE.UNIVERSE
  if (deleting) return RT_SCOPE.NOWHERE
  const direct = !gateway && route.multipath === undefined && !route.nhId
  return direct ? RT_SCOPE.LINK : RT_SCOPE.UNIVERSE
}

/** The words that must be whole and come first. False when `word` is none of them. */
function addresses(draft: Draft, word: string, words: Words): boolean {
  const { route } = draft
  const adopt = (family: PreferredFamily) => {
    if (draft.family === 'unspec') draft.family = family
  }
  if (word === 'src') {
    const address = takeAddress(words, word, draft.family)
    adopt(address.family)
    route.prefsrc = address.text
  } else if (word === 'as') {
    words.takeIf('to')
    const address = takeAddress(words, word, draft.family)
    adopt(address.family)
    route.newdst = address.text
  } else if (word === 'via') {
    if (draft.gateway) throw new UsageError('via is given twice: several gateways are written as nexthops')
    draft.gateway = true
    draft.family = takeVia(words, draft.family, route)
  } else if (word === 'from') {
    const prefix = takePrefix(words, word, draft.family)
    adopt(prefix.family)
    if (prefix.text !== undefined) route.src = prefix.text
    route.srcLen = prefix.length
  } else return false
  return true
}

/** Everything else but the destination, in the order in which ip(8) asks. */
function attributes(draft: Draft, word: string, words: Words, names: Names): boolean {
  const { route } = draft
  if (word === 'tos' || matches(word, 'dsfield')) route.tos = takeTos(words, word, names)
  else if (word === 'expires') route.expires = takeUnsigned(words, word)
  else if (matches(word, 'metric') || matches(word, 'priority') || word === 'preference') {
    route.priority = takeUnsigned(words, 'metric')
  } else if (word === 'scope') {
    route.scope = takeScope(words, word, names)
    draft.scoped = true
  } else if (parseMetric(word, words, draft.metrics)) return true
  else if (matches(word, 'realms')) route.flow = takeRealms(words, 'realms', names)
  else if (word === 'onlink' || word === 'pervasive') {
    route.flags = [...((route.flags as readonly 'onlink'[] | undefined) ?? []), word as 'onlink']
  } else if (word === 'nhid') route.nhId = takeUnsigned(words, word)
  else if (matches(word, 'protocol')) route.protocol = takeProtocol(words, 'protocol', names)
  else if (matches(word, 'table')) Object.assign(route, tableMembers(takeTable(words, 'table', names)))
  else if (matches(word, 'vrf')) draft.vrf = words.take()
  else if (word === 'dev' || word === 'oif') route.oif = words.take()
  else if (matches(word, 'pref')) route.pref = takePref(words)
  else if (word === 'encap') Object.assign(route, parseEncap(words, names, draft.pinned))
  else if (word === 'ttl-propagate') route.ttlPropagate = takeEnabled(words, word)
  else return parseMetric(word, words, draft.metrics, true)
  return true
}

/** `[to] [TYPE] PREFIX`. */
function destination(draft: Draft, first: string, words: Words): void {
  let word = first === 'to' ? words.take() : first
  const type = /^[0-9]/.test(word) ? undefined : typeId(word)
  if (type !== undefined) {
    draft.route.type = type
    draft.typed = true
    word = words.take()
  }
  if (draft.destination !== undefined) {
    throw new UsageError(`"${word}" is no known argument, or a second destination beside "${draft.destination}"`)
  }
  words.back()
  const prefix = takePrefix(words, 'destination', draft.family)
  if (draft.family === 'unspec') draft.family = prefix.family
  draft.destination = word
  draft.route.dstLen = prefix.length
  if (prefix.text !== undefined) draft.route.dst = prefix.text
}

/** The members of a message that name a table: the header's takes numbers up to 255. */
export function tableMembers(table: number): { rtmTable: number; table?: number } {
  return table < 256 ? { rtmTable: table } : { rtmTable: RT_TABLE.UNSPEC, table }
}

function takePref(words: Words): 'low' | 'medium' | 'high' | number {
  const word = words.takeIf('low', 'medium', 'high')
  return word ? (word as 'low') : takeUnsigned(words, 'pref', 255)
}

function takeEnabled(words: Words, keyword: string): number {
  const word = words.take()
  if (matches(word, 'enabled')) return 1
  if (matches(word, 'disabled')) return 0
  throw wrong(keyword, word, '"enabled" or "disabled"')
}
