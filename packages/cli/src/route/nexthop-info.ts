import type { Client } from '@rtnl/client'
import { type Nexthop, type Route, RT_SCOPE, RTPROT } from '@rtnl/families'
import { numberOf } from '../enums.ts'
import { formatG } from '../numbers.ts'
import type { Printer } from '../print.ts'
import { printEncap } from './encap.ts'
import { printFlags } from './flags.ts'
import { getNexthop } from './nexthop-object.ts'
import type { Lookup } from './print.ts'

/** Clock ticks in a second. */
const USER_HZ = 100

/** The next-hop objects that routes name, each asked for once. */
export class NexthopObjects {
  readonly #client: Client
  readonly #objects = new Map<number, Nexthop | undefined>()

  constructor(client: Client) {
    this.#client = client
  }

  /** Asks for the object of a route, unless it is known. */
  async learn({ nhId }: Route): Promise<void> {
    if (nhId !== undefined && !this.#objects.has(nhId)) this.#objects.set(nhId, await getNexthop(this.#client, nhId))
  }

  get(id: number): Nexthop | undefined {
    return this.#objects.get(id)
  }
}

/** Yields the routes, the object of each learnt before it. */
export async function* learning(routes: AsyncIterable<Route>, objects: NexthopObjects): AsyncGenerator<Route, void> {
  for await (const route of routes) {
    if (route.nhId !== undefined) await objects.learn(route)
    yield route
  }
}

/** Prints the next-hop object of a route: `nh_info`. */
export function printNexthopInfo(print: Printer, object: Nexthop, lookup: Lookup): void {
  const { names, interfaces } = lookup
  print.text('\n\tnh_info ')
  print.object('nh_info')
  print.any('id', object.id ?? 0, 'id ')
  if (object.group) printGroup(print, object.group)
  if (object.groupType !== undefined && object.groupType !== 'mpath')
    print.any('type', object.groupType === 'res' ? 'resilient' : '<unknown type>', 'type ')
  if (object.resGroup) printResilient(print, object.resGroup)
  printEncap(print, object, lookup)
  if (object.gateway !== undefined) print.any('gateway', object.gateway, 'via ')
  if (object.oif) print.any('dev', interfaces.name(object.oif), 'dev ')
  print.any('scope', names.scope(numberOf(RT_SCOPE, object.scope)), 'scope ')
  if (object.blackhole) print.any('blackhole', null, '', ' ', 'blackhole')
  print.any('protocol', names.protocol(numberOf(RTPROT, object.protocol)), 'proto ')
  printFlags(print, object.flags)
  if (object.fdb) print.any('fdb', null, '', '', 'fdb')
  print.endObject()
}

function printGroup(print: Printer, group: NonNullable<Nexthop['group']>): void {
  print.text('group ')
  print.array('group')
  for (const [i, { id, weight }] of group.entries()) {
    print.object()
    print.any('id', id ?? 0, i === 0 ? '' : '/', '')
    if (weight) print.any('weight', weight + 1, ',', '')
    print.endObject()
  }
  print.endArray()
  print.text(' ')
}

function printResilient(print: Printer, group: NonNullable<Nexthop['resGroup']>): void {
  // JSON has these numbers as C's %g writes them, too.
  const seconds = (ticks: number | bigint = 0) => formatG(Number(ticks) / USER_HZ)
  const time = (key: string, ticks: number | bigint | undefined) =>
    print.any(key, Number(seconds(ticks)), `${key} `, ' ', seconds(ticks))
  print.object('resilient_args')
  print.any('buckets', group.buckets ?? 0, 'buckets ')
  time('idle_timer', group.idleTimer)
  time('unbalanced_timer', group.unbalancedTimer)
  time('unbalanced_time', group.unbalancedTime)
  print.endObject()
}
