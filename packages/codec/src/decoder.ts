import { Core, Status, sentence } from './core.ts'
import { DecodeError } from './errors.ts'
import type { Protocol } from './protocol.ts'
import { type Field, Shape } from './shape.ts'
import { Place, type Reader } from './type.ts'

const NLMSG_ERROR = 2
const NLMSG_DONE = 3
const NLMSG_HDRLEN = 16
const NOTHING = { lookup: () => undefined }

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
  /** Shapes were forgotten after the last scan: the numbers on the tape mean nothing. */
  #forgotten = false
  #damage: DecodeError | undefined

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

  /** The body of message `i`, by the declaration for its type; `undefined` if there is none. Throws {@link DecodeError} if it is damaged. */
  body(i: number): unknown {
    const core = this.#core
    // The walk's answer is out of date where a shape was learnt, or all were forgotten, since then.
    const known = this.#forgotten ? -1 : core.messageShape(i)
    const shape = known >= 0 ? known : core.findShape(i)
    const reader = this.#readers[shape] ?? this.#learn(i)
    return reader?.(core.view, core.messageOffset(i))
  }

  /** The places of all fields of message `i`, headers of attributes included, outer before inner; those before the damage if it is damaged. */
  fields(i: number): Field[] {
    const fields: Field[] = []
    try {
      this.#compile(i, fields)
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error
    }
    return fields
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
      this.#readers = []
      this.#forgotten = true
      if (core.addShape(this.type(i), this.length(i), shape.guards) < 0) return reader
    }
    this.#readers.push(reader)
    return reader
  }

  #compile(i: number, fields?: Field[]): { shape: Shape; reader: Reader<unknown> } | undefined {
    const core = this.#core
    const declaration = this.protocol.declaration(this.type(i))
    if (declaration === undefined) return undefined
    const base = core.messageOffset(i)
    const length = this.length(i)
    const shape = new Shape(core, base, length, this.#littleEndian, this.offset(i), fields)
    const place = new Place(shape, NLMSG_HDRLEN, length - NLMSG_HDRLEN, NOTHING)
    const status = core.messageStatus(i)
    if (status !== Status.OK && status !== Status.ATTRIBUTE_LEFTOVER)
      throw place.error(sentence(status), core.messageBody(i) - base)
    const from = core.messageBody(i) - base
    // Of a message whose shape fitted the attributes are not on the tape.
    const entries =
      core.messageShape(i) >= 0
        ? place.at(from, length - from).attributes()
        : shape.guardHeaders(core.messageAttributes(i))
    return { shape, reader: declaration.compileWith(place, from, entries) }
  }
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
