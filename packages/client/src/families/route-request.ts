import { describe, EncodeError, WIRE } from '@rtnl/codec'
import type { RouteInput } from '@rtnl/families'
import { describeHop, reach, settableFlags } from './nexthops.ts'
import { familyOf, inferFamily, isAnyFamily, isForeign, isMpls, readPrefix } from './prefix.ts'
import { splitTable } from './tables.ts'
import { objectOf } from './values.ts'

/** A route as one object type; its encapsulation makes it a union of ten, too many to take apart. */
type Body = { [K in keyof RouteInput]?: RouteInput[K] | undefined }

/** `USER_HZ`, in which the kernel reports times. */
const TICKS_A_SECOND = 100

const TO = { path: 'dst', constant: 'RTA_DST' } as const
const FROM = { path: 'src', constant: 'RTA_SRC' } as const

const LOCAL_TYPES: ReadonlySet<unknown> = new Set(['local', 'broadcast', 'nat', 'anycast', 2, 3, 10, 4])

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
  const { family = familyOf(dst) } = route
  // Most have a destination: no list of the others is made for them.
  if (!isAnyFamily(family)) return family
  const other = inferFamily(family, dst, src, prefsrc, gateway)
  return other === undefined && Array.isArray(multipath)
    ? inferFamily(other, ...multipath.map((hop) => hop?.gateway))
    : other
}

/**
 * A route as a request to make or to delete it has it: with the defaults of ip-route(8), and without what only the kernel's reports have. `deletes`:
 * what is not said matches anything. Throws `EncodeError`.
 */
export function describeRoute(input: RouteInput, deletes = false): RouteInput {
  // Written into one object that has all usual keys: copies to which keys are added cost ten times as much, which counts for a million routes. So does
  // asking for the keys that are not there of objects that were spread.
  const route: Body = {
    family: undefined,
    dstLen: undefined,
    srcLen: undefined,
    tos: undefined,
    rtmTable: undefined,
    protocol: undefined,
    scope: undefined,
    type: undefined,
    flags: undefined,
    dst: undefined,
    src: undefined,
    gateway: undefined,
    via: undefined,
    oif: undefined,
    priority: undefined,
    prefsrc: undefined,
    metrics: undefined,
    multipath: undefined,
    table: undefined,
    expires: undefined,
    nhId: undefined,
    encap: undefined,
    encapType: undefined,
    cacheinfo: undefined,
    mfcStats: undefined,
  }
  const given: Readonly<Record<string | symbol, unknown>> = objectOf(input, 'a route')
  for (const key in given) (route as Record<string, unknown>)[key] = given[key]
  if (given[WIRE] !== undefined) Object.assign(route, { [WIRE]: given[WIRE] })
  const family = familyFor(route) ?? 'inet'
  const to = readPrefix(route.dst, route.dstLen, family, TO)
  if (to.length === undefined)
    throw new EncodeError(
      to.address === undefined
        ? "a destination is missing: a prefix, or 'default'"
        : `${describe(to.address)} is not a prefix, nor 'default'`,
      TO,
    )
  const { table, type, flags, gateway, via } = route
  route.family = family
  route.dst = to.address
  route.dstLen = to.length
  if (route.src !== undefined) {
    const from = readPrefix(route.src, route.srcLen, family, FROM)
    route.src = from.address
    route.srcLen = from.length
  }
  if (table !== undefined) {
    const { header, attribute } = splitTable(table, 'RTA_TABLE')
    route.rtmTable = header
    route.table = attribute
  }
  route.rtmTable ??= type !== undefined && LOCAL_TYPES.has(type) ? 'local' : 'main'
  route.protocol ??= deletes ? 'unspec' : 'boot'
  route.type ??= deletes && !isMpls(family) ? 'unspec' : 'unicast'
  if (flags !== undefined) route.flags = settableFlags(flags, deletes)
  if (route.nhId) {
    // An object of next hops stands for all that they are; the kernel reports both and takes one.
    route.gateway = route.via = route.oif = route.multipath = route.encap = route.encapType = undefined
  } else {
    if (gateway !== undefined && via === undefined && isForeign(gateway, family)) {
      route.gateway = undefined
      route.via = reach(gateway, via, family).via
    }
    if (route.multipath !== undefined) route.multipath = hops(route.multipath, family)
  }
  route.expires ??= expiry(route)
  route.cacheinfo = route.mfcStats = undefined
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
  const usual = type === 'unicast' || type === 1 || type === 'unspec' || type === 0
  if (!usual) {
    if (type === 'local' || type === 2 || type === 'nat' || type === 10) return 'host'
    if (LOCAL_TYPES.has(type) || type === 'multicast' || type === 5) return 'link'
  }
  if (deletes) return 'nowhere'
  if (!usual) return 'universe'
  const direct = route.gateway === undefined && route.via === undefined && !route.multipath && !route.nhId
  return direct ? 'link' : 'universe'
}
