import { RTNLGRP } from '@rtnl/families'
import { UsageError } from '../errors.ts'
import type { PreferredFamily } from '../options.ts'
import { matches, type Words } from '../words.ts'

/** The objects that can be watched. */
export const WATCHED = ['link', 'address', 'route', 'neigh', 'rule'] as const
export type Watched = (typeof WATCHED)[number]

/** What `monitor` was told. */
export interface Watch {
  /** Empty: all of them. */
  readonly objects: ReadonlySet<Watched>
  /** A label such as [ROUTE] before each message. */
  readonly label: boolean
  /** Only what concerns this interface. */
  readonly device: string | undefined
}

/** Reads the arguments of `ip monitor`, but for the objects that rtnl does not have. */
export function parseWatch(words: Words): Watch {
  const objects = new Set<Watched>()
  let label = false
  let device: string | undefined
  while (!words.done) {
    const word = words.take()
    const object = WATCHED.find((name) => matches(word, name))
    // `l` is the label and `a` is the address; only the whole word `all` means all.
    if (matches(word, 'label')) label = true
    else if (word === 'all') label = true
    else if (object) objects.add(object)
    else if (word === 'dev') device = words.take()
    else throw new UsageError(`"${word}" is nothing that can be watched, try "rtnl monitor help"`)
  }
  return { objects, label, device }
}

/** The multicast groups: with a family only those of that family, where a group has one. */
export function groupsOf({ objects }: Watch, family: PreferredFamily): number[] {
  const watches = (object: Watched) => objects.size === 0 || objects.has(object)
  const inet = family === 'unspec' || family === 'inet'
  const inet6 = family === 'unspec' || family === 'inet6'
  const groups: number[] = []
  const add = (wanted: boolean, group: number) => {
    if (wanted) groups.push(group)
  }
  add(watches('link'), RTNLGRP.LINK)
  add(watches('address') && inet, RTNLGRP.IPV4_IFADDR)
  add(watches('address') && inet6, RTNLGRP.IPV6_IFADDR)
  add(watches('route') && inet, RTNLGRP.IPV4_ROUTE)
  add(watches('route') && inet6, RTNLGRP.IPV6_ROUTE)
  add(watches('route') && (family === 'unspec' || family === 'mpls'), RTNLGRP.MPLS_ROUTE)
  add(watches('neigh'), RTNLGRP.NEIGH)
  add(watches('rule') && inet, RTNLGRP.IPV4_RULE)
  add(watches('rule') && inet6, RTNLGRP.IPV6_RULE)
  return groups
}
