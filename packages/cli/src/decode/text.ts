import type { Piece } from './piece.ts'
import { Places } from './places.ts'
import type { Heading, Shown } from './shown.ts'
import type { Sink } from './sink.ts'

/** What was printed last of one shape. */
export class Text {
  readonly #sink: Sink
  readonly pieces: readonly Piece[]
  /** Of the message, in either byte order: they are only compared. */
  readonly #words: Int32Array
  /** The pieces that show a word: from `#first[word]` to `#first[word + 1]` of `#showing`. */
  readonly #first: readonly number[]
  readonly #showing: readonly number[]
  readonly #length: number
  /** Where the text begins among what waits in the sink. */
  start = 0
  /** Where pieces begin from there on, and where the last ends. */
  readonly starts: Int32Array
  /** A bit for each piece: what it shows is not what was printed. */
  readonly #changed: Int32Array
  #generation = -1
  /** Of the packet that was printed: its number, and what the text shows of it. */
  #packet = -1
  #time: Heading['time']
  #direction: Heading['direction']
  #protocol = -1
  /** The piece that shows it; -1: none. */
  readonly #head: number
  readonly places: Places | undefined

  constructor(sink: Sink, pieces: readonly Piece[], view: DataView, at: number, length: number) {
    this.#sink = sink
    this.pieces = pieces
    this.#length = length
    this.#words = new Int32Array((length + 3) >> 2)
    this.starts = new Int32Array(pieces.length + 1)
    this.#changed = new Int32Array((pieces.length + 31) >> 5)
    this.#head = pieces.findIndex((piece) => piece.packet)
    const first: number[] = []
    const showing: number[] = []
    for (let i = 0; i < this.#words.length; i++) {
      first.push(showing.length)
      for (const [n, { from = 0, to = 0 }] of pieces.entries()) if (from < 4 * i + 4 && to > 4 * i) showing.push(n)
      this.#words[i] = wordAt(view, at + 4 * i, length - 4 * i)
    }
    this.#first = [...first, showing.length]
    this.#showing = showing
    this.places = Places.of(pieces)
  }

  /** Finds what differs in the message at `at`. False if it is something that no piece shows: then nobody knows what to print anew. */
  compare(view: DataView, at: number): boolean {
    const words = this.#words
    const whole = this.#length >> 2
    for (let i = 0, from = at; i < whole; i++, from += 4) {
      const word = view.getInt32(from, true)
      if (word !== words[i] && !this.#differs(i, word)) return false
    }
    if (whole === words.length) return true
    const word = wordAt(view, at + 4 * whole, this.#length - 4 * whole)
    return word === words[whole] || this.#differs(whole, word)
  }

  #differs(i: number, word: number): boolean {
    const from = this.#first[i] as number
    const to = this.#first[i + 1] as number
    this.#words[i] = word
    for (let n = from; n < to; n++) this.#change(this.#showing[n] as number)
    return to > from
  }

  #change(piece: number): void {
    this.#changed[piece >> 5] = (this.#changed[piece >> 5] as number) | (1 << (piece & 31))
  }

  print(shown: Shown): void {
    const sink = this.#sink
    const places = this.places
    if (this.#packet !== shown.packetNumber) this.#meet(shown)
    const start = sink.length
    try {
      // What was taken away cannot be copied, and places of more digits do not fit.
      if (this.#generation !== sink.generation || places?.fit(shown.place) === false) {
        this.#writeAll(shown, start)
        this.#generation = sink.generation
        this.#changed.fill(0)
        places?.measure(shown.place)
      } else this.#writeChanged(shown, start)
    } catch (error) {
      this.#generation = -1
      sink.truncate(start)
      throw error
    }
    this.start = start
    places?.replace(sink, start, this.starts, shown.place)
  }

  /** A packet that is the first one, or another one than before. */
  #meet({ time, direction, protocol, packetNumber }: Shown): void {
    this.#packet = packetNumber
    if (this.#head < 0 || (time === this.#time && direction === this.#direction && protocol === this.#protocol)) return
    this.#time = time
    this.#direction = direction
    this.#protocol = protocol
    this.#change(this.#head)
  }

  /** Prints all pieces. */
  #writeAll(shown: Shown, start: number): void {
    const pieces = this.pieces
    const starts = this.starts
    for (let i = 0; i < pieces.length; i++) {
      starts[i] = this.#sink.length - start
      ;(pieces[i] as Piece).write(shown)
    }
    starts[pieces.length] = this.#sink.length - start
  }

  /** Copies the last text, and writes over it what changed. */
  #writeChanged(shown: Shown, start: number): void {
    const pieces = this.pieces
    const changed = this.#changed
    const starts = this.starts
    const sink = this.#sink
    const last = this.start
    const lastEnd = last + (starts[pieces.length] as number)
    sink.copy(last, lastEnd)
    /** How much further back than in the last text it is that the next piece begins. */
    let moved = 0
    for (let word = 0; word < changed.length; word++) {
      // From the lowest bit on.
      for (let bits = changed[word] as number; bits !== 0; bits &= bits - 1) {
        const i = word * 32 + 31 - Math.clz32(bits & -bits)
        sink.truncate(start + (starts[i] as number))
        ;(pieces[i] as Piece).write(shown)
        const behind = last + (starts[i + 1] as number) - moved
        const shift = sink.length - start - (starts[i + 1] as number)
        if (shift === 0) sink.repair(behind)
        else {
          sink.copy(behind, lastEnd)
          moved += shift
          for (let n = i + 1; n <= pieces.length; n++) starts[n] = (starts[n] as number) + shift
        }
      }
      changed[word] = 0
    }
    sink.truncate(start + (starts[pieces.length] as number))
  }
}

/** The word at `at`, of a message that has `left` bytes from there on. */
function wordAt(view: DataView, at: number, left: number): number {
  if (left >= 4) return view.getInt32(at, true)
  let word = 0
  for (let i = 0; i < left; i++) word |= view.getUint8(at + i) << (8 * i)
  return word
}
