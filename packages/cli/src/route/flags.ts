import type { Printer } from '../print.ts'

/** Flags of a route or a nexthop, as decoded. */
type Flags = readonly (string | number)[]

/** The flags that ip(8) prints, in its order; they bear the names of the codec. */
const PRINTED = [
  'dead',
  'onlink',
  'pervasive',
  'offload',
  'trap',
  'notify',
  'linkdown',
  'unresolved',
  'rt_offload',
  'rt_trap',
  'rt_offload_failed',
]

/** Flags of the IPv4 answer to a look-up (`RTCF_*` of linux/in_route.h), in ip(8)'s order. */
const CACHE: readonly (readonly [bit: number, name: string])[] = [
  [0x80000000, 'local'],
  [0x40000000, 'reject'],
  [0x20000000, 'mc'],
  [0x10000000, 'brd'],
  [0x08000000, 'dst-nat'],
  [0x00800000, 'src-nat'],
  [0x00400000, 'masq'],
  [0x00020000, 'dst-direct'],
  [0x04000000, 'src-direct'],
  [0x00040000, 'redirected'],
  [0x01000000, 'redirect'],
  [0x00200000, 'fastroute'],
  [0x00010000, 'notify'],
  [0x00080000, 'proxy'],
]

/** The array `flags`. */
export function printFlags(print: Printer, flags: Flags): void {
  print.array('flags')
  for (const flag of PRINTED) if (flags.includes(flag)) print.any(undefined, flag)
  print.endArray()
}

/** The array `cache`, of a route that was looked up. */
export function printCacheFlags(print: Printer, flags: Flags): void {
  let bits = 0
  for (const flag of flags) if (typeof flag === 'number') bits |= flag
  // `RTM_F_OFFLOAD_FAILED` has the bit of `RTCF_MULTICAST`, and only one of them has a name in the declaration.
  if (flags.includes('rt_offload_failed')) bits |= 0x20000000
  bits = (bits & ~0xffff) >>> 0
  const names: string[] = []
  for (const [bit, name] of CACHE) {
    if ((bits & bit) === 0) continue
    bits = (bits & ~bit) >>> 0
    names.push(name)
  }
  if (bits !== 0) names.push(bits.toString(16))
  print.array('cache')
  for (const name of names) print.only(undefined, name)
  print.endArray()
  print.nl()
  print.text('    cache ')
  if (names.length > 0) print.text(`<${names.join(',')}>${bits === 0 ? ' ' : ''}`)
}
