import { jsonString, printable } from '../printable.ts'
import { ROOM as DIGITS_ROOM, putIpv4, putNineDigits, putNumber } from './digits.ts'

const ROOM = 1 << 17
const encoder = new TextEncoder()
const [LINE_FEED, BLANK, TILDE, QUOTE, BACKSLASH, ZERO] = [0x0a, 0x20, 0x7e, 0x22, 0x5c, 0x30]

/**
 * Gathers what is printed as bytes. Nearly all of it are short pieces of ASCII, which are put one behind the other faster than strings are; that nothing in
 * them can drive a terminal is seen on the way.
 */
export class Sink {
  readonly #grow: Grow
  #bytes: Uint8Array
  #view: DataView
  #length = 0
  #generation = 0

  constructor(grow: Grow = larger) {
    this.#grow = grow
    this.#bytes = grow(ROOM)
    this.#view = viewOf(this.#bytes)
  }

  /** How many bytes wait. */
  get length(): number {
    return this.#length
  }

  /** Counts up when what waited is taken. */
  get generation(): number {
    return this.#generation
  }

  /** What waits: good until the next byte is put into the sink. */
  take(): Uint8Array {
    const bytes = this.#bytes.subarray(0, this.#length)
    this.#length = 0
    this.#generation++
    return bytes
  }

  /** A part of what waits. */
  slice(from: number, to: number): Uint8Array {
    return this.#bytes.subarray(from, to)
  }

  /** Whether this ASCII text stands at `at`. */
  has(at: number, text: string): boolean {
    for (let i = 0; i < text.length; i++) if (this.#bytes[at + i] !== text.charCodeAt(i)) return false
    return at + text.length <= this.#length
  }

  /** Text that may have anything in it: what could drive a terminal is escaped. */
  text(text: string): void {
    const bytes = this.#room(text.length)
    let at = this.#length
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i)
      if (c < BLANK || c > TILDE) {
        this.any(printable(text))
        return
      }
      bytes[at++] = c
    }
    this.#length = at
  }

  /** Text of ours, in ASCII. */
  plain(text: string): void {
    const bytes = this.#room(text.length)
    let at = this.#length
    for (let i = 0; i < text.length; i++) bytes[at++] = text.charCodeAt(i)
    this.#length = at
  }

  /** A JSON string. */
  quoted(text: string): void {
    const bytes = this.#room(text.length + 2)
    let at = this.#length
    bytes[at++] = QUOTE
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i)
      if (c < BLANK || c > TILDE || c === QUOTE || c === BACKSLASH) {
        this.any(jsonString(text))
        return
      }
      bytes[at++] = c
    }
    bytes[at++] = QUOTE
    this.#length = at
  }

  number(value: number): void {
    if ((value | 0) !== value || value < 0) {
      this.plain(String(value))
      return
    }
    this.#room(DIGITS_ROOM)
    this.#length = putNumber(this.#view, this.#length, value)
  }

  /** An IPv4 address, of which `value` is the number. */
  ipv4(value: number): void {
    this.#room(DIGITS_ROOM)
    this.#length = putIpv4(this.#view, this.#length, value)
  }

  /** A whole number below 1,000,000,000 in nine digits, zeros before it. */
  nineDigits(value: number): void {
    this.#room(DIGITS_ROOM)
    putNineDigits(this.#view, this.#length, value)
    this.#length += 9
  }

  /** Writes a whole number in its last `count` digits over what stands at `at`. */
  digits(at: number, value: number, count: number): void {
    let rest = value
    for (let i = at + count - 1; i >= at; i--) {
      const next = Math.floor(rest / 10)
      this.#bytes[i] = ZERO + rest - next * 10
      rest = next
    }
  }

  /** Room for `count` bytes behind what waits, for who writes them himself, from `length` on, and then sets the length by `truncate`. */
  stretch(count: number): DataView {
    this.#room(count)
    return this.#view
  }

  /** The first `length` bytes wait: what was written behind them is forgotten, or what was put into a stretch up to there counts. */
  truncate(length: number): void {
    this.#length = length
  }

  /** Blanks until `width` bytes are there from `start` on. */
  pad(start: number, width: number): void {
    const bytes = this.#room(width)
    while (this.#length - start < width) bytes[this.#length++] = BLANK
  }

  /** Once more what waits from `from` to `to`. */
  copy(from: number, to: number): void {
    this.#room(to - from).copyWithin(this.#length, from, to)
    this.#length += to - from
  }

  /** After what waits, as much as numbers and addresses write behind their end, of what stands at `from`. */
  repair(from: number): void {
    this.#room(4)
    this.#view.setInt32(this.#length, this.#view.getInt32(from))
  }

  /** The end of a line: the only line feed. */
  line(): void {
    this.#room(1)[this.#length++] = LINE_FEED
  }

  /** Text as it is. */
  any(text: string): void {
    const all = encoder.encode(text)
    this.#room(all.length).set(all, this.#length)
    this.#length += all.length
  }

  #room(length: number): Uint8Array {
    if (this.#length + length > this.#bytes.length) {
      this.#bytes = this.#grow(2 * (this.#length + length), this.#bytes)
      this.#view = viewOf(this.#bytes)
    }
    return this.#bytes
  }
}

/** Gives memory of at least `size` bytes, of which the first are those of `bytes`: all of them, as behind what waits may be what was copied there, to be written over in part. */
export type Grow = (size: number, bytes?: Uint8Array) => Uint8Array

function larger(size: number, bytes?: Uint8Array): Uint8Array {
  const memory = new Uint8Array(size)
  if (bytes !== undefined) memory.set(bytes)
  return memory
}

const viewOf = ({ buffer, byteOffset, length }: Uint8Array) => new DataView(buffer, byteOffset, length)

/** How many digits a whole number has that is not negative. */
export function digitsOf(value: number): number {
  let digits = 1
  for (let power = 10; value >= power; power *= 10) digits++
  return digits
}
