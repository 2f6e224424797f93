import { EncodeError } from '@rtnl/codec'
import { RTNLGRP } from '@rtnl/families'
import type { Objects } from './events.ts'

/** A multicast group by the kernel's name, `RTNLGRP_IPV6_RULE` being 'ipv6_rule'. */
type KernelGroup = Lowercase<Exclude<keyof typeof RTNLGRP, 'NONE'>>

/** The groups that tell of one kind of object in all families. */
const OF_OBJECTS = {
  link: [RTNLGRP.LINK],
  addr: [RTNLGRP.IPV4_IFADDR, RTNLGRP.IPV6_IFADDR],
  route: [RTNLGRP.IPV4_ROUTE, RTNLGRP.IPV6_ROUTE, RTNLGRP.MPLS_ROUTE],
  neigh: [RTNLGRP.NEIGH],
  rule: [RTNLGRP.IPV4_RULE, RTNLGRP.IPV6_RULE],
} as const

/**
 * What a monitor can listen to: a kind of object in all families ('link', 'addr', 'route', 'neigh', 'rule'), one group by the kernel's name in lower
 * case ('ipv4_route', 'nexthop', 'nsid'), or any group by number.
 */
export type Group = keyof typeof OF_OBJECTS | KernelGroup | number

/** What the kernel's groups of one kind of object tell of. */
interface ObjectsOfGroups {
  ipv4_ifaddr: 'addr'
  ipv6_ifaddr: 'addr'
  ipv4_route: 'route'
  ipv6_route: 'route'
  mpls_route: 'route'
  ipv4_rule: 'rule'
  ipv6_rule: 'rule'
  nexthop: 'nexthop'
  nsid: 'nsid'
}

/** The kinds of objects that groups tell of: those of a number, or of a group that has messages of no object, may be any. */
export type ObjectOf<Groups extends Iterable<Group>> =
  Groups extends Iterable<infer G>
    ? G extends keyof typeof OF_OBJECTS
      ? G
      : G extends keyof ObjectsOfGroups
        ? ObjectsOfGroups[G]
        : keyof Objects
    : never

const BY_NAME = new Map<string, readonly number[]>([
  ...Object.entries(RTNLGRP).flatMap(([name, number]) =>
    number === RTNLGRP.NONE ? [] : [[name.toLowerCase(), [number]] as const],
  ),
  ...Object.entries(OF_OBJECTS),
])

const isNumber = (group: number): boolean => Number.isInteger(group) && group > 0 && group <= 0x7fffffff

/** The numbers of groups, each once. Throws `EncodeError` for what is none. */
export function groupNumbers(groups: Iterable<Group>): number[] {
  const numbers = new Set<number>()
  for (const group of groups) {
    const found = typeof group === 'number' ? (isNumber(group) ? [group] : undefined) : BY_NAME.get(group)
    if (found === undefined)
      throw new EncodeError(`'${String(group)}' is none of ${[...BY_NAME.keys()].join(', ')}, and no number from 1`)
    for (const number of found) numbers.add(number)
  }
  return [...numbers]
}
