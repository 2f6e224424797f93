import type { Infer } from '@rtnl/codec'
import { GRE, type gre } from '@rtnl/families'
import { bitsOf } from '../../enums.ts'
import { takeUnsigned } from '../../numbers.ts'
import type { Printer } from '../../print.ts'
import { matches, wrong } from '../../words.ts'
import { hex } from '../hex.ts'
import { MAX, type Option } from './options.ts'
import { named } from './tunnel-ends.ts'
import { type Keys, keysOf, printKey, takeKey } from './tunnel-key.ts'

// What the kinds of GRE over IPv4 and over IPv6 share.

export interface GreHeader extends Keys {
  iflags: number
  oflags: number
}

type Shown = Infer<typeof gre>

/** The header of a tunnel that is there, or of a new one. */
export function greHeaderOf(before: Pick<Shown, keyof GreHeader> = {}): GreHeader {
  return {
    ...keysOf(before),
    iflags: bitsOf(GRE, before.iflags ?? []),
    oflags: bitsOf(GRE, before.oflags ?? []),
  }
}

type Direction = 'i' | 'o'

function setFlag(given: GreHeader, sides: readonly Direction[], flag: number, on: boolean): void {
  for (const side of sides) given[`${side}flags`] = on ? given[`${side}flags`] | flag : given[`${side}flags`] & ~flag
}

/** Which directions a word is for, by its first letter. */
const SIDES: readonly [letter: string, sides: readonly Direction[]][] = [
  ['', ['i', 'o']],
  ['i', ['i']],
  ['o', ['o']],
]

const keyOptions = SIDES.flatMap(([letter, sides]) => [
  ...named<GreHeader>([`${letter}key`], false, (given, words, word) => {
    const key = takeKey(words, word)
    for (const side of sides) given[`${side}key`] = key
    setFlag(given, sides, GRE.KEY, true)
  }),
  ...named<GreHeader>([`no${letter}key`], false, (given) => {
    for (const side of sides) given[`${side}key`] = 0
    setFlag(given, sides, GRE.KEY, false)
  }),
])

function flagOptions(word: string, flag: number): Option<GreHeader>[] {
  return SIDES.flatMap(([letter, sides]) => [
    ...named<GreHeader>([`${letter}${word}`], false, (given) => setFlag(given, sides, flag, true)),
    ...named<GreHeader>([`no${letter}${word}`], false, (given) => setFlag(given, sides, flag, false)),
  ])
}

export const greHeaderOptions: readonly Option<GreHeader>[] = [
  ...keyOptions,
  ...flagOptions('seq', GRE.SEQ),
  ...flagOptions('csum', GRE.CSUM),
]

export const greHeaderHelp = `    [ [i|o]key KEY | no[i|o]key ] [ [no][i|o]seq ] [ [no][i|o]csum ]`

export function printGreHeader(print: Printer, data: Pick<Shown, keyof GreHeader>): void {
  const iflags = bitsOf(GRE, data.iflags ?? [])
  const oflags = bitsOf(GRE, data.oflags ?? [])
  if (iflags & GRE.KEY) printKey(print, 'ikey', data.ikey)
  if (oflags & GRE.KEY) printKey(print, 'okey', data.okey)
  for (const [word, flag] of [
    ['seq', GRE.SEQ],
    ['csum', GRE.CSUM],
  ] as const) {
    if (iflags & flag) print.any(`i${word}`, true, '', ' ', `i${word}`)
    if (oflags & flag) print.any(`o${word}`, true, '', ' ', `o${word}`)
  }
}

/** What a mirrored frame is sent with. */
export interface Erspan {
  erspanVer: number
  erspanIndex: number
  erspanDir: number
  erspanHwid: number
}

export function erspanOf(before: Partial<Erspan> = {}): Erspan {
  const { erspanVer = 1, erspanIndex = 0, erspanDir = 0, erspanHwid = 0 } = before
  return { erspanVer, erspanIndex, erspanDir, erspanHwid }
}

/** What of it is sent: each version has members of its own. */
export function erspanSent({ erspanVer, erspanIndex, erspanDir, erspanHwid }: Erspan): Partial<Erspan> {
  if (erspanVer === 1) return { erspanVer, ...(erspanIndex ? { erspanIndex } : {}) }
  return erspanVer === 2 ? { erspanVer, erspanDir, erspanHwid } : { erspanVer }
}

export const erspanOptions: readonly Option<Erspan>[] = [
  ...named<Erspan>(['erspan'], true, (given, words, word) => {
    given.erspanIndex = takeUnsigned(words, word, 0xfffff, 1)
  }),
  ...named<Erspan>(['erspan_ver'], true, (given, words, word) => {
    given.erspanVer = takeUnsigned(words, word, 2)
  }),
  ...named<Erspan>(['erspan_dir'], true, (given, words, keyword) => {
    const word = words.take()
    if (!matches(word, 'ingress') && !matches(word, 'egress')) throw wrong(keyword, word, 'ingress or egress')
    given.erspanDir = matches(word, 'ingress') ? 0 : 1
  }),
  ...named<Erspan>(['erspan_hwid'], true, (given, words, word) => {
    given.erspanHwid = takeUnsigned(words, word, MAX.U16)
  }),
]

export const erspanHelp = `
    [ erspan_ver { 0 | 1 | 2 } ] [ erspan INDEX ] [ erspan_dir { ingress | egress } ] [ erspan_hwid ID ]`

export function printErspan(print: Printer, data: Partial<Erspan>): void {
  if (data.erspanIndex !== undefined) print.any('erspan_index', data.erspanIndex, 'erspan_index ')
  if (data.erspanVer !== undefined) print.any('erspan_ver', data.erspanVer, 'erspan_ver ')
  if (data.erspanDir !== undefined) print.any('erspan_dir', data.erspanDir ? 'egress' : 'ingress', 'erspan_dir ')
  if (data.erspanHwid !== undefined) print.any('erspan_hwid', hex(data.erspanHwid), 'erspan_hwid ')
}
