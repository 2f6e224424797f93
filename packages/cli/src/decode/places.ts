import { putFourDigits } from './digits.ts'
import type { Piece } from './piece.ts'
import { digitsOf, type Sink } from './sink.ts'

/** The places in the file that stand in a text. Each message has other ones: they are written over those that were copied with the rest. */
export class Places {
  /** By their pieces. */
  readonly #pieces: readonly number[]
  /** The byte of the message that each is of. */
  readonly #bytes: readonly number[]
  /** How many bytes of its piece stand before it. */
  readonly #leads: readonly number[]
  /** Of each all but the last four digits. */
  readonly #thousands: Float64Array
  /** The first and the last byte of the message whose place stands there. */
  readonly lowest: number
  readonly highest: number
  /** How many digits all of them have; 0: not the same, or so few that they are always printed anew. */
  #digits = 0
  /** The first and the last place at which a message may begin for them to have so many. */
  #from = 0
  #to = -1

  private constructor(pieces: readonly Piece[]) {
    const all = [...pieces.entries()].flatMap(([i, { place, lead = 0 }]) =>
      place === undefined ? [] : [{ i, place, lead }],
    )
    this.#pieces = all.map(({ i }) => i)
    this.#bytes = all.map(({ place }) => place)
    this.#leads = all.map(({ lead }) => lead)
    this.#thousands = new Float64Array(all.length)
    this.lowest = Math.min(...this.#bytes)
    this.highest = Math.max(...this.#bytes)
  }

  /** Undefined where there are none. */
  static of(pieces: readonly Piece[]): Places | undefined {
    return pieces.some(({ place }) => place !== undefined) ? new Places(pieces) : undefined
  }

  /** Whether those of a message that begins at `start` have as many digits as were measured. */
  fit(start: number): boolean {
    return start >= this.#from && start <= this.#to
  }

  /** The first and the last place at which a message may begin for all of them to have so many digits. */
  range(digits: number): [from: number, to: number] {
    return [digits === 1 ? 0 : 10 ** (digits - 1) - this.lowest, 10 ** digits - 1 - this.highest]
  }

  /** Takes those of a message that begins at `start` as the measure. */
  measure(start: number): void {
    const digits = digitsOf(start + this.lowest)
    ;[this.#from, this.#to] = this.range(digits)
    this.#digits = digits > 4 && this.fit(start) ? digits : 0
    if (this.#digits === 0) this.#to = -1
  }

  /** Writes those of a message that begins at `start` into a text that begins at `text` of the sink, whose pieces begin at `starts` from there on. */
  replace(sink: Sink, text: number, starts: Int32Array, start: number): void {
    const digits = this.#digits
    if (digits === 0) return
    const pieces = this.#pieces
    const bytes = this.#bytes
    const leads = this.#leads
    const thousands = this.#thousands
    const view = sink.stretch(0)
    const base = Math.floor(start / 10000)
    const rest = start - base * 10000
    for (let i = 0; i < pieces.length; i++) {
      let low = rest + (bytes[i] as number)
      let high = base
      if (low >= 10000) {
        const more = (low / 10000) | 0
        low -= more * 10000
        high += more
      }
      const at = text + (starts[pieces[i] as number] as number) + (leads[i] as number)
      putFourDigits(view, at + digits - 4, low)
      if (high === thousands[i]) continue
      thousands[i] = high
      sink.digits(at, high, digits - 4)
    }
  }
}
