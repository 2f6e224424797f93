import { type RouteInput, SEG6_LOCAL_ACTION, SEG6_LOCAL_FLV_OP } from '@rtnl/families'
import { takeAddress } from '../address.ts'
import { UsageError } from '../errors.ts'
import type { Mutable } from '../mutable.ts'
import type { Names } from '../names.ts'
import { takeUnsigned } from '../numbers.ts'
import { takeTable } from '../take.ts'
import { duplicate, type Words, wrong } from '../words.ts'
import { SEG6_ACTIONS, SEG6_FLAVORS, SEG6_MODES } from './encap.ts'
import type { EncapInput } from './encap-kinds.ts'
import { type Pinned, parseBpf, takeEndpoint } from './parse-encap-bpf.ts'
import { parseIpEncap } from './parse-encap-ip.ts'
import { parseIoam6, parseRpl, parseXfrm } from './parse-encap-more.ts'
import { takeSrh } from './srh.ts'

/** What `encap TYPE ...` gives to a route or a nexthop. */
export type EncapOf = Pick<RouteInput, 'encap' | 'encapType'>

/** Reads what follows the word `encap`, up to the first word that does not belong to it. Programs that it names are added to `pinned`. */
export function parseEncap(words: Words, names: Names, pinned: Pinned[]): EncapOf {
  const type = words.take()
  if (words.done) throw new UsageError(`encap ${type} must be followed by its arguments`)
  switch (type) {
    case 'mpls':
      return of('mpls', parseMpls(words))
    case 'ip':
      return of('ip', parseIpEncap(words, names, 'inet'))
    case 'ip6':
      return of('ip6', parseIpEncap(words, names, 'inet6'))
    case 'seg6':
      return of('seg6', parseSeg6(words))
    case 'seg6local':
      return of('seg6_local', parseSeg6Local(words, names, pinned))
    case 'rpl':
      return of('rpl', parseRpl(words))
    case 'ioam6':
      return of('ioam6', parseIoam6(words))
    case 'xfrm':
      return of('xfrm', parseXfrm(words))
    case 'bpf':
      return of('bpf', parseBpf(words, pinned))
    default:
      throw wrong('encap', type, 'mpls, ip, ip6, seg6, seg6local, bpf, rpl, ioam6 or xfrm')
  }
}

function of<Kind extends keyof EncapInput>(encapType: Kind, encap: EncapInput[Kind]): EncapOf {
  return { encapType, encap } as EncapOf
}

function parseMpls(words: Words): EncapInput['mpls'] {
  const encap: EncapInput['mpls'] = { dst: takeAddress(words, 'encap mpls', 'mpls').text }
  while (words.takeIf('ttl')) once(encap, 'ttl', takeUnsigned(words, 'ttl', 255))
  return encap
}

function parseSeg6(words: Words): EncapInput['seg6'] {
  let mode: string | undefined
  let segments: string | undefined
  let hmac: number | undefined
  for (let word = words.takeIf('mode', 'segs', 'hmac'); word; word = words.takeIf('mode', 'segs', 'hmac')) {
    if (word === 'mode') {
      if (mode !== undefined) throw duplicate(word, words.take())
      mode = takeMode(words)
    } else if (word === 'segs') {
      if (segments !== undefined) throw duplicate(word, words.take())
      if (mode === undefined) throw new UsageError('encap seg6: mode must come before segs')
      segments = words.take()
    } else {
      if (hmac !== undefined) throw duplicate(word, words.take())
      hmac = takeUnsigned(words, word)
    }
  }
  if (mode === undefined || segments === undefined) throw new UsageError('encap seg6 needs mode and segs')
  return { srh: { mode: mode as 'encap', srh: takeSrh(segments, hmac ?? 0, mode === 'inline') } }
}

function takeMode(words: Words): string {
  const word = words.take()
  const found = Object.entries(SEG6_MODES).find(([, name]) => name === word)
  if (!found) throw wrong('mode', word, Object.values(SEG6_MODES).join(', '))
  return found[0]
}

function parseSeg6Local(words: Words, names: Names, pinned: Pinned[]): EncapInput['seg6_local'] {
  const encap: EncapInput['seg6_local'] = {}
  let srh: { segments: string; hmac: number } | undefined
  const keywords = ['action', 'table', 'vrftable', 'nh4', 'nh6', 'iif', 'oif', 'count', 'flavors', 'srh', 'endpoint']
  for (let word = words.takeIf(...keywords); word; word = words.takeIf(...keywords)) {
    if (word === 'action') once(encap, 'action', takeAction(words))
    else if (word === 'table') once(encap, 'table', takeTable(words, word, names))
    else if (word === 'vrftable') once(encap, 'vrftable', takeTable(words, word, names))
    else if (word === 'nh4') once(encap, 'nh4', takeAddress(words, word, 'inet').text)
    else if (word === 'nh6') once(encap, 'nh6', takeAddress(words, word, 'inet6').text)
    else if (word === 'iif') once(encap, 'iif', words.take())
    else if (word === 'oif') once(encap, 'oif', words.take())
    else if (word === 'count') once(encap, 'counters', { packets: 0n, bytes: 0n, errors: 0n })
    else if (word === 'flavors') once(encap, 'flavors', takeFlavors(words))
    else if (word === 'srh') {
      if (srh) throw duplicate(word, words.take())
      const segs = words.take()
      if (segs !== 'segs') throw wrong('srh', segs, '"segs"')
      srh = { segments: words.take(), hmac: words.takeIf('hmac') ? takeUnsigned(words, 'hmac') : 0 }
    } else once(encap, 'bpf', takeEndpoint(words, pinned))
  }
  if (encap.action === undefined) throw new UsageError('encap seg6local needs an action')
  const inline = encap.action !== SEG6_LOCAL_ACTION.END_B6_ENCAP
  return srh ? { ...encap, srh: takeSrh(srh.segments, srh.hmac, inline) } : encap
}

function takeAction(words: Words): number {
  const word = words.take()
  const found = Object.entries(SEG6_ACTIONS).find(([, name]) => name === word)
  if (!found) throw wrong('action', word, Object.values(SEG6_ACTIONS).join(', '))
  return Number(found[0])
}

function takeFlavors(words: Words): NonNullable<EncapInput['seg6_local']['flavors']> {
  const word = words.take()
  const flavors: Mutable<NonNullable<EncapInput['seg6_local']['flavors']>> = {}
  let bits = 0
  for (const flavor of word.split(',')) {
    const name = SEG6_FLAVORS.find(([, called]) => called === flavor.toLowerCase())?.[0]
    const bit = name === undefined ? 0 : 1 << SEG6_LOCAL_FLV_OP[name.toUpperCase() as keyof typeof SEG6_LOCAL_FLV_OP]
    if (bit === 0 || bits & bit) throw wrong('flavors', word, 'psp, usp, usd or next-csid, with commas, each once')
    bits |= bit
  }
  flavors.operation = bits
  if (bits & (1 << SEG6_LOCAL_FLV_OP.NEXT_CSID)) {
    if (words.takeIf('lblen')) flavors.lcblockBits = takeUnsigned(words, 'lblen', 255)
    if (words.takeIf('nflen')) flavors.lcnodeFnBits = takeUnsigned(words, 'nflen', 255)
  }
  return flavors
}

/** Sets a key that must not be there yet. */
export function once<T extends object, Key extends keyof T & string>(target: T, key: Key, value: T[Key]): void {
  if (target[key] !== undefined) throw duplicate(key, String(value))
  target[key] = value
}
