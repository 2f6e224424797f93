import { EncodeError } from '@rtnl/codec'
import type { RouteInput } from '@rtnl/families'
import { describeHop, reach, settableFlags } from './nexthops.ts'
import { inferFamily, isMpls, type Prefix, readPrefix } from './prefix.ts'
import { splitTable } from './tables.ts'

/** A route as one object type; its encapsulation makes it a union of ten, too many to take apart. */
type Body = { [K in keyof RouteInput]?: RouteInput[K] | undefined }

/** `USER_HZ`, in which the kernel reports times. */
const TICKS_A_SECOND = 100

const LOCAL_TYPES: readonly unknown[] = ['local', 'broadcast', 'nat', 'anycast', 2, 3, 10, 4]

/** The keys of a route's prefixes with what they stand for. */
export function withPrefixes(route: RouteInput): RouteInput {
  const { dst, dstLen, src, srcLen, ...rest } = route as Body
  const family = inferFamily(route.family, dst, src, route.prefsrc, route.gateway, ...gateways(route))
  const to = readPrefix(dst, dstLen, family, { path: 'dst', constant: 'RTA_DST' })
  const from = readPrefix(src, srcLen, family, { path: 'src', constant: 'RTA_SRC' })
  const body: Body = {
    ...rest,
    ...(family === undefined ? {} : { family }),
    ...members('dst', to),
    ...members('src', from),
  }
  return body as RouteInput
}

function members(key: 'dst' | 'src', { address, length }: Prefix): Body {
  return {
    ...(length === undefined ? {} : { [`${key}Len`]: length }),
    ...(address === undefined ? {} : { [key]: address }),
  }
}

function gateways({ multipath }: Body): unknown[] {
  return Array.isArray(multipath) ? multipath.map((hop) => hop?.gateway) : []
}

/**
 * A route as a request to make or to delete it has it: with the defaults of ip-route(8), and without what only the kernel's reports have. `deletes`:
 * what is not said matches anything. Throws `EncodeError`.
 */
export function describeRoute(input: RouteInput, deletes = false): RouteInput {
  const given: Body = withPrefixes(input)
  if (given.dstLen === undefined)
    throw new EncodeError("a destination is missing: a prefix, or 'default'", { path: 'dst', constant: 'RTA_DST' })
  const family = given.family ?? 'inet'
  const { table, rtmTable, flags, cacheinfo, mfcStats, gateway, via, multipath, expires, ...rest } = given
  const route: Body = {
    protocol: deletes ? 'unspec' : 'boot',
    type: deletes && !isMpls(family) ? 'unspec' : 'unicast',
    ...rest,
    ...tableMembers(given),
    ...(flags === undefined ? {} : { flags: settableFlags(flags, deletes) }),
    ...hops({ ...given, family }),
    ...expiry(given),
    family,
  }
  return { ...route, scope: route.scope ?? usualScope(route, deletes) } as RouteInput
}

/** An object of next hops stands for all that they are; the kernel reports both and takes one. */
function hops(route: Body): Body {
  if (route.nhId) return { gateway: undefined, oif: undefined, encap: undefined, encapType: undefined }
  const { gateway, via, multipath, family } = route
  return {
    ...reach(gateway, via, family),
    ...(Array.isArray(multipath) ? { multipath: multipath.map((hop) => describeHop(hop, family)) } : { multipath }),
  }
}

/** IPv6 tells in `cacheinfo` how long a route has left. */
function expiry({ expires, cacheinfo }: Body): Body {
  if (expires !== undefined) return { expires }
  const ticks = cacheinfo?.expires ?? 0
  return ticks > 0 ? { expires: Math.ceil(ticks / TICKS_A_SECOND) } : {}
}

function tableMembers({ table, rtmTable, type }: Body): Body {
  if (table === undefined) return { rtmTable: rtmTable ?? (LOCAL_TYPES.includes(type) ? 'local' : 'main') }
  const { header, attribute } = splitTable(table, 'RTA_TABLE')
  return { rtmTable: header, ...(attribute === undefined ? {} : { table: attribute }) }
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
