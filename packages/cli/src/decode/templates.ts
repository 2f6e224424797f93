import type { NumberReader } from '@rtnl/codec'
import type { Piece } from './piece.ts'
import type { Shown } from './shown.ts'
import { digitsOf, type Sink } from './sink.ts'
import type { Text } from './text.ts'
import { INPUT, INPUT_SIZE, Stop, TEMPLATES, type TextCore } from './text-core.ts'

// assembly/text/print.ts has the same, and says how a template lies in memory.
const HEADER = 48
const STEP = 16
const [NOTHING, SIGNED, SWAPPED, PLACE, IPV4, IPV6] = [0, 8, 16, 32, 33, 34]

/** No step writes more behind its text. */
const MOST_DIGITS = 40
/** Places have at most so many digits. */
const PLACE_DIGITS = 12
/** So many templates are made of messages of one shape: where more would be needed, the next message needs another one. */
const PER_SHAPE = 32
/** Words are copied one by one up to here: it takes less than a call. */
const SMALL = 512
/** So much room there should be before printing. */
const ROOM = 1 << 14

/**
 * Has messages printed in WebAssembly, many in one call, that look like one that was printed before: all but their numbers, IP addresses and places in the
 * file is the same. All others are printed by `Texts`, and learnt.
 */
export class Templates {
  readonly #core: TextCore
  readonly #sink: Sink
  /** The address of the first template; 0: there is none. */
  #first = 0
  #end = TEMPLATES
  /** How many digits the places have that stand in the templates. */
  #digits = 0
  /** How many there are of messages of one shape. */
  #counts = new WeakMap<Text, number>()
  /** There is no room for more of them. */
  #full = false
  /** The piece that every message begins with. */
  #head: Piece['write'] = () => {}
  /** The number of the packet whose bytes are in the core's memory. */
  #packet = -1

  /** `sink` puts its bytes into the core's output. */
  constructor(core: TextCore, sink: Sink) {
    this.#core = core
    this.#sink = sink
  }

