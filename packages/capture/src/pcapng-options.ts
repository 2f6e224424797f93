import type { Source } from './cooked-view.ts'

/** An interface as its description block tells of it. */
export interface Interface extends Source {
  /** 0: packets were not cut. */
  readonly snaplen: number
}

/** Codes of options; those of a kind of block count for it alone. */
export const OPTION = {
  COMMENT: 1,
  IF_NAME: 2,
  IF_TSRESOL: 9,
  IF_TSOFFSET: 14,
  EPB_FLAGS: 2,
  USER_APPLICATION: 4,
} as const

/** Reads the interface description block of `length` bytes at `start`. */
export function readInterface(view: DataView, start: number, length: number, little: boolean): Interface {
  let resolution = 1_000_000n
  let shift = 0n
  const [from, end] = [start + 16, start + length - 4]
  const unit = optionAt(view, from, end, little, OPTION.IF_TSRESOL)
  if (unit >= 0 && view.getUint16(unit + 2, little) >= 1) {
    const value = view.getUint8(unit + 4)
    resolution = (value & 0x80 ? 2n : 10n) ** BigInt(value & 0x7f)
  }
  const offset = optionAt(view, from, end, little, OPTION.IF_TSOFFSET)
  if (offset >= 0 && view.getUint16(offset + 2, little) >= 8) shift = view.getBigInt64(offset + 4, little)
  const linktype = view.getUint16(start + 8, little)
  const time = (high: number, low: number) => nanoseconds(high, low, resolution, shift)
  return { linktype, snaplen: view.getUint32(start + 12, little), time }
}

const BILLION = 1_000_000_000n

const word = new Uint32Array(2)
const [lowest] = new Uint8Array(new Uint16Array([1]).buffer)
const LOW = lowest === 1 ? 0 : 1
const both = new BigUint64Array(word.buffer)

/** A timestamp of two words as nanoseconds since 1970; what is finer than they are is cut off. `resolution` is units of a second, `shift` seconds to be added. */
function nanoseconds(high: number, low: number, resolution: bigint, shift: bigint): bigint {
  word[LOW] = low
  word[1 - LOW] = high
  const units = both[0] as bigint
  const time = resolution === BILLION ? units : (units * BILLION) / resolution
  return shift === 0n ? time : time + shift * BILLION
}

/** Where between `from` and `end` the first option `code` is, whole; -1 if there is none. */
export function optionAt(view: DataView, from: number, end: number, little: boolean, code: number): number {
  for (let at = from; at + 4 <= end; ) {
    const found = view.getUint16(at, little)
    const length = view.getUint16(at + 2, little)
    if (found === 0 || at + 4 + length > end) return -1
    if (found === code) return at
    at += 4 + ((length + 3) & ~3)
  }
  return -1
}
