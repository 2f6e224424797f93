import type { Route } from '@rtnl/families'
import type { Names } from '../names.ts'
import type { Printer } from '../print.ts'
import { printEncap } from './encap.ts'
import { printFlags } from './flags.ts'
import type { Lookup } from './print.ts'

type Nexthop = NonNullable<Route['multipath']>[number]

/** What ip(8) calls the family of an address. */
function familyName(family: string | number): string {
  if (family === 'packet') return 'link'
  return family === 'inet' || family === 'inet6' || family === 'mpls' || family === 'bridge' ? family : '???'
}

/** A router of another family than the route's: the object `via`. */
export function printVia(print: Printer, via: NonNullable<Route['via']>): void {
  print.object('via')
  print.any('family', familyName(via.family), 'via ')
  print.any('host', via.addr)
  print.endObject()
}

/** Realms: the object `flow`. */
export function printFlow(print: Printer, flow: number, names: Names): void {
  const from = flow >>> 16
  print.object('flow')
  print.text(from ? 'realms ' : 'realm ')
  if (from) print.any('from', names.realm(from), '', '/')
  print.any('to', names.realm(flow & 0xffff))
  print.endObject()
}

/** The array `nexthops`. As text, a line for each, but for multicast routes that were looked up all on the route's own. */
export function printMultipath(print: Printer, route: Route, lookup: Lookup): void {
  const multicast = route.flags.includes('cloned') && route.type === 'multicast'
  print.array('nexthops')
  for (const [i, nexthop] of (route.multipath ?? []).entries()) {
    print.object()
    if (multicast) print.text(i === 0 ? 'Oifs: ' : ' ')
    else {
      print.nl()
      print.text('\tnexthop ')
    }
    printEncap(print, nexthop, lookup)
    if (nexthop.newdst !== undefined) print.any('to', nexthop.newdst, 'as to ')
    if (nexthop.gateway !== undefined) print.any('gateway', nexthop.gateway, 'via ')
    if (nexthop.via) printVia(print, nexthop.via)
    if (nexthop.flow !== undefined) printFlow(print, nexthop.flow, lookup.names)
    if (multicast) printOif(print, nexthop, lookup)
    else {
      print.any('dev', lookup.interfaces.name(nexthop.ifindex), 'dev ')
      if (route.family !== 'mpls') print.any('weight', nexthop.hops + 1, 'weight ')
    }
    printFlags(print, nexthop.flags)
    print.endObject()
  }
  print.endArray()
}

/** Of a multicast route `hops` is the least TTL that is let through. */
function printOif(print: Printer, nexthop: Nexthop, lookup: Lookup): void {
  print.any('dev', lookup.interfaces.name(nexthop.ifindex), '', '')
  if (nexthop.hops !== 1) print.any('ttl', nexthop.hops, '(ttl>', ')')
  print.text(' ')
}
