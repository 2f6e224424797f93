import { CORE_WASM } from './core-wasm.ts'

/** The functions of assembly/index.ts. Addresses and lengths are bytes of `memory`. */
export interface CoreExports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number }
  walk(
    start: number,
    end: number,
    bigEndian: boolean,
    messages: number,
    messagesEnd: number,
    attributes: number,
    attributesEnd: number,
  ): number
  walkAttributes(start: number, end: number, bigEndian: boolean, tape: number, tapeEnd: number, depth: number): number
  findShape(message: number, type: number, length: number): number
  addShape(number: number, type: number, length: number, guards: number, end: number): void
  clearShapes(): void
  fill(
    start: number,
    end: number,
    bigEndian: boolean,
    type: number,
    seq: number,
    seqMask: number,
    row: number,
    rows: number,
    single: boolean,
  ): number
  take(at: number, program: number, row: number): boolean
  select(messages: number, count: number, type: number, programs: number): number
  bitmap(plane: number, bit: number, out: number, rows: number): void
}

/** The sentences of assembly/status.ts, by number. */
const SENTENCES = [
  'no damage',
  'more messages than the table holds',
  'more attributes than the table holds',
  'fewer bytes than a message header (16) are left',
  'nlmsg_len is less than 16, the size of its own header',
  'nlmsg_len is more than the bytes that are left',
  'nla_len is less than 4, the size of its own header',
  'nla_len is more than the bytes that are left',
  'bytes are left behind the last attribute',
  'attributes are nested too deep',
]
// Of the statuses from 10 on, which only columns have, none is damage.
export const Status = {
  OK: 0,
  MESSAGES_FULL: 1,
  ATTRIBUTES_FULL: 2,
  MESSAGE_HEADER: 3,
  MESSAGE_TRUNCATED: 5,
  /** What the kernel passes over, and so do we. */
  ATTRIBUTE_LEFTOVER: 8,
  ROWS_FULL: 10,
  UNKNOWN_SHAPE: 11,
  CONTROL: 12,
  ASK: 13,
  HEAP_FULL: 14,
  /** Not the core's: it was told to stop. */
  PAUSED: 15,
  /** Of a message: it does not pass the filter. */
  DROPPED: 16,
} as const

/** What a status of the core says in words. */
export const sentence = (status: number): string => SENTENCES[status] ?? `status ${status}`

// assembly/layout.ts
const RESULT = 1024
const OTHERS = 1036
const HEADERS = 1040
const PROGRAMS = 6416
const ASKED = 7440
const FREE = 7456
const MESSAGE_SIZE = 32
const ATTRIBUTE_SIZE = 12
const NO_SHAPE = -1
const MAX_SHAPES = 256

const FILTER_BYTES = 64 * 1024
const GUARD_BYTES = 128 * 1024
const NEST_ATTRIBUTES = 4096
const MESSAGES = 2048
const ATTRIBUTES = 8192

// Behind the fixed layout: the guards of shapes, a table for nests walked on demand, the tape's two tables, and last the input, which grows.
/** For each shape the address of a filter's program, and then those. */
const FILTER = FREE
const GUARDS = FILTER + FILTER_BYTES
const NESTS = GUARDS + GUARD_BYTES
const TAPE_MESSAGES = NESTS + NEST_ATTRIBUTES * ATTRIBUTE_SIZE
const TAPE_ATTRIBUTES = TAPE_MESSAGES + MESSAGES * MESSAGE_SIZE
/** Aligned for the eye of a debugger: the input begins on a page of 4 KiB. */
const INPUT = (TAPE_ATTRIBUTES + ATTRIBUTES * ATTRIBUTE_SIZE + 4095) & ~4095
const PAGE = 65536

let compiled: WebAssembly.Module | undefined

function module(): WebAssembly.Module {
  if (compiled === undefined) {
    const text = atob(CORE_WASM)
    const bytes = new Uint8Array(text.length)
    for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i)
    compiled = new WebAssembly.Module(bytes)
  }
  return compiled
}

/** One attribute header as the core found it. `offset` and `length` are those of the payload. */
export interface AttributeEntry {
  /** With its flag bits, `NLA_F_NESTED` and `NLA_F_NET_BYTEORDER`. */
  readonly type: number
  readonly offset: number
  readonly length: number
}

