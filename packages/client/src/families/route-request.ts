import { EncodeError } from '@rtnl/codec'
import type { RouteInput } from '@rtnl/families'
import { describeHop, reach, settableFlags } from './nexthops.ts'
import { inferFamily, isForeign, isMpls, readPrefix } from './prefix.ts'
import { splitTable } from './tables.ts'

/** A route as one object type; its encapsulation makes it a union of ten, too many to take apart. */
type Body = { [K in keyof RouteInput]?: RouteInput[K] | undefined }

/** `USER_HZ`, in which the kernel reports times. */
const TICKS_A_SECOND = 100

const LOCAL_TYPES: readonly unknown[] = ['local', 'broadcast', 'nat', 'anycast', 2, 3, 10, 4]

/** The keys of a route's prefixes with what they stand for. A new object. */
export function withPrefixes(route: RouteInput): RouteInput {
  return split(route) as RouteInput
}

// A copy that is then changed key by key: a million routes are described in a second, which they are not by copying them for each part.
function split(route: RouteInput): Body {
  if (typeof route !== 'object' || route === null) throw new TypeError(`${String(route)} is not a route`)
  const body: Body = { ...route }
  const { dst, src, multipath } = body
  let family = inferFamily(body.family, dst, src, body.prefsrc, body.gateway)
  if (family === undefined && Array.isArray(multipath))
    family = inferFamily(family, ...multipath.map((hop) => hop?.gateway))
  if (family !== undefined) body.family = family
  if (dst !== undefined) {
    const { address, length } = readPrefix(dst, body.dstLen, family, { path: 'dst', constant: 'RTA_DST' })
    if (address !== dst) body.dst = address
    if (length !== undefined) body.dstLen = length
  }
  if (src !== undefined) {
    const { address, length } = readPrefix(src, body.srcLen, family, { path: 'src', constant: 'RTA_SRC' })
    if (address !== src) body.src = address
    if (length !== undefined) body.srcLen = length
  }
  return body
}

/**
 * A route as a request to make or to delete it has it: with the defaults of ip-route(8), and without what only the kernel's reports have. `deletes`:
 * what is not said matches anything. Throws `EncodeError`.
 */
export function describeRoute(input: RouteInput, deletes = false): RouteInput {
  const route = split(input)
  if (route.dstLen === undefined)
    throw new EncodeError("a destination is missing: a prefix, or 'default'", { path: 'dst', constant: 'RTA_DST' })
  route.family ??= 'inet'
  const { type } = route
  route.protocol ??= deletes ? 'unspec' : 'boot'
  route.type ??= deletes && !isMpls(route.family) ? 'unspec' : 'unicast'
  setTable(route, type)
  if (route.flags !== undefined) route.flags = settableFlags(route.flags, deletes)
  setHops(route)
  setExpiry(route)
  if (route.mfcStats !== undefined) route.mfcStats = undefined
  route.scope ??= usualScope(route, deletes)
  return route as RouteInput
}

/** An object of next hops stands for all that they are; the kernel reports both and takes one. */
function setHops(route: Body): void {
  const { gateway, via, multipath, family } = route
  if (route.nhId) {
    for (const key of ['gateway', 'via', 'multipath', 'oif', 'encap', 'encapType'] as const)
      if (route[key] !== undefined) route[key] = undefined
    return
  }
  if (gateway !== undefined && via === undefined && isForeign(gateway, family)) {
    route.gateway = undefined
    Object.assign(route, reach(gateway, via, family))
  }
  if (Array.isArray(multipath)) route.multipath = multipath.map((hop) => describeHop(hop, family))
}

/** IPv6 tells in `cacheinfo` how long a route has left. */
function setExpiry(route: Body): void {
  const { cacheinfo } = route
  if (cacheinfo === undefined) return
  route.cacheinfo = undefined
  const ticks = cacheinfo.expires ?? 0
  if (ticks > 0) route.expires ??= Math.ceil(ticks / TICKS_A_SECOND)
}

/** `type` as it was given. */
function setTable(route: Body, type: Body['type']): void {
  if (route.table === undefined) {
    route.rtmTable ??= LOCAL_TYPES.includes(type) ? 'local' : 'main'
    return
  }
  const { header, attribute } = splitTable(route.table, 'RTA_TABLE')
  route.rtmTable = header
  route.table = attribute
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
