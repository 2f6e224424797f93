import { LINKTYPE_NETLINK } from './cooked.ts'
import { CookedView } from './cooked-view.ts'
import { CaptureError } from './errors.ts'
import { type Emit, MAX_PACKET, type Parser } from './format.ts'
import { type Line, LineReader } from './hex-line.ts'
import { ByteQueue } from './queue.ts'
import { Raw, type RawOptions } from './raw.ts'

const MAX_LINE = 1 << 24

/** Whether `bytes` are text. */
export function isText(bytes: Uint8Array): boolean {
  return (
    bytes.length > 0 && bytes.every((byte) => byte === 9 || byte === 10 || byte === 13 || (byte >= 32 && byte < 127))
  )
}

/** Bytes as hexadecimal text, in any of the forms of {@link LineReader}. A dump that begins with the cooked header, as tshark's, is a packet. */
export class Hex implements Parser {
  readonly format = 'hex'
  readonly #raw: Raw
  readonly #bytes = new ByteQueue()
  readonly #lines: LineReader
  /** The dump at hand, as long as it is not known to be none of a packet. */
  #dump: number[] | undefined
  /** How many bytes came before it. */
  #position = 0

  constructor(options: RawOptions) {
    this.#raw = new Raw({ ...options, stamps: options.stamps ?? false })
    this.#lines = new LineReader(options.bigEndian === true)
  }

  parse(queue: ByteQueue, emit: Emit): CaptureError | undefined {
    const all = queue.slice(0, queue.length)
    const end = all.lastIndexOf(10) + 1
    if (end === 0) {
      if (all.length < MAX_LINE) return undefined
      return new CaptureError(`a line of more than ${MAX_LINE} bytes`, queue.position)
    }
    return this.#read(queue, end, emit)
  }

  end(queue: ByteQueue, emit: Emit): CaptureError | undefined {
    return this.#read(queue, queue.length, emit) ?? this.#finish(emit) ?? this.#raw.end(this.#bytes, emit)
  }

  #read(queue: ByteQueue, end: number, emit: Emit): CaptureError | undefined {
    if (end === 0) return undefined
    const text = new TextDecoder().decode(queue.slice(0, end))
    const start = queue.position
    queue.drop(end)
    const loose: number[] = []
    let at = 0
    for (const line of text.split('\n')) {
      const found = this.#lines.read(line)
      if (typeof found === 'string') return this.#push(loose, emit) ?? new CaptureError(found, start + at)
      const damage = this.#line(found, loose, emit)
      if (damage !== undefined) return damage
      at += line.length + 1
    }
    return this.#push(loose, emit)
  }

  /** `loose`: bytes that are of no packet's dump. */
  #line({ first, dump, bytes }: Line, loose: number[], emit: Emit): CaptureError | undefined {
    if (bytes.length === 0) return undefined
    if (first || !dump) {
      const damage = this.#push(loose, emit) ?? this.#finish(emit)
      if (damage !== undefined) return damage
    }
    if (first) this.#dump = []
    const into = this.#dump ?? loose
    for (const byte of bytes) into.push(byte)
    if (into === loose) return undefined
    if (into.length > MAX_PACKET) return new CaptureError(`a packet of more than ${MAX_PACKET} bytes`, this.#position)
    if (into.length < 4 || isCooked(into)) return undefined
    this.#dump = undefined
    return this.#push(into, emit)
  }

  /** The dump at hand is whole. */
  #finish(emit: Emit): CaptureError | undefined {
    const dump = this.#dump
    this.#dump = undefined
    if (dump === undefined || dump.length === 0) return undefined
    if (!isCooked(dump)) return this.#push(dump, emit)
    const bytes = Uint8Array.from(dump)
    const packet = new CookedView()
    packet.buffer = bytes
    packet.view = new DataView(bytes.buffer)
    packet.position = this.#position
    packet.source = { linktype: LINKTYPE_NETLINK, time: () => 0n }
    packet.original = bytes.length
    packet.place(0, bytes.length)
    this.#position += bytes.length
    emit(packet)
    return undefined
  }

  /** Messages without a packet. */
  #push(bytes: number[], emit: Emit): CaptureError | undefined {
    if (bytes.length === 0) return undefined
    this.#position += bytes.length
    this.#bytes.push(Uint8Array.from(bytes))
    bytes.length = 0
    let damage: CaptureError | undefined
    do damage = this.#raw.parse(this.#bytes, emit)
    while (damage === undefined && this.#bytes.more())
    return damage
  }
}

/** Whether bytes begin with the cooked header, as far as they go: a packet type and ARPHRD_NETLINK. No message begins so that is shorter than 394 kB. */
const isCooked = (bytes: readonly number[]): boolean =>
  bytes[0] === 0 && (bytes[1] ?? 0) <= 7 && bytes[2] === 3 && bytes[3] === 0x38
