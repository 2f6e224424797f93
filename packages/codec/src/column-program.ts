import { address, addressForm } from './address.ts'
import { type ColumnKind, kindOf } from './column-kind.ts'
import { Fixed } from './fixed.ts'
import type { Found } from './shape.ts'
import { Chars } from './text.ts'
import { Scalar64, Uint } from './wide.ts'

/** The kinds of steps of assembly/columns.ts. */
export const Op = {
  ZERO1: 0,
  ZERO2: 1,
  ZERO4: 2,
  ZERO8: 3,
  ZERO16: 4,
  COPY1: 5,
  COPY2: 6,
  COPY4: 7,
  COPY8: 8,
  COPY16: 9,
  SWAP2: 10,
  SWAP4: 11,
  SWAP8: 12,
  WIDEN: 13,
  SWAP_WIDEN: 14,
  MAPPED: 15,
  ONE: 16,
  NONE: 17,
  BYTES: 18,
  TEXT: 19,
} as const

/** What a program does with a message that passes its checks. */
export const Action = { ROW: 0, DROP: 1, ASK: 2 } as const

/** One column's value of a row. */
export interface ColumnStep {
  readonly op: number
  /** Of the value in the message. */
  readonly offset: number
  readonly length: number
  /** Where the column begins in the core's memory, or for texts and bytes its block of four words. */
  readonly to: number
  readonly present: boolean
}

/** An offset in a message, a mask, and the word that stands there, in the order of memory. */
export type Check = readonly [offset: number, mask: number, word: number]

/** What to do with the messages of one shape. */
export interface Program {
  readonly action: number
  readonly checks: readonly Check[]
  readonly steps: readonly ColumnStep[]
}

const ZEROS: Readonly<Record<ColumnKind, number>> = {
  u8: Op.ZERO1,
  i8: Op.ZERO1,
  bool: Op.ZERO1,
  u16: Op.ZERO2,
  i16: Op.ZERO2,
  u32: Op.ZERO4,
  i32: Op.ZERO4,
  ipv4: Op.ZERO4,
  u64: Op.ZERO8,
  i64: Op.ZERO8,
  ipv6: Op.ZERO16,
  text: Op.NONE,
  bytes: Op.NONE,
}
const COPIES: Readonly<Record<number, number>> = { 1: Op.COPY1, 2: Op.COPY2, 4: Op.COPY4, 8: Op.COPY8 }
const SWAPS: Readonly<Record<number, number>> = { 1: Op.COPY1, 2: Op.SWAP2, 4: Op.SWAP4, 8: Op.SWAP8 }

/** The step that fills a column of `kind` at `to` from what was found, or from nothing. */
export function stepOf(kind: ColumnKind, to: number, found: Found | undefined, littleEndian: boolean): ColumnStep {
  const op = found === undefined ? undefined : opOf(kind, found, littleEndian)
  if (found === undefined || op === undefined) return { op: ZEROS[kind], offset: 0, length: 0, to, present: false }
  const { offset, length } = found.place
  // What follows char[size] in an attribute of its own is not text.
  return { op, offset, length: found.type instanceof Chars ? found.type.bytes : length, to, present: true }
}

/** Undefined where the value is of another kind than the column: absent. */
function opOf(kind: ColumnKind, { type, place }: Found, littleEndian: boolean): number | undefined {
  if (type instanceof Fixed || type instanceof Scalar64) {
    if (kindOf(type, 'ipv4') !== kind) return undefined
    const little = !type.network && littleEndian
    return (little ? COPIES : SWAPS)[type.fixedSize ?? 0]
  }
  if (type instanceof Uint && kind === 'u64') {
    if (place.length >= 8) return littleEndian ? Op.COPY8 : Op.SWAP8
    return littleEndian ? Op.WIDEN : Op.SWAP_WIDEN
  }
  if (kind === 'ipv4' || kind === 'ipv6') {
    const form = type === address ? addressForm(place) : kindOf(type, 'ipv6')
    if (form === 'ipv4') return kind === 'ipv4' ? Op.SWAP4 : Op.MAPPED
    return form === 'ipv6' && kind === 'ipv6' ? Op.COPY16 : undefined
  }
  if (kindOf(type, 'ipv6') !== kind) return undefined
  return kind === 'bool' ? Op.ONE : kind === 'text' ? Op.TEXT : Op.BYTES
}

/**
 * Writes a program as assembly/columns.ts wants it, from `at` on; returns its end. `planes` are the addresses of the planes of presence bytes, one for eight
 * columns.
 */
export function writeProgram(view: DataView, at: number, program: Program, planes: readonly number[]): number {
  const { action, checks, steps } = program
  const words = [action, checks.length, steps.length, planes.length, ...checks.flat()]
  for (const { op, offset, length, to } of steps) words.push(op, offset, length, to)
  for (const [i, plane] of planes.entries()) words.push(plane, presence(steps, i))
  for (const word of words) {
    view.setUint32(at, word, true)
    at += 4
  }
  return at
}

/** The byte that says which of the columns from `8 * plane` on are present. */
export function presence(steps: readonly ColumnStep[], plane: number): number {
  let byte = 0
  for (let bit = 0; bit < 8; bit++) if (steps[plane * 8 + bit]?.present) byte |= 1 << bit
  return byte
}

/** Bytes that {@link writeProgram} takes. */
export const programSize = ({ checks, steps }: Program, planes: number): number =>
  16 + checks.length * 12 + steps.length * 16 + planes * 8
