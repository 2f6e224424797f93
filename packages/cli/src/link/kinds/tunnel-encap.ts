import type { Infer } from '@rtnl/codec'
import { type ipip, TUNNEL_ENCAP, TUNNEL_ENCAP_FLAG } from '@rtnl/families'
import { bitsOf, numberOf } from '../../enums.ts'
import type { Printer } from '../../print.ts'
import { wrong } from '../../words.ts'
import type { Option } from './options.ts'
import { named } from './tunnel-ends.ts'
import { takePort } from './tunnel-values.ts'

/** What a tunnel over IP is put into: foo over UDP, or generic UDP encapsulation. */
export interface Encap {
  encapType: number
  encapFlags: number
  encapSport: number
  encapDport: number
}

type Shown = Pick<Infer<typeof ipip>, keyof Encap>

/** That of a tunnel that is there, or of a new one, which begins with `flags`. */
export function encapOf(before: Shown = {}, flags = 0): Encap {
  const { encapType = 0, encapFlags = [flags], encapSport = 0, encapDport = 0 } = before
  return {
    encapType: numberOf(TUNNEL_ENCAP, encapType),
    encapFlags: bitsOf(TUNNEL_ENCAP_FLAG, encapFlags),
    encapSport,
    encapDport,
  }
}

const TYPES: Readonly<Record<string, number>> = {
  fou: TUNNEL_ENCAP.FOU,
  gue: TUNNEL_ENCAP.GUE,
  none: TUNNEL_ENCAP.NONE,
}

function flagOptions(word: string, flag: number): Option<Encap>[] {
  return [
    ...named<Encap>([word], true, (given) => {
      given.encapFlags |= flag
    }),
    ...named<Encap>([`no${word}`], true, (given) => {
      given.encapFlags &= ~flag
    }),
  ]
}

export const encapOptions: readonly Option<Encap>[] = [
  ...named<Encap>(['noencap'], true, (given) => {
    given.encapType = TUNNEL_ENCAP.NONE
  }),
  ...named<Encap>(['encap'], true, (given, words) => {
    const word = words.take()
    const type = TYPES[word]
    if (type === undefined) throw wrong('encap', word, 'fou, gue or none')
    given.encapType = type
  }),
  ...named<Encap>(['encap-sport'], true, (given, words, word) => {
    given.encapSport = words.takeIf('auto') === undefined ? takePort(words, word) : 0
  }),
  ...named<Encap>(['encap-dport'], true, (given, words, word) => {
    given.encapDport = takePort(words, word)
  }),
  ...flagOptions('encap-csum', TUNNEL_ENCAP_FLAG.CSUM),
  ...flagOptions('encap-udp6-csum', TUNNEL_ENCAP_FLAG.CSUM6),
  ...flagOptions('encap-remcsum', TUNNEL_ENCAP_FLAG.REMCSUM),
]

export const encapHelp = `    [ encap { fou | gue | none } | noencap ] [ encap-sport { PORT | auto } ] [ encap-dport PORT ]
    [ [no]encap-csum ] [ [no]encap-udp6-csum ] [ [no]encap-remcsum ]`

/** Prints it unless there is none. */
export function printEncap(print: Printer, { encapType, encapFlags = [], encapSport, encapDport }: Shown): void {
  const type = numberOf(TUNNEL_ENCAP, encapType ?? TUNNEL_ENCAP.NONE)
  if (type === TUNNEL_ENCAP.NONE) return
  const word = type === TUNNEL_ENCAP.FOU ? 'fou' : type === TUNNEL_ENCAP.GUE ? 'gue' : null
  const bits = bitsOf(TUNNEL_ENCAP_FLAG, encapFlags)
  print.object('encap')
  print.any('type', word, 'encap ', ' ', word ?? 'unknown')
  print.any('sport', encapSport ?? 0, 'encap-sport ', ' ', encapSport || 'auto')
  print.any('dport', encapDport ?? 0, 'encap-dport ')
  for (const [key, flag] of Object.entries(TUNNEL_ENCAP_FLAG)) {
    const on = (bits & flag) !== 0
    print.any(key.toLowerCase(), on, on ? 'encap-' : 'noencap-', ' ', key.toLowerCase())
  }
  print.endObject()
}