/** One instance of the WebAssembly core with its memory: everything that reads a length or steps to the next header happens in there. */
export class Core {
  readonly #exports: CoreExports
  readonly #bigEndian: boolean
  /** Views of linear memory; only {@link input} makes it grow, and takes them anew. */
  #view: DataView
  #words: Uint32Array
  #messages = 0
  #stopped = INPUT
  /** Where the input begins. */
  readonly #input: number
  #shapes = 0
  #guardsEnd = GUARDS
  #filtersEnd = FILTER + MAX_SHAPES * 4
  #attributeTape = TAPE_ATTRIBUTES

  /**
   * `headers` gives for each message type below 256 the size of its fixed struct, 0xfe for `NLMSG_ERROR`, 0xff where nothing is known; `others` that of all
   * types from 256 on, undefined where nothing is known. `reserved` bytes before the input are the caller's.
   */
  constructor(headers: Uint8Array, bigEndian: boolean, others?: number | undefined, reserved = 0) {
    this.#exports = new WebAssembly.Instance(module()).exports as unknown as CoreExports
    this.#bigEndian = bigEndian
    this.#input = (INPUT + reserved + 4095) & ~4095
    const missing = this.#input - this.#exports.memory.buffer.byteLength
    if (missing > 0) this.#exports.memory.grow(Math.ceil(missing / PAGE))
    const { buffer } = this.#exports.memory
    this.#view = new DataView(buffer)
    this.#words = new Uint32Array(buffer)
    new Uint8Array(buffer, HEADERS, 256).set(headers)
    this.#view.setUint8(OTHERS, others === undefined ? 0 : others + 1)
  }

  /** The whole of linear memory. Take it anew after {@link input}, which may make it grow. */
  get view(): DataView {
    return this.#view
  }

  /** Where the input begins in linear memory. */
  get start(): number {
    return this.#input
  }

  /** Where the bytes that the constructor was told to reserve begin. */
  get reserved(): number {
    return INPUT
  }

  /** What the core exports, for columns, which call it themselves. */
  get exports(): CoreExports {
    return this.#exports
  }

