import type { PacketView } from '@rtnl/capture'
import type { Decoder } from '@rtnl/codec'
import type { Piece } from './piece.ts'
import type { Shown } from './shown.ts'
import { digitsOf, type Sink } from './sink.ts'

/** Makes the pieces of a message's text. */
export type Compose = (sink: Sink, shown: Shown) => readonly Piece[]

/**
 * Prints messages, by remembering the last text of each shape. Most of what a kernel says it said a moment ago: the words of a message are compared with those
 * of the last one of its shape, and a piece that shows none that differ is copied from where it was printed then, all that follow each other at once. That
 * takes a fraction of printing, and no object has to be made for what is not printed.
 */
export class Texts {
  readonly #sink: Sink
  readonly #compose: Compose
  readonly #known = new Map<Decoder, Shapes>()
  #decoder: Decoder | undefined
  #shapes: Shapes = { generation: 0, texts: [] }
  /** Counts the packets. */
  #packet = 0

  constructor(sink: Sink, compose: Compose) {
    this.#sink = sink
    this.#compose = compose
  }

  /** To be called before the messages of each packet. */
  next(): void {
    this.#packet++
  }

  /** Prints the message at hand. Throws nothing but what reading its body throws. */
  print(shown: Shown): void {
    const { shape, packet } = shown
    const { view } = packet
    if (shape < 0) {
      for (const piece of this.#compose(this.#sink, shown)) piece.write(shown)
      return
    }
    const { texts } = this.#shapesOf(shown.decoder)
    let text = texts[shape]
    if (text === undefined || !text.compare(view, packet.from + shown.offset)) {
      text = new Text(this.#sink, this.#compose(this.#sink, shown), view, packet.from + shown.offset, shown.len)
      texts[shape] = text
    }
    text.print(shown, this.#packet)
  }

  #shapesOf(decoder: Decoder): Shapes {
    if (decoder !== this.#decoder || decoder.generation !== this.#shapes.generation) {
      const { generation } = decoder
      const known = this.#known.get(decoder)
      const shapes = known !== undefined && known.generation === generation ? known : { generation, texts: [] }
      this.#known.set(decoder, shapes)
      this.#decoder = decoder
      this.#shapes = shapes
    }
    return this.#shapes
  }
}

/** The texts of a decoder's shapes by their numbers. */
interface Shapes {
  readonly generation: number
  readonly texts: Text[]
}

/** What was printed last of one shape. */
class Text {
  readonly #sink: Sink
  readonly #pieces: readonly Piece[]
  /** Of the message, in either byte order: they are only compared. */
  readonly #words: Int32Array
  /** The pieces that show a word: from `#first[word]` to `#first[word + 1]` of `#showing`. */
  readonly #first: readonly number[]
  readonly #showing: readonly number[]
  readonly #length: number
  /** Where pieces begin among what waits in the sink, and where the last ends. */
  readonly #starts: Float64Array
  /** 1: what it shows is not what was printed. */
  readonly #changed: Uint8Array
  #generation = -1
  /** Of the packet that was printed. */
  #packet = -1
  #time: bigint | undefined
  #direction: PacketView['direction']
  #protocol = -1
  /** The piece that shows it; -1: none. */
  readonly #head: number
  readonly #hasPlaces: boolean
  /** The first and the last byte whose place stands in the text, and with how many digits, all of them; 0: not with the same. */
  #lowest = 0
  #highest = 0
  #digits = 0
  /** Where a message may begin for its places to have so many. */
  #from = 0
  #to = Number.POSITIVE_INFINITY
  /** Of each such place all but the last four digits. */
  readonly #thousands: Float64Array

  constructor(sink: Sink, pieces: readonly Piece[], view: DataView, at: number, length: number) {
    this.#sink = sink
    this.#pieces = pieces
    this.#length = length
    this.#words = new Int32Array((length + 3) >> 2)
    this.#starts = new Float64Array(pieces.length + 1)
    this.#thousands = new Float64Array(pieces.length)
    this.#changed = new Uint8Array(pieces.length)
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
    const places = pieces.flatMap(({ place }) => place ?? [])
    this.#hasPlaces = places.length > 0
    this.#lowest = Math.min(...places)
    this.#highest = Math.max(...places)
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
    const [from, to] = [this.#first[i] as number, this.#first[i + 1] as number]
    this.#words[i] = word
    for (let n = from; n < to; n++) this.#changed[this.#showing[n] as number] = 1
    return to > from
  }

  print(shown: Shown, packet: number): void {
    if (this.#packet !== packet) this.#meet(shown.packet, packet)
    const { generation } = this.#sink
    // What was taken away cannot be copied, and places of more digits do not fit.
    if (this.#generation !== generation || !this.#fits(shown.place)) {
      this.#changed.fill(1)
      this.#generation = generation
      if (this.#hasPlaces) this.#measure(shown.place)
    }
    const { length } = this.#sink
    try {
      this.#write(shown)
    } catch (error) {
      this.#generation = -1
      this.#sink.truncate(length)
      throw error
    }
  }

  /** A packet that is the first one, or another one than before. */
  #meet({ time, direction, protocol }: PacketView, packet: number): void {
    this.#packet = packet
    if (this.#head < 0 || (time === this.#time && direction === this.#direction && protocol === this.#protocol)) return
    this.#time = time
    this.#direction = direction
    this.#protocol = protocol
    this.#changed[this.#head] = 1
  }

  #fits(place: number): boolean {
    return place >= this.#from && place <= this.#to
  }

  /** Finds out from and to where a message may begin for its places to have as many digits as those of one that begins at `place`. */
  #measure(place: number): void {
    const digits = digitsOf(place + this.#lowest)
    this.#from = 10 ** (digits - 1) - this.#lowest
    this.#to = 10 ** digits - 1 - this.#highest
    this.#digits = digits > 4 && this.#fits(place) ? digits : 0
    if (this.#digits === 0) this.#to = -1
  }

  #write(shown: Shown): void {
    const pieces = this.#pieces
    const changed = this.#changed
    const starts = this.#starts
    const sink = this.#sink
    const count = pieces.length
    for (let i = 0; i < count; ) {
      if (changed[i] === 1) {
        changed[i] = 0
        starts[i] = sink.length
        const piece = pieces[i] as Piece
        piece.write(shown)
        if (piece.place !== undefined) this.#thousands[i] = Math.floor((shown.place + piece.place) / 10000)
        i++
        continue
      }
      let end = i + 1
      while (end < count && changed[end] === 0) end++
      const from = starts[i] as number
      const shift = sink.length - from
      sink.copy(from, starts[end] as number)
      for (; i < end; i++) starts[i] = (starts[i] as number) + shift
    }
    starts[count] = sink.length
    if (this.#hasPlaces) this.#replace(shown.place)
  }

  /** Writes the places over those that were copied. */
  #replace(from: number): void {
    const pieces = this.#pieces
    const thousands = this.#thousands
    const sink = this.#sink
    const digits = this.#digits
    if (digits === 0) return
    const base = Math.floor(from / 10000)
    const rest = from - base * 10000
    for (let i = 0; i < pieces.length; i++) {
      const { place, lead = 0 } = pieces[i] as Piece
      if (place === undefined) continue
      let low = rest + place
      let high = base
      if (low >= 10000) {
        const more = (low / 10000) | 0
        low -= more * 10000
        high += more
      }
      const at = (this.#starts[i] as number) + lead
      sink.fourDigits(at + digits - 4, low)
      if (high === thousands[i]) continue
      thousands[i] = high
      sink.digits(at, high, digits - 4)
    }
  }
}

/** The word at `at`, of a message that has `left` bytes from there on. */
function wordAt(view: DataView, at: number, left: number): number {
  if (left >= 4) return view.getInt32(at, true)
  let word = 0
  for (let i = 0; i < left; i++) word |= view.getUint8(at + i) << (8 * i)
  return word
}
