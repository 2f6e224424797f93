import type { RouteInput } from '@rtnl/families'
import { takeAddress } from '../address.ts'
import { UsageError } from '../errors.ts'
import type { Mutable } from '../mutable.ts'
import type { Names } from '../names.ts'
import { takeUnsigned } from '../numbers.ts'
import { type PreferredFamily, readFamily } from '../options.ts'
import { takeRealms } from '../realms.ts'
import { matches, type Words } from '../words.ts'
import { parseEncap } from './parse-encap.ts'
import type { Pinned } from './parse-encap-bpf.ts'

type Nexthop = Mutable<NonNullable<RouteInput['multipath']>[number]>

/**
 * Takes `[FAMILY] ADDRESS` after `via`: into `gateway` when the address is of the route's family, into `via` otherwise.
 * Returns the route's family, which the address gives when it was not known.
 */
export function takeVia(
  words: Words,
  family: PreferredFamily,
  target: Mutable<Pick<RouteInput, 'gateway' | 'via'>>,
): PreferredFamily {
  const said = readFamily(words.peek() ?? '')
  if (said) words.take()
  const address = takeAddress(words, 'via', said ?? family)
  const own = family === 'unspec' ? address.family : family
  if (address.family === own) target.gateway = address.text
  else target.via = { family: address.family, addr: address.text }
  return own
}

/** Reads `nexthop ... [nexthop ...]` up to the end. */
export function parseNexthops(
  words: Words,
  family: PreferredFamily,
  names: Names,
  pinned: Pinned[],
): { multipath: Nexthop[]; family: PreferredFamily } {
  const multipath: Nexthop[] = []
  let own = family
  while (!words.done) {
    const word = words.take()
    if (word !== 'nexthop') throw new UsageError(`"${word}" stands where "nexthop" or the end was expected`)
    if (words.done) throw new UsageError('nexthop must be followed by via or dev')
    const nexthop: Nexthop = {}
    own = parseNexthop(words, own, names, pinned, nexthop)
    multipath.push(nexthop)
  }
  return { multipath, family: own }
}

function parseNexthop(
  words: Words,
  family: PreferredFamily,
  names: Names,
  pinned: Pinned[],
  nexthop: Nexthop,
): PreferredFamily {
  let own = family
  while (!words.done) {
    const word = words.take()
    if (word === 'via') own = takeVia(words, own, nexthop)
    else if (word === 'dev') nexthop.ifindex = words.take()
    else if (word === 'weight') nexthop.hops = takeUnsigned(words, word, 256, 1) - 1
    else if (word === 'onlink' || word === 'pervasive') {
      nexthop.flags = [...((nexthop.flags as readonly 'onlink'[] | undefined) ?? []), word as 'onlink']
    } else if (matches(word, 'realms')) nexthop.flow = takeRealms(words, 'realms', names)
    else if (word === 'encap') Object.assign(nexthop, parseEncap(words, names, pinned))
    else if (word === 'as') {
      words.takeIf('to')
      nexthop.newdst = takeAddress(words, 'as', own).text
    } else {
      words.back()
      break
    }
  }
  return own
}
