import type { Addr, Link, Neigh, Route, Rule } from '@rtnl/families'
import { printAddr } from '../addr/print.ts'
import type { Context } from '../context.ts'
import type { Interfaces } from '../ifnames.ts'
import { printLink } from '../link/link.ts'
import { printNeigh } from '../neigh/print.ts'
import type { Printer } from '../print.ts'
import { printRoute } from '../route/print.ts'
import { printRule } from '../rule/print.ts'

/** A message by its kind of object. */
export type Seen =
  | { readonly object: 'link'; readonly message: Link }
  | { readonly object: 'addr'; readonly message: Addr }
  | { readonly object: 'route'; readonly message: Route }
  | { readonly object: 'neigh'; readonly message: Neigh }
  | { readonly object: 'rule'; readonly message: Rule }

/** What an object's message is called by the kernel: `RTM_NEWLINK` without its verb. */
const OBJECTS: Readonly<Record<string, Seen['object']>> = {
  LINK: 'link',
  ADDR: 'addr',
  ROUTE: 'route',
  NEIGH: 'neigh',
  RULE: 'rule',
}

/** Tells the object of a message by its type, `RTM_DELROUTE`; undefined for what is none of the five. */
export function seen(type: string, message: unknown): Seen | undefined {
  const object = OBJECTS[type.replace(/^RTM_(NEW|DEL|GET)/, '')]
  return object && ({ object, message } as Seen)
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

/** Prints a message as ip(8)'s monitor does. `type` is `RTM_NEWLINK` and the like. */
export function printSeen(print: Printer, seen: Seen, type: string, context: Context, interfaces: Interfaces): void {
  const { names, options } = context
  const deleted = type.startsWith('RTM_DEL')
  if (seen.object === 'route') printRoute(print, seen.message, { names, interfaces, options }, {}, deleted)
  else if (seen.object === 'rule') printRule(print, seen.message, names, options.details, deleted)
  else if (seen.object === 'neigh') {
    const event = deleted ? 'deleted' : type === 'RTM_GETNEIGH' ? 'miss' : undefined
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
    printLink(print, seen.message, { options, names, interfaces, link: false, family: 'unspec', queue: false })
    print.endObject()
  }
}