  /** The input area, `size` bytes of it. Growing detaches the areas handed out before. */
  input(size: number): Uint8Array {
    const { memory } = this.#exports
    const missing = this.#input + size - memory.buffer.byteLength
    if (missing > 0) {
      memory.grow(Math.ceil(missing / PAGE))
      this.#view = new DataView(memory.buffer)
      this.#words = new Uint32Array(memory.buffer)
    }
    return new Uint8Array(memory.buffer, this.#input, size)
  }

  /**
   * Walks input from `from` to `to` (addresses). Returns the status; `messages`, `stopped` and the `message*` readers tell the rest. `end` is where the input
   * ends, if that is not `to`.
   */
  walk(from: number, to: number, end: number = to): number {
    const status = this.#walk(from, to, TAPE_ATTRIBUTES, ATTRIBUTES)
    if (status !== Status.ATTRIBUTES_FULL || this.#messages > 0) return status
    // One message alone has more attributes than the table holds: for this walk a larger table behind the input, for the worst case of 4 bytes each.
    const tape = (end + 7) & ~7
    const capacity = (to - from) >> 2
    this.input(tape + capacity * ATTRIBUTE_SIZE - this.#input)
    return this.#walk(from, to, tape, capacity)
  }

  #walk(from: number, to: number, tape: number, capacity: number): number {
    const status = this.#exports.walk(
      from,
      to,
      this.#bigEndian,
      TAPE_MESSAGES,
      TAPE_MESSAGES + MESSAGES * MESSAGE_SIZE,
      tape,
      tape + capacity * ATTRIBUTE_SIZE,
    )
    this.#attributeTape = tape
    this.#messages = this.#words[RESULT >> 2] as number
    this.#stopped = this.#words[(RESULT + 8) >> 2] as number
    return status
  }

  /** How many messages the last walk wrote. */
  get messages(): number {
    return this.#messages
  }

  /** The address at which the last walk stopped: its end, or the damage. */
  get stopped(): number {
    return this.#stopped
  }

  #word(i: number, word: number): number {
    if (!(i >= 0 && i < this.#messages)) throw new RangeError(`message ${i} of ${this.#messages}`)
    return this.#words[((TAPE_MESSAGES + i * MESSAGE_SIZE) >> 2) + word] as number
  }

  messageOffset(i: number): number {
    return this.#word(i, 0)
  }

  messageLength(i: number): number {
    return this.#word(i, 1)
  }

  messageType(i: number): number {
    return this.#word(i, 2) & 0xffff
  }

  messageFlags(i: number): number {
    return this.#word(i, 2) >>> 16
  }

  /** Where the attributes begin, or, if `messageStatus` is not OK, the address of the damage. */
  messageBody(i: number): number {
    return this.#word(i, 3)
  }

  messageStatus(i: number): number {
    return this.#word(i, 6)
  }

  /** The number of the shape that fits, or -1. */
  messageShape(i: number): number {
    return this.#word(i, 7) | 0
  }

  /** The attributes of message `i`, which are on the tape only if no shape fitted. */
  messageAttributes(i: number): AttributeEntry[] {
    return this.#entries(this.#attributeTape + this.#word(i, 4) * ATTRIBUTE_SIZE, this.#word(i, 5))
  }

  /** Asks again whether a shape fits message `i`: one may have been added since the walk. */
  findShape(i: number): number {
    return this.#exports.findShape(this.messageOffset(i), this.messageType(i), this.messageLength(i))
  }

  /** Remembers a shape, given as triples of offset, mask and word, and returns its number; -1 if there is no room. */
  addShape(type: number, length: number, guards: readonly number[]): number {
    const end = this.#guardsEnd + guards.length * 4
    if (this.#shapes === MAX_SHAPES || end > GUARDS + GUARD_BYTES) return NO_SHAPE
    const { view } = this
    let at = this.#guardsEnd
    for (const word of guards) {
      view.setUint32(at, word, true)
      at += 4
    }
    this.#exports.addShape(this.#shapes, type, length, this.#guardsEnd, end)
    this.#guardsEnd = end
    return this.#shapes++
  }

  /** Marks messages of the last walk that do not pass the filter set; the number of one whose shape it says nothing of, -1 when all are decided. */
  select(type: number): number {
    return this.#exports.select(TAPE_MESSAGES, this.#messages, type, FILTER) | 0
  }

  /** Says what the filter does with messages of a shape: words of a program without steps. False when there is no room. */
  addFilter(shape: number, words: readonly number[]): boolean {
    const at = this.#filtersEnd
    if (at + words.length * 4 > GUARDS) return false
    this.#words[(FILTER >> 2) + shape] = at
    for (const [i, word] of words.entries()) this.#words[(at >> 2) + i] = word
    this.#filtersEnd = at + words.length * 4
    return true
  }

  clearFilters(): void {
    this.#words.fill(0, FILTER >> 2, (FILTER >> 2) + MAX_SHAPES)
    this.#filtersEnd = FILTER + MAX_SHAPES * 4
  }

  /** Sets the column program of a shape. */
  setProgram(shape: number, program: number): void {
    this.#words[(PROGRAMS >> 2) + shape] = program
  }

  /** The shape that the last `fill` asks about. */
  get asked(): number {
    return this.#words[ASKED >> 2] as number
  }

  /** Row, address and flags that the last `fill` left. */
  result(word: number): number {
    return this.#words[(RESULT >> 2) + word] as number
  }

  /** Forgets all shapes. */
  clearShapes(): void {
    this.#exports.clearShapes()
    this.#shapes = 0
    this.#guardsEnd = GUARDS
  }

  /** Walks one nest on demand: its attributes, the status, and where it stopped. */
  attributes(from: number, to: number, depth: number): { entries: AttributeEntry[]; status: number; stopped: number } {
    const entries: AttributeEntry[] = []
    let at = from
    for (;;) {
      const status = this.#exports.walkAttributes(at, to, this.#bigEndian, NESTS, TAPE_MESSAGES, depth)
      const { view } = this
      at = view.getUint32(RESULT + 8, true)
      for (const entry of this.#entries(NESTS, view.getUint32(RESULT + 4, true))) entries.push(entry)
      if (status !== Status.ATTRIBUTES_FULL) return { entries, status, stopped: at }
    }
  }

  #entries(tape: number, count: number): AttributeEntry[] {
    const { view } = this
    const entries: AttributeEntry[] = []
    for (let at = tape; entries.length < count; at += ATTRIBUTE_SIZE)
      entries.push({
        type: view.getUint32(at, true),
        offset: view.getUint32(at + 4, true),
        length: view.getUint32(at + 8, true),
      })
    return entries
  }
}
