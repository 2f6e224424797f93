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

/** Calls `visit` for each option between `from` and `end`; what is damaged among them ends them. */
function eachOption(
  view: DataView,
  from: number,
  end: number,
  little: boolean,
  visit: (code: number, at: number, length: number) => void,
): void {
  for (let next = from; next + 4 <= end; ) {
    const code = view.getUint16(next, little)
    const length = view.getUint16(next + 2, little)
    if (code === 0 || next + 4 + length > end) return
    visit(code, next + 4, length)
    next += 4 + ((length + 3) & ~3)
  }
}

/** Reads the interface description block of `length` bytes at `start`. */
export function readInterface(view: DataView, start: number, length: number, little: boolean): Interface {
  let resolution = 1_000_000n
  let shift = 0n
  eachOption(view, start + 16, start + length - 4, little, (code, at, size) => {
    if (code === IF_TSRESOL && size >= 1) {
      const value = view.getUint8(at)
      resolution = (value & 0x80 ? 2n : 10n) ** BigInt(value & 0x7f)
    } else if (code === IF_TSOFFSET && size >= 8) shift = view.getBigInt64(at, little)
  })
  const linktype = view.getUint16(start + 8, little)
  return { linktype, snaplen: view.getUint32(start + 12, little), resolution, shift }
}

const BILLION = 1_000_000_000n

const word = new Uint32Array(2)
const [lowest] = new Uint8Array(new Uint16Array([1]).buffer)
const LOW = lowest === 1 ? 0 : 1
const both = new BigUint64Array(word.buffer)

/** A timestamp of two words as nanoseconds since 1970; what is finer than they are is cut off. */
export function nanoseconds(high: number, low: number, { resolution, shift }: Interface): bigint {
  word[LOW] = low
  word[1 - LOW] = high
  const units = both[0] as bigint
  const time = resolution === BILLION ? units : (units * BILLION) / resolution
  return shift === 0n ? time : time + shift * BILLION
}

/** A packet's direction and comment, where the options between `from` and `end` have them. */
export function readOptions(
  view: DataView,
  from: number,
  end: number,
  little: boolean,
): { direction?: Direction; comment?: string } {
  const found: { direction?: Direction; comment?: string } = {}
  eachOption(view, from, end, little, (code, at, length) => {
    if (code === OPT_COMMENT)
      found.comment = new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at, length))
    else if (code === EPB_FLAGS && length === 4) {
      const way = view.getUint32(at, little) & 3
      if (way !== 0 && way !== 3) found.direction = way === 1 ? 'received' : 'sent'
    }
  })
  return found
}
