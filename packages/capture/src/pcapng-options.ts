import type { Direction } from './packet.ts'

/** An interface as its description block tells of it. */
export interface Interface {
  readonly linktype: number
  /** 0: packets were not cut. */
  readonly snaplen: number
  /** Units of a second. */
  readonly resolution: bigint
  /** Seconds to be added. */
  readonly shift: bigint
}

export const IF_NAME = 2
export const IF_TSRESOL = 9
const IF_TSOFFSET = 14
export const EPB_FLAGS = 2
export const OPT_COMMENT = 1
export const USER_APPLICATION = 4

/** The options from `at` to the end of a block; what is damaged among them ends them. */
function* options(
  view: DataView,
  at: number,
  little: boolean,
): Generator<{ code: number; at: number; length: number }> {
  const end = view.byteLength - 4
  for (let next = at; next + 4 <= end; ) {
    const code = view.getUint16(next, little)
    const length = view.getUint16(next + 2, little)
    if (code === 0 || next + 4 + length > end) return
    yield { code, at: next + 4, length }
    next += 4 + ((length + 3) & ~3)
  }
}

/** Reads an interface description block. */
export function readInterface(view: DataView, little: boolean): Interface {
  let resolution = 1_000_000n
  let shift = 0n
  for (const { code, at, length } of options(view, 16, little)) {
    if (code === IF_TSRESOL && length >= 1) {
      const value = view.getUint8(at)
      resolution = (value & 0x80 ? 2n : 10n) ** BigInt(value & 0x7f)
    } else if (code === IF_TSOFFSET && length >= 8) shift = view.getBigInt64(at, little)
  }
  return { linktype: view.getUint16(8, little), snaplen: view.getUint32(12, little), resolution, shift }
}

const BILLION = 1_000_000_000n

/** A timestamp of two words as nanoseconds since 1970; what is finer than they are is cut off. */
export function nanoseconds(high: number, low: number, { resolution, shift }: Interface): bigint {
  const units = (BigInt(high) << 32n) | BigInt(low)
  const time = resolution === BILLION ? units : (units * BILLION) / resolution
  return shift === 0n ? time : time + shift * BILLION
}

/** A packet's direction and comment, where its options have them. */
export function readOptions(
  view: DataView,
  from: number,
  little: boolean,
): { direction?: Direction; comment?: string } {
  const found: { direction?: Direction; comment?: string } = {}
  for (const { code, at, length } of options(view, from, little)) {
    if (code === OPT_COMMENT)
      found.comment = new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at, length))
    else if (code === EPB_FLAGS && length === 4) {
      const way = view.getUint32(at, little) & 3
      if (way !== 0 && way !== 3) found.direction = way === 1 ? 'received' : 'sent'
    }
  }
  return found
}