  /** Prints messages of the packet at hand from byte `from` on, which may be its end, as far as it can. Returns how far it came. */
  print(shown: Shown, from: number): number {
    const { packet } = shown
    const length = packet.to - packet.from
    if (this.#first === 0 || from >= length || length > INPUT_SIZE) return from
    const sink = this.#sink
    const core = this.#core
    if (this.#packet !== shown.packetNumber) {
      this.#packet = shown.packetNumber
      this.#copy(packet.view, packet.from, from, length)
    }
    const key = keyOf(shown)
    for (let at = from, room = ROOM; ; room *= 2) {
      sink.stretch(room)
      const start = sink.length
      this.#head(shown)
      const next = core.print(at, length, key, packet.offset + at, this.#first, sink.length - start, start)
      sink.truncate(next === at ? start : core.end)
      at = next
      if (core.stop !== Stop.FULL) return at
    }
  }

  /** Puts bytes `from` to `to` of the packet that begins at `packet` of a view into the core's memory. */
  #copy(view: DataView, packet: number, from: number, to: number): void {
    const target = this.#core.view
    if (to - from > SMALL) {
      new Uint8Array(target.buffer, INPUT + from).set(
        new Uint8Array(view.buffer, view.byteOffset + packet + from, to - from),
      )
      return
    }
    let at = from
    for (; at + 4 <= to; at += 4) target.setInt32(INPUT + at, view.getInt32(packet + at, true), true)
    for (; at < to; at++) target.setUint8(INPUT + at, view.getUint8(packet + at))
  }

  /** Makes a template of the message that was printed last, by `text`. */
  learn(shown: Shown, text: Text): void {
    const { places } = text
    const digits = places === undefined ? this.#digits : digitsOf(shown.place + places.highest)
    if (digits !== this.#digits) this.#clear(digits)
    const count = this.#counts.get(text) ?? 0
    if (this.#full || count === PER_SHAPE || digits > PLACE_DIGITS) return
    this.#counts.set(text, count + 1)
    const steps = stepsOf(text, shown, this.#sink)
    if (steps !== undefined) this.#add(shown, text, steps)
  }

  #clear(digits: number): void {
    this.#digits = digits
    this.#first = 0
    this.#end = TEMPLATES
    this.#full = false
    this.#counts = new WeakMap()
  }

  #add(shown: Shown, { pieces, places }: Text, steps: readonly Step[]): void {
    const words = (shown.len + 7) >> 3
    const compared = this.#end + HEADER
    const first = compared + 16 * words
    const texts = first + STEP * steps.length
    const size = steps.reduce((sum, { to, from }) => sum + to - from, 0)
    const end = (texts + size + 15) & ~15
    this.#full = end > INPUT
    if (this.#full) return
    const { view } = this.#core
    const memory = new Uint8Array(view.buffer)
    memory.set(bytesOf(shown), compared)
    // What is behind the message's end is not compared, whatever was in this memory before.
    memory.fill(0, compared + 8 * words, first)
    memory.set(maskOf(shown.len, pieces), compared + 8 * words)
    let at = texts
    for (const [i, { from, to, kind, offset }] of steps.entries()) {
      memory.set(this.#sink.slice(from, to), at)
      put(view, first + STEP * i, [at, to - from, kind, offset])
      at += to - from
    }
    const most = size + MOST_DIGITS * steps.length
    put(view, this.#end, [this.#first, keyOf(shown), shown.len, words, compared, first, texts, most])
    const [from, to] = places?.range(this.#digits) ?? [0, 10 ** PLACE_DIGITS]
    view.setFloat64(this.#end + 32, from, true)
    view.setFloat64(this.#end + 40, to, true)
    this.#head = (pieces[0] as Piece).write
    this.#first = this.#end
    this.#end = end
  }
}

/** A stretch of what waits in the sink, and what stands behind it. */
interface Step {
  readonly from: number
  readonly to: number
  readonly kind: number
  readonly offset: number
}

/** The steps that print the same again; undefined if that is not possible. */
function stepsOf({ pieces, start, starts, places }: Text, shown: Shown, sink: Sink): Step[] | undefined {
  if (pieces[0]?.packet !== true) return undefined
  if (places !== undefined && digitsOf(shown.place + places.lowest) !== digitsOf(shown.place + places.highest))
    return undefined
  const steps: Step[] = []
  let from = start + (starts[1] as number)
  for (const [i, { place, value, lead = 0 }] of pieces.entries()) {
    if (place === undefined && value === undefined) continue
    const to = start + (starts[i] as number) + lead
    const text = value === undefined ? String(shown.place + (place ?? 0)) : textOf(value, shown)
    if (!sink.has(to, text)) return undefined
    steps.push({ from, to, ...(value === undefined ? { kind: PLACE, offset: place ?? 0 } : kindOf(value)) })
    from = to + text.length
  }
  steps.push({ from, to: sink.length, kind: NOTHING, offset: 0 })
  return steps
}

function kindOf({ form, offset, size, signed, littleEndian }: NumberReader): Pick<Step, 'kind' | 'offset'> {
  const kind = form === 'ipv4' ? IPV4 : form === 'ipv6' ? IPV6 : size
  return { kind: kind | (signed ? SIGNED : 0) | (form === 'number' && !littleEndian ? SWAPPED : 0), offset }
}

function textOf({ read, form, offset }: NumberReader, { view, at }: Shown): string {
  if (form !== 'ipv4') return String(read(view, at))
  return [0, 1, 2, 3].map((i) => view.getUint8(at + offset + i)).join('.')
}

/** What of a message has to be as it is: all but the numbers that its text shows as such and in no other way. */
function maskOf(length: number, pieces: readonly Piece[]): Uint8Array {
  const mask = new Uint8Array(length).fill(0xff)
  for (const { value } of pieces) if (value !== undefined) mask.fill(0, value.offset, value.offset + value.size)
  for (const { value, from = 0, to = 0 } of pieces) if (value === undefined) mask.fill(0xff, from, to)
  return mask
}

function bytesOf({ view, at, len }: Shown): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset + at, len)
}

/** Of the messages that `print` may take for each other: those of one protocol and byte order. */
function keyOf({ protocol, packet }: Shown): number {
  return protocol * 2 + (packet.bigEndian ? 1 : 0)
}

function put(view: DataView, at: number, words: readonly number[]): void {
  for (const [i, word] of words.entries()) view.setUint32(at + 4 * i, word, true)
}
