import type { IOAM6_IPTUNNEL_MODE } from '@rtnl/families'
import { takeAddress } from '../address.ts'
import { UsageError } from '../errors.ts'
import type { Mutable } from '../mutable.ts'
import { parseUnsigned, takeUnsigned } from '../numbers.ts'
import { type Words, wrong } from '../words.ts'
import type { EncapInput } from './encap-kinds.ts'
import { takeSegments } from './srh.ts'

/** `encap rpl segs A,B,C`. */
export function parseRpl(words: Words): EncapInput['rpl'] {
  if (!words.takeIf('segs')) throw new UsageError('encap rpl needs segs')
  const segments = takeSegments(words.take()).reverse()
  return {
    srh: {
      nexthdr: 0,
      hdrlen: (8 + 16 * segments.length) / 8 - 1,
      type: 3,
      segmentsLeft: segments.length,
      cmpr: 0,
      pad: 0,
      reserved: 0,
      segments,
    },
  }
}

/** The kernel's bounds of the frequency, and of the room for data in bytes. */
const FREQUENCY = 1_000_000
const TRACE_SIZE = 244

/** `encap ioam6 [freq K/N] [mode MODE] [tundst ADDRESS] trace prealloc type TYPE ns NS size SIZE`. */
export function parseIoam6(words: Words): EncapInput['ioam6'] {
  const [freqK, freqN] = words.takeIf('freq') ? takeFrequency(words) : [1, 1]
  const mode = words.takeIf('mode') ? takeMode(words) : 'inline'
  const dst = words.takeIf('tundst') ? takeAddress(words, 'tundst', 'inet6').text : undefined
  if (mode === 'inline' && dst !== undefined) throw new UsageError('encap ioam6: mode inline takes no tundst')
  if (mode !== 'inline' && dst === undefined) throw new UsageError(`encap ioam6: mode ${mode} needs tundst`)
  for (const word of ['trace', 'prealloc']) if (!words.takeIf(word)) throw new UsageError(`encap ioam6 needs "${word}"`)
  const found: { type?: number; ns?: number; size?: number } = {}
  for (let word = words.takeIf('type', 'ns', 'size'); word; word = words.takeIf('type', 'ns', 'size')) {
    if (word === 'type') found.type = takeUnsigned(words, word, 0xffffff, 1)
    else if (word === 'ns') found.ns = takeUnsigned(words, word, 0xffff)
    else found.size = takeUnsigned(words, word, TRACE_SIZE, 4)
  }
  const { type, ns, size } = found
  if (type === undefined || ns === undefined || size === undefined) {
    throw new UsageError('encap ioam6 needs type, ns and size of the trace')
  }
  if (size % 4 !== 0) throw wrong('size', String(size), 'a multiple of 4')
  const trace = { namespaceId: ns, nodelen: 0, remlen: size / 4, type: (type << 8) >>> 0, data: new Uint8Array(0) }
  return { freqK, freqN, mode, ...(dst === undefined ? {} : { dst }), trace }
}

function takeFrequency(words: Words): [number, number] {
  const word = words.take()
  const [k, n, more] = word.split('/').map((part) => parseUnsigned(part, FREQUENCY))
  if (!k || !n || more !== undefined || k > n) throw wrong('freq', word, `K/N, 1 <= K <= N <= ${FREQUENCY}`)
  return [k, n]
}

function takeMode(words: Words): Lowercase<keyof typeof IOAM6_IPTUNNEL_MODE> {
  const word = words.take()
  if (word === 'inline' || word === 'encap' || word === 'auto') return word
  throw wrong('mode', word, 'inline, encap or auto')
}

/** `encap xfrm if_id ID [link_dev LINK]`. */
export function parseXfrm(words: Words): EncapInput['xfrm'] {
  const encap: Mutable<EncapInput['xfrm']> = {}
  for (let word = words.takeIf('if_id', 'link_dev'); word; word = words.takeIf('if_id', 'link_dev')) {
    if (word === 'if_id') encap.ifId = takeUnsigned(words, word, 0xffffffff, 1)
    else encap.link = words.take()
  }
  if (encap.ifId === undefined) throw new UsageError('encap xfrm needs if_id')
  return encap
}
