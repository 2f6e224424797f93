import { EncodeError, escapeText, WIRE } from '@rtnl/codec'
import type { RouteInput } from '@rtnl/families'
import { describeHop, reach, settableFlags } from './nexthops.ts'
import { inferFamily, isForeign, isMpls, readPrefix } from './prefix.ts'
import { splitTable } from './tables.ts'
import { objectOf } from './values.ts'

/** A route as one object type; its encapsulation makes it a union of ten, too many to take apart. */
type Body = { [K in keyof RouteInput]?: RouteInput[K] | undefined }

/** `USER_HZ`, in which the kernel reports times. */
const TICKS_A_SECOND = 100

const TO = { path: 'dst', constant: 'RTA_DST' } as const
const FROM = { path: 'src', constant: 'RTA_SRC' } as const

const LOCAL_TYPES: readonly unknown[] = ['local', 'broadcast', 'nat', 'anycast', 2, 3, 10, 4]

/** The keys of a route's prefixes with what they stand for. A new object. */
export function withPrefixes(route: RouteInput): RouteInput {
  const { dst, dstLen, src, srcLen, ...rest } = objectOf(route, 'a route') as Body
  const family = familyFor(route)
  const to = readPrefix(dst, dstLen, family, TO)
  const from = readPrefix(src, srcLen, family, FROM)
  const body: Body = { ...rest, dst: to.address, dstLen: to.length, src: from.address, srcLen: from.length }
  if (family !== undefined) body.family = family
  return body as RouteInput
}

function familyFor(route: Body): Body['family'] {
  const { dst, src, prefsrc, gateway, multipath } = route
  const family = inferFamily(route.family, dst, src, prefsrc, gateway)
  return family === undefined && Array.isArray(multipath)
    ? inferFamily(family, ...multipath.map((hop) => hop?.gateway))
    : family
}

/** The keys that {@link describeRoute} writes down itself. */
const USUAL: ReadonlySet<string> = new Set<keyof RouteInput>([
  'family',
  'dstLen',
  'srcLen',
  'tos',
  'rtmTable',
  'protocol',
  'scope',
  'type',
  'flags',
  'dst',
  'src',
  'gateway',
  'via',
  'oif',
  'priority',
  'prefsrc',
  'metrics',
  'multipath',
  'table',
  'expires',
  'cacheinfo',
  'mfcStats',
  'nhId',
  'encap',
  'encapType',
])

/**
 * A route as a request to make or to delete it has it: with the defaults of ip-route(8), and without what only the kernel's reports have. `deletes`:
 * what is not said matches anything. Throws `EncodeError`.
 */
export function describeRoute(input: RouteInput, deletes = false): RouteInput {
  const given = objectOf(input, 'a route') as Body
  const family = familyFor(given) ?? 'inet'
  const to = readPrefix(given.dst, given.dstLen, family, TO)
  if (to.length === undefined)
    throw new EncodeError(
      to.address === undefined
        ? "a destination is missing: a prefix, or 'default'"
        : `'${escapeText(to.address)}' is not a prefix, nor 'default'`,
      TO,
    )
  const from = readPrefix(given.src, given.srcLen, family, FROM)
  const { table, type, flags, nhId, gateway, via, multipath } = given
  const split = table === undefined ? undefined : splitTable(table, 'RTA_TABLE')
  // An object of next hops stands for all that they are; the kernel reports both and takes one.
  const own = !nhId
  const foreign = own && gateway !== undefined && via === undefined && isForeign(gateway, family)
  // All in one literal: copies to which members are added, or from which some are taken, cost ten times as much, which counts for a million routes.
  const route: Body = {
    family,
    dstLen: to.length,
    srcLen: from.length,
    tos: given.tos,
    rtmTable: split === undefined ? (given.rtmTable ?? (LOCAL_TYPES.includes(type) ? 'local' : 'main')) : split.header,
    protocol: given.protocol ?? (deletes ? 'unspec' : 'boot'),
    scope: given.scope,
    type: type ?? (deletes && !isMpls(family) ? 'unspec' : 'unicast'),
    flags: flags === undefined ? undefined : settableFlags(flags, deletes),
    dst: to.address,
    src: from.address,
    gateway: own && !foreign ? gateway : undefined,
    via: foreign ? reach(gateway, via, family).via : own ? via : undefined,
    oif: own ? given.oif : undefined,
    priority: given.priority,
    prefsrc: given.prefsrc,
    metrics: given.metrics,
    multipath: own ? hops(multipath, family) : undefined,
    table: split?.attribute,
    expires: given.expires ?? expiry(given),
    nhId,
    encap: own ? given.encap : undefined,
    encapType: own ? given.encapType : undefined,
  } as Body
  for (const key in given) if (!USUAL.has(key)) Object.assign(route, { [key]: given[key as keyof Body] })
  const forms = (given as { [WIRE]?: unknown })[WIRE]
  if (forms !== undefined) Object.assign(route, { [WIRE]: forms })
  route.scope ??= usualScope(route, deletes)
  return route as RouteInput
}

function hops(multipath: Body['multipath'], family: Body['family']): Body['multipath'] {
  return Array.isArray(multipath) ? multipath.map((hop) => describeHop(hop, family)) : multipath
}

/** IPv6 tells in `cacheinfo` how long a route has left. */
function expiry({ cacheinfo }: Body): number | undefined {
  const ticks = cacheinfo?.expires ?? 0
  return ticks > 0 ? Math.ceil(ticks / TICKS_A_SECOND) : undefined
}

/** The scope that goes without saying, as in ip-route(8). */
function usualScope(route: Body, deletes: boolean): NonNullable<RouteInput['scope']> {
  const { family, type } = route
  if (family !== 'inet' && family !== 2) return 'universe'
  if (type === 'local' || type === 2 || type === 'nat' || type === 10) return 'host'
  if (LOCAL_TYPES.includes(type) || type === 'multicast' || type === 5) return 'link'
  if (type !== 'unicast' && type !== 1 && type !== 'unspec' && type !== 0) return deletes ? 'nowhere' : 'universe'
  if (deletes) return 'nowhere'
  const direct = route.gateway === undefined && route.via === undefined && !route.multipath && !route.nhId
  return direct ? 'link' : 'universe'
}
