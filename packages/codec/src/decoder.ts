import { Core, Status, sentence } from './core.ts'
import { DecodeError } from './errors.ts'
import type { ColumnFilter } from './filter.ts'
import { type Learnt, learn } from './learn.ts'
import { type NumberReader, numberReader } from './number-reader.ts'
import type { Protocol } from './protocol.ts'
import type { Field, Found, Wanted } from './shape.ts'
import type { Reader } from './type.ts'
import { counted } from './written.ts'

const NLMSG_ERROR = 2
const NLMSG_DONE = 3
const NLMSG_HDRLEN = 16

const NO_NUMBERS: ReadonlyMap<string, NumberReader> = new Map()

/** What a {@link Decoder} may be told. */
export interface DecoderOptions {
  /** The bytes come from a big-endian host. */
  readonly bigEndian?: boolean
}

/**
 * Decodes datagrams: bytes come into {@link buffer}, {@link scan} has the core walk them, and the messages are read one by one. Each decoder has an instance
 * of the core and memory of its own; what it learns about the shapes of messages serves all later scans.
 */
export class Decoder {
  readonly protocol: Protocol
  readonly #core: Core
  readonly #littleEndian: boolean
  /** By the number of the shape. */
  #readers: Reader<unknown>[] = []
  /** By the number of the shape, of those whose fields somebody asked for. */
  readonly #fields = new Map<number, readonly Field[]>()
  readonly #numbers = new Map<number, ReadonlyMap<string, NumberReader>>()
  /** Shapes were forgotten after the last scan: the numbers on the tape mean nothing. */
  #forgotten = false
  #generation = 0
  #damage: DecodeError | undefined
  /** The one that the core has programs of. */
  #filter: ColumnFilter | undefined
  /** What filters decided, by the number of the shape. */
  #decided = new WeakMap<ColumnFilter, Map<number, number[]>>()

  constructor(protocol: Protocol, { bigEndian = false }: DecoderOptions = {}) {
    this.protocol = protocol
    this.#littleEndian = !bigEndian
    this.#core = new Core(protocol.headers(), bigEndian, protocol.others?.header.minimum)
  }

  /** At least `size` bytes of the core's memory, to receive into. Take it anew before each receive: growing detaches earlier ones. */
  buffer(size = 65536): Uint8Array {
    return this.#core.input(size)
  }

  /**
   * Walks `length` bytes of the buffer from `from` on, and returns how many whole messages it found. If it had to stop before the end, {@link damage} says
   * why; if its tables were full, {@link scanned} is less than `length`, and the next scan goes on from there.
   */
  scan(length: number, from = 0): number {
    const start = this.#core.start
    const status = this.#core.walk(start + from, start + length)
    this.#forgotten = false
    const full = status === Status.MESSAGES_FULL || status === Status.ATTRIBUTES_FULL
    this.#damage =
      status === Status.OK || full ? undefined : new DecodeError(sentence(status), { offset: this.scanned })
    return this.#core.messages
  }

  /** How far the last scan came, in bytes from the buffer's start. */
  get scanned(): number {
    return this.#core.stopped - this.#core.start
  }

  /** Why the last scan stopped before its end. */
  get damage(): DecodeError | undefined {
    return this.#damage
  }

  /** `nlmsg_type` of message `i` of the last scan. */
  type(i: number): number {
    return this.#core.messageType(i)
  }

  /** `nlmsg_flags`. */
  flags(i: number): number {
    return this.#core.messageFlags(i)
  }

  /** `nlmsg_seq`. */
  seq(i: number): number {
    return this.#core.view.getUint32(this.#core.messageOffset(i) + 8, this.#littleEndian)
  }

  /** `nlmsg_pid`. */
  portid(i: number): number {
    return this.#core.view.getUint32(this.#core.messageOffset(i) + 12, this.#littleEndian)
  }

  /**
   * Has the core compare the messages of type `type` of the last scan with a filter, in one crossing; {@link dropped} says which did not pass. Of those that
   * did, some may be of a shape that is not known yet, or that the filter wants to see the object of.
   */
  select(type: number, filter: ColumnFilter): void {
    const core = this.#core
    if (this.#filter !== filter) {
      core.clearFilters()
      this.#filter = filter
    }
    let decided = this.#decided.get(filter)
    if (decided === undefined) {
      decided = new Map()
      this.#decided.set(filter, decided)
    }
    for (;;) {
      const i = core.select(type)
      if (i < 0) return
      const shape = core.messageShape(i)
      let words = decided.get(shape)
      if (words === undefined) {
        const { action, checks } = filter.decide(this.places(i))
        words = [action, checks.length, 0, 0, ...checks.flat()]
        decided.set(shape, words)
      }
      if (core.addFilter(shape, words)) continue
      core.clearFilters()
      // A filter of more checks than there is room for is left to the objects.
      if (!core.addFilter(shape, words)) return
    }
  }

  /** True for messages that did not pass the filter of {@link select}. */
  dropped(i: number): boolean {
    return this.#core.messageStatus(i) === Status.DROPPED
  }

  /** Where message `i` begins in the buffer. */
  offset(i: number): number {
    return this.#core.messageOffset(i) - this.#core.start
  }

  /** `nlmsg_len`. */
  length(i: number): number {
    return this.#core.messageLength(i)
  }

