import type { ClientChange } from '@rtnl/client'
import { printAddr } from '../addr/print.ts'
import type { Context } from '../context.ts'
import type { Interfaces } from '../ifnames.ts'
import type { BpfProgram } from '../io.ts'
import { printLink } from '../link/link.ts'
import { printNeigh } from '../neigh/print.ts'
import type { Printer } from '../print.ts'
import type { NexthopObjects } from '../route/nexthop-info.ts'
import { printRoute } from '../route/print.ts'
import { printRule } from '../rule/print.ts'

/** A change of one of the five objects that the command line knows. */
export type Seen = Exclude<ClientChange, { object: 'nexthop' | 'nsid' | 'other' }>

export const isSeen = (event: ClientChange): event is Seen =>
  event.object !== 'nexthop' && event.object !== 'nsid' && event.object !== 'other'

/** What a printer of changes needs beside the change. */
export interface View {
  readonly context: Context
  readonly interfaces: Interfaces
  /** The next-hop objects of the route, with details. */
  readonly objects?: NexthopObjects | undefined
  /** The bpf programs of the link. */
  readonly programs?: ReadonlyMap<number, BpfProgram> | undefined
}

/** Indices of the interfaces that a message names, whose names are printed. */
export function indicesOf({ object, message }: Seen): number[] {
  const indices: (number | undefined)[] =
    object === 'route'
      ? [message.oif, message.iif, ...(message.multipath ?? []).map(({ ifindex }) => ifindex)]
      : object === 'link'
        ? [message.link, message.master]
        : object === 'addr'
          ? [message.index]
          : object === 'neigh'
            ? [message.ifindex, message.master]
            : []
  return indices.filter((index) => index !== undefined && index > 0) as number[]
}

/** Whether a message concerns the interface `device`; a rule concerns none in particular. */
export function concerns({ object, message }: Seen, device: number): boolean {
  if (object === 'route') return message.oif === device
  if (object === 'neigh') return message.ifindex === device
  return object === 'rule' || message.index === device
}

/** Prints a change as ip(8)'s monitor does. */
export function printSeen(print: Printer, seen: Seen, { context, interfaces, objects, programs }: View): void {
  const { names, options } = context
  const deleted = seen.kind === 'delete'
  if (seen.object === 'route') printRoute(print, seen.message, { names, interfaces, options, objects }, {}, deleted)
  else if (seen.object === 'rule') printRule(print, seen.message, names, options.details, deleted)
  else if (seen.object === 'neigh') {
    const event = deleted ? 'deleted' : seen.kind === 'get' ? 'miss' : undefined
    const statistics = options.statistics > 0
    printNeigh(print, seen.message, { names, interfaces, event, statistics, brief: options.brief })
  } else if (seen.object === 'addr') {
    const device = interfaces.name(seen.message.index)
    print.object()
    printAddr(print, seen.message, { names, deleted, device, brief: options.brief, protocol: options.details > 0 })
    print.endObject()
  } else {
    print.object()
    if (deleted) print.any('deleted', true, '', ' ', 'Deleted')
    const listing = { link: false, family: 'unspec', queue: false } as const
    printLink(print, seen.message, { ...listing, options, names, interfaces, program: (id) => programs?.get(id) })
    print.endObject()
  }
}
