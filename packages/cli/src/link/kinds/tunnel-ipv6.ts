import type { Infer } from '@rtnl/codec'
import { IP6_TNL_F, IPV6_DEFAULT_TNL_ENCAP_LIMIT, type ip6tnl } from '@rtnl/families'
import { bitsOf } from '../../enums.ts'
import { parseUnsigned, takeUnsigned } from '../../numbers.ts'
import type { Printer } from '../../print.ts'
import { type Words, wrong } from '../../words.ts'
import { MAX, type Option } from './options.ts'
import { type Ends, endsOf, named, printFwmark } from './tunnel-ends.ts'

/** What tunnels over IPv6 have besides their ends. */
export interface OverIpv6 extends Ends {
  ttl: number
  encapLimit: number
  flowinfo: number
  flags: number
}

type Shown = Pick<Infer<typeof ip6tnl>, 'encapLimit' | 'flowinfo' | 'flags' | 'fwmark'>

/** iproute2's choice: the kernel's own is 0. */
const DEFAULT_HOP_LIMIT = 64

export function overIpv6(before: Partial<Omit<OverIpv6, 'flags'>> & Pick<Shown, 'flags'> = {}): OverIpv6 {
  const { ttl = DEFAULT_HOP_LIMIT, encapLimit = IPV6_DEFAULT_TNL_ENCAP_LIMIT, flowinfo = 0, flags = [] } = before
  return { ...endsOf(before), ttl, encapLimit, flowinfo, flags: bitsOf(IP6_TNL_F, flags) }
}

function setFlag(given: OverIpv6, flag: number, on: boolean): void {
  given.flags = on ? given.flags | flag : given.flags & ~flag
}

/** A part of the header's first word, in hexadecimal, or `inherit` for the flag. */
function takeFlowinfo(given: OverIpv6, words: Words, word: string, shift: number, max: number, flag: number): void {
  const value = words.take()
  const inherit = value === 'inherit'
  const number = inherit ? 0 : parseUnsigned(value, max, 16)
  if (number === undefined) throw wrong(word, value, `inherit, or a hexadecimal number up to ${max.toString(16)}`)
  const mask = max << shift
  given.flowinfo = ((given.flowinfo & ~mask) | (number << shift)) >>> 0
  setFlag(given, flag, inherit)
}

/** The bits of `flowinfo`: where they begin, the highest value. */
const TCLASS = [20, 0xff] as const
const FLOWLABEL = [0, 0xfffff] as const

/** `inherit` stands for 0. */
export function hoplimitOptions(exact = false): Option<OverIpv6>[] {
  return named(['ttl', 'hoplimit', 'hlim'], exact, (given, words) => {
    given.ttl = words.takeIf('inherit') === undefined ? takeUnsigned(words, 'hoplimit', MAX.U8) : 0
  })
}

export function tclassOptions(names: readonly string[], exact = false): Option<OverIpv6>[] {
  return named(names, exact, (given, words) =>
    takeFlowinfo(given, words, 'tclass', ...TCLASS, IP6_TNL_F.USE_ORIG_TCLASS),
  )
}

/** Those that gre and ip6tnl read alike. */
export const ipv6Options: readonly Option<OverIpv6>[] = [
  ...named<OverIpv6>(['encaplimit'], true, (given, words) => {
    const none = words.takeIf('none') !== undefined
    if (!none) given.encapLimit = takeUnsigned(words, 'encaplimit', MAX.U8)
    setFlag(given, IP6_TNL_F.IGN_ENCAP_LIMIT, none)
  }),
  ...named<OverIpv6>(['flowlabel', 'fl'], true, (given, words) =>
    takeFlowinfo(given, words, 'flowlabel', ...FLOWLABEL, IP6_TNL_F.USE_ORIG_FLOWLABEL),
  ),
  ...named<OverIpv6>(['dscp'], true, (given, words) => {
    const word = words.take()
    if (word !== 'inherit') throw wrong('dscp', word, 'inherit')
    setFlag(given, IP6_TNL_F.RCV_DSCP_COPY, true)
  }),
  ...named<OverIpv6>(['fwmark'], true, (given, words) => {
    const inherit = words.takeIf('inherit') !== undefined
    given.fwmark = inherit ? 0 : takeUnsigned(words, 'fwmark')
    setFlag(given, IP6_TNL_F.USE_ORIG_FWMARK, inherit)
  }),
  ...[true, false].flatMap((on) =>
    named<OverIpv6>([on ? 'allow-localremote' : 'noallow-localremote'], true, (given) =>
      setFlag(given, IP6_TNL_F.ALLOW_LOCAL_REMOTE, on),
    ),
  ),
]

export const ipv6Help = `[ remote ADDRESS ] [ local ADDRESS ] [ dev DEV ]
    [ hoplimit { 1..255 | inherit } ] [ encaplimit { 0..255 | none } ] [ tclass { CLASS | inherit } ]
    [ flowlabel { LABEL | inherit } ] [ dscp inherit ] [ fwmark { MARK | inherit } ] [ [no]allow-localremote ]`

/** Prints what of the header's fields is taken from the packet inside. */
export function printIpv6(print: Printer, { encapLimit, flowinfo, flags = [] }: Shown): void {
  const bits = bitsOf(IP6_TNL_F, flags)
  if (bits & IP6_TNL_F.IGN_ENCAP_LIMIT) print.any('ip6_tnl_f_ign_encap_limit', true, 'encaplimit ', ' ', 'none')
  else if (encapLimit !== undefined) print.any('encap_limit', encapLimit, 'encaplimit ')
  if (bits & IP6_TNL_F.USE_ORIG_TCLASS) print.any('ip6_tnl_f_use_orig_tclass', true, 'tclass ', ' ', 'inherit')
  else printFlowinfo(print, 'tclass', 2, flowinfo, ...TCLASS)
  if (bits & IP6_TNL_F.USE_ORIG_FLOWLABEL) {
    print.any('ip6_tnl_f_use_orig_flowlabel', true, 'flowlabel ', ' ', 'inherit')
  } else printFlowinfo(print, 'flowlabel', 5, flowinfo, ...FLOWLABEL)
  if (bits & IP6_TNL_F.RCV_DSCP_COPY) print.any('ip6_tnl_f_rcv_dscp_copy', true, 'dscp ', ' ', 'inherit')
}

function printFlowinfo(
  print: Printer,
  key: string,
  digits: number,
  flowinfo: number | undefined,
  shift: number,
  max: number,
): void {
  if (flowinfo === undefined) return
  print.any(key, `0x${((flowinfo >>> shift) & max).toString(16).padStart(digits, '0')}`, `${key} `)
}

/** Prints who may be at the other end, and the mark. */
export function printRemoteAndMark(print: Printer, { flags = [], fwmark }: Shown): void {
  const bits = bitsOf(IP6_TNL_F, flags)
  if (bits & IP6_TNL_F.ALLOW_LOCAL_REMOTE) {
    print.any('ip6_tnl_f_allow_local_remote', true, '', ' ', 'allow-localremote')
  }
  if (bits & IP6_TNL_F.USE_ORIG_FWMARK) print.any('ip6_tnl_f_use_orig_fwmark', true, 'fwmark ', ' ', 'inherit')
  else printFwmark(print, fwmark)
}