  /** The errno of an `NLMSG_ERROR` or `NLMSG_DONE` as a positive number; 0 for an ack, the end of a dump, and all other messages. */
  errno(i: number): number {
    const type = this.type(i)
    if ((type !== NLMSG_ERROR && type !== NLMSG_DONE) || this.length(i) < NLMSG_HDRLEN + 4) return 0
    return Math.max(0, -this.#core.view.getInt32(this.#core.messageOffset(i) + NLMSG_HDRLEN, this.#littleEndian))
  }

  /** A copy of the whole message `i`, without its padding. */
  bytes(i: number): Uint8Array {
    return new Uint8Array(this.#core.view.buffer, this.#core.messageOffset(i), this.length(i)).slice()
  }

  /**
   * The number of the shape of message `i`, -1 for one that nothing was remembered of. Messages of one shape differ in values only: what lies where, and as
   * what, is the same in all of them. Numbers are given anew in each {@link generation}.
   */
  shape(i: number): number {
    // The walk's answer is out of date where a shape was learnt, or all were forgotten, since then.
    const known = this.#forgotten ? -1 : this.#core.messageShape(i)
    return known >= 0 ? known : this.#core.findShape(i)
  }

  /** Counts up when all shapes are forgotten. */
  get generation(): number {
    return this.#generation
  }

  /** The body of message `i`, by the declaration for its type; `undefined` if there is none. Throws {@link DecodeError} if it is damaged. */
  body(i: number): unknown {
    const core = this.#core
    const reader = this.#readers[this.shape(i)] ?? this.#learn(i)
    return reader?.(core.view, core.messageOffset(i))
  }

  /** The places of all fields of message `i`, headers of attributes included, outer before inner. Of a damaged attribute its header, and what is in it before the damage. */
  fields(i: number): readonly Field[] {
    // Messages of one shape have their fields at the same places: what was guarded for reading them is all that decides where they are.
    const shape = this.#core.findShape(i)
    const known = shape < 0 ? undefined : this.#fields.get(shape)
    if (known !== undefined) return known
    const fields: Field[] = []
    try {
      this.#compile(i, { fields })
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error
    }
    if (shape >= 0) this.#fields.set(shape, fields)
    return fields
  }

  /** The values of message `i` by their path: what was declared, and where it lies. Those before the damage if it is damaged. `guards` takes what reading them depended on. */
  places(i: number, guards: number[] = []): Map<string, Found> {
    const found = new Map<string, Found>()
    try {
      this.#compile(i, { found, guards })
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error
    }
    return found
  }

  /**
   * The readers of the numbers and IP addresses of message `i` by their path, for its bytes wherever they lie; they are good for all messages of its
   * {@link shape}, whatever those numbers are: one that decides what else lies there is left out. None for a message without a shape.
   */
  numbers(i: number): ReadonlyMap<string, NumberReader> {
    const shape = this.shape(i)
    const known = shape < 0 ? NO_NUMBERS : this.#numbers.get(shape)
    if (known !== undefined) return known
    const numbers = new Map<string, NumberReader>()
    const guards: number[] = []
    for (const [path, found] of this.places(i, guards)) {
      const reader = numberReader(found)
      if (reader !== undefined && !isGuarded(guards, reader)) numbers.set(path, reader)
    }
    this.#numbers.set(shape, numbers)
    return numbers
  }

  #compile(i: number, wanted?: Wanted): Learnt | undefined {
    return learn(this.#core, this.protocol, i, this.#littleEndian, this.offset(i), wanted)
  }

  #learn(i: number): Reader<unknown> | undefined {
    const core = this.#core
    const compiled = this.#compile(i)
    if (compiled === undefined) return undefined
    const { shape, reader } = compiled
    // A message with an oddity outside its attributes is read, but not remembered.
    if (core.messageStatus(i) !== Status.OK) return reader
    if (core.addShape(this.type(i), this.length(i), shape.guards) < 0) {
      core.clearShapes()
      core.clearFilters()
      this.#readers = []
      this.#fields.clear()
      this.#numbers.clear()
      this.#decided = new WeakMap()
      this.#forgotten = true
      this.#generation++
      if (core.addShape(this.type(i), this.length(i), shape.guards) < 0) return reader
    }
    // The array is another one when the shapes have been forgotten: a number means nothing in the new one.
    const readers = this.#readers
    const number = readers.length
    readers.push(
      counted(reader, (written) => {
        readers[number] = written
      }),
    )
    return reader
  }
}

/** Whether one of the triples of a shape's guards looks at a byte of the number. */
function isGuarded(guards: readonly number[], { offset, size }: NumberReader): boolean {
  for (let i = 0; i < guards.length; i += 3)
    for (let byte = 0; byte < 4; byte++) {
      const at = (guards[i] as number) + byte
      if (((guards[i + 1] as number) >>> (8 * byte)) & 0xff && at >= offset && at < offset + size) return true
    }
  return false
}

const shared = new WeakMap<Protocol, { little?: Decoder; big?: Decoder }>()
/** Decoders that had to grow for an input of more bytes than this are not kept. */
const KEEP = 1 << 20

/** A decoder with `bytes` in its buffer, for those who are done with it before anybody else can ask: an instance takes a millisecond to make. */
export function decoderWith(protocol: Protocol, bytes: Uint8Array, options: DecoderOptions): Decoder {
  const order = options.bigEndian ? 'big' : 'little'
  const kept = shared.get(protocol)
  const decoder = (bytes.length <= KEEP ? kept?.[order] : undefined) ?? new Decoder(protocol, options)
  if (bytes.length <= KEEP) shared.set(protocol, { ...kept, [order]: decoder })
  decoder.buffer(bytes.length).set(bytes)
  return decoder
}
