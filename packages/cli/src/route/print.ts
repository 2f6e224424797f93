import { ICMPV6_ROUTER_PREF, type Route, RT_SCOPE, RT_TABLE, RTN, RTPROT } from '@rtnl/families'
import { hostLength } from '../address.ts'
import { numberOf } from '../enums.ts'
import type { Interfaces } from '../ifnames.ts'
import type { Names } from '../names.ts'
import type { Options } from '../options.ts'
import type { Printer } from '../print.ts'
import { printEncap } from './encap.ts'
import { printCacheFlags, printFlags } from './flags.ts'
import { printMetrics } from './metrics.ts'
import { printFlow, printMultipath, printVia } from './nexthop.ts'
import { type NexthopObjects, printNexthopInfo } from './nexthop-info.ts'
import { typeName } from './types.ts'

/** What a formatter needs beside the object. */
export interface Lookup {
  readonly names: Names
  readonly interfaces: Interfaces
  readonly options: Pick<Options, 'details' | 'statistics'>
  /** The next-hop objects that are known; printed with details. */
  readonly objects?: NexthopObjects | undefined
}

/** What the selectors have already said of every route, so that ip(8) does not print it again. */
export interface Said {
  readonly table?: boolean
  readonly tos?: boolean
  readonly via?: boolean
  readonly oif?: boolean
  readonly iif?: boolean
  readonly protocol?: boolean
  readonly scope?: boolean
  readonly prefsrc?: boolean
  readonly metric?: boolean
  readonly realms?: boolean
}

/** Clock ticks in a second, `sysconf(_SC_CLK_TCK)`: 100 on every machine that Node runs on. */
const USER_HZ = 100

/** The table of a route, all its bits. */
export function tableOf(route: Pick<Route, 'table' | 'rtmTable'>): number {
  return numberOf(RT_TABLE, route.table ?? route.rtmTable)
}

/** Prints a route as ip(8) does. */
export function printRoute(print: Printer, route: Route, lookup: Lookup, said: Said = {}, deleted = false): void {
  const { interfaces, options } = lookup
  const cloned = route.flags.includes('cloned')
  print.object()
  if (deleted) print.any('deleted', true, '', '', 'Deleted ')
  printDestination(print, route, lookup)
  if (route.nhId !== undefined) print.any('nhid', route.nhId, 'nhid ')
  if (route.newdst !== undefined) print.any('to', route.newdst, 'as to ')
  printEncap(print, route, lookup)
  if (route.tos !== 0 && !said.tos) print.any('tos', lookup.names.dsfield(route.tos), 'tos ')
  if (route.gateway !== undefined && !said.via) print.any('gateway', route.gateway, 'via ')
  if (route.via) printVia(print, route.via)
  if (route.oif !== undefined && !said.oif) print.any('dev', interfaces.name(route.oif), 'dev ')
  printOrigin(print, route, lookup, said, cloned)
  if (route.prefsrc !== undefined && !said.prefsrc) print.any('prefsrc', route.prefsrc, 'src ')
  if (route.priority !== undefined && !said.metric) print.any('metric', route.priority, 'metric ')
  printFlags(print, route.flags)
  if (route.mark) print.any('mark', route.mark, 'mark ', ' ', route.mark >= 16 ? hex(route.mark) : route.mark)
  if (route.flow !== undefined && !said.realms) printFlow(print, route.flow, lookup.names)
  if (route.uid !== undefined) print.any('uid', route.uid, 'uid ')
  if (route.family === 'inet' && cloned) printCacheFlags(print, route.flags)
  if (route.family === 'inet' || route.family === 'inet6') printCacheinfo(print, route, options.statistics > 0)
  if (route.metrics) printMetrics(print, route.metrics)
  if (route.iif !== undefined && !said.iif) print.any('iif', interfaces.name(route.iif), 'iif ')
  if (route.pref !== undefined) printPref(print, route.pref)
  if (route.ttlPropagate !== undefined) {
    const on = route.ttlPropagate !== 0
    // The key is ip(8)'s, misspelt as it is.
    print.any('ttl-propogate', on, 'ttl-propogate ', '', on ? 'enabled' : 'disabled')
  }
  const object = route.nhId === undefined ? undefined : lookup.objects?.get(route.nhId)
  if (object) printNexthopInfo(print, object, lookup)
  if (route.multipath) printMultipath(print, route, lookup)
  print.text('\n')
  print.endObject()
}

function printDestination(print: Printer, route: Route, lookup: Lookup): void {
  const host = hostLength(route.family)
  if (route.type !== 'unicast' || lookup.options.details > 0) {
    print.any('type', typeName(route.type, lookup.names.numeric))
  }
  if (route.dst !== undefined) print.any('dst', prefix(route.dst, route.dstLen, host))
  else print.any('dst', route.dstLen !== 0 ? `0/${route.dstLen} ` : 'default')
  if (route.src !== undefined) print.any('from', prefix(route.src, route.srcLen, host), 'from ')
  else if (route.srcLen !== 0) print.any('src', `0/${route.srcLen}`, 'from ')
}

function prefix(address: string, length: number, host: number): string {
  return length === host ? address : `${address}/${length}`
}

/** Table, protocol and scope: left out where they are the usual ones, unless details are wanted. */
function printOrigin(print: Printer, route: Route, { names, options }: Lookup, said: Said, cloned: boolean): void {
  const details = options.details > 0
  const table = tableOf(route)
  if (table !== RT_TABLE.UNSPEC && (table !== RT_TABLE.MAIN || details) && !said.table) {
    print.any('table', names.table(table), 'table ')
  }
  if (cloned) return
  const protocol = numberOf(RTPROT, route.protocol)
  if ((protocol !== RTPROT.BOOT || details) && !said.protocol) {
    print.any('protocol', names.protocol(protocol), 'proto ')
  }
  const scope = numberOf(RT_SCOPE, route.scope)
  if ((scope !== RT_SCOPE.UNIVERSE || details) && !said.scope) print.any('scope', names.scope(scope), 'scope ')
}

function printCacheinfo(print: Printer, route: Route, statistics: boolean): void {
  const info = route.cacheinfo
  if (!info) return
  if (info.expires) print.any('expires', Math.trunc(info.expires / USER_HZ), 'expires ', 'sec ')
  if (info.error) print.any('error', info.error >>> 0, 'error ')
  if (statistics) {
    if (info.clntref) print.any('users', info.clntref, 'users ')
    if (info.used) print.any('used', info.used, 'used ')
    if (info.lastuse) print.any('age', Math.trunc(info.lastuse / USER_HZ), 'age ', 'sec ')
  }
  if (info.id) print.any('ipid', hex(info.id), 'ipid ', ' ', `0x${info.id.toString(16).padStart(4, '0')}`)
  if (info.ts || info.tsage) {
    print.any('ts', info.ts ? hex(info.ts) : '0', 'ts ', '', hex(info.ts ?? 0))
    print.any('tsage', info.tsage ?? 0, 'tsage ', 'sec ')
  }
}

function printPref(print: Printer, pref: NonNullable<Route['pref']>): void {
  const known = pref === 'low' || pref === 'medium' || pref === 'high'
  print.any('pref', known ? pref : numberOf(ICMPV6_ROUTER_PREF, pref), known ? 'pref ' : '', '')
}

function hex(value: number): string {
  return `0x${value.toString(16)}`
}

/** True for the types that a VRF's table shows: all but 'local' and 'broadcast'. */
export function isVrfType(type: Route['type']): boolean {
  const id = numberOf(RTN, type)
  return id !== RTN.LOCAL && id !== RTN.BROADCAST
}
