import { ENOUGH, parserFor } from './detect.ts'
import { CaptureError } from './errors.ts'
import type { Format, Parser } from './format.ts'
import type { Packet } from './packet.ts'
import type { PacketView } from './packet-view.ts'
import { ByteQueue } from './queue.ts'

export interface ReadOptions {
  /** Absent: detected from the bytes. */
  format?: Format | undefined
  /** The netlink protocol of files that do not say: raw, rtmon and hex. Absent: 0, `NETLINK_ROUTE`. */
  protocol?: number | undefined
  /** The byte order of files that do not say. Absent: by the length of the first message. */
  bigEndian?: boolean | undefined
}

/**
 * Reads a capture in pieces: hand it chunks of any size, and it gives the packets that are whole by then. Of the file it holds one packet that is not whole
 * and the chunk at hand.
 */
export class CaptureReader {
  readonly #options: ReadOptions
  readonly #queue = new ByteQueue()
  #parser: Parser | undefined
  #damage: CaptureError | undefined

  constructor(options: ReadOptions = {}) {
    this.#options = options
  }

  /** What the file is; undefined before enough of it was seen. A raw file is an rtmon file from the first stamp on. */
  get format(): Format | undefined {
    return this.#parser?.format
  }

  /** Where and why the file broke; what comes behind is not read. */
  get damage(): CaptureError | undefined {
    return this.#damage
  }

  /** The packets that this chunk makes whole. */
  push(chunk: Uint8Array): Packet[] {
    const packets: Packet[] = []
    this.each(chunk, (packet) => packets.push(packet.copy()))
    return packets
  }

  /** The same one by one, without an object for each: the view is good until `visit` returns. */
  each(chunk: Uint8Array, visit: (packet: PacketView) => void): void {
    if (this.#damage !== undefined) return
    const queue = this.#queue
    queue.push(chunk)
    if (this.#parser === undefined && queue.length < ENOUGH) return
    do this.#run((parser) => parser.parse(queue, visit))
    while (this.#damage === undefined && queue.more())
  }

  /** After the last chunk: the packets that are left. */
  end(): Packet[] {
    const packets: Packet[] = []
    this.endEach((packet) => packets.push(packet.copy()))
    return packets
  }

  /** The same one by one, as {@link each}. */
  endEach(visit: (packet: PacketView) => void): void {
    const queue = this.#queue
    if (this.#damage === undefined) this.#run((parser) => parser.parse(queue, visit) ?? parser.end(queue, visit))
  }

  #run(step: (parser: Parser) => CaptureError | undefined): void {
    const { format, protocol = 0, bigEndian } = this.#options
    try {
      this.#parser ??= parserFor(this.#queue.slice(0, Math.min(ENOUGH, this.#queue.length)), format, {
        protocol,
        bigEndian,
      })
    } catch (error) {
      if (!(error instanceof CaptureError)) throw error
      this.#damage = error
      return
    }
    this.#damage = step(this.#parser)
  }
}

/** Chunks of a file, as a stream of any runtime gives them. */
export type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

/** The packets of a capture, those of a chunk at a time. Throws {@link CaptureError} at the end if the file broke. */
export async function* readBatches(
  chunks: Chunks,
  options: ReadOptions = {},
): AsyncGenerator<Packet[], void, undefined> {
  const reader = new CaptureReader(options)
  for await (const chunk of chunks) {
    const packets = reader.push(chunk)
    if (packets.length > 0) yield packets
    if (reader.damage !== undefined) throw reader.damage
  }
  const packets = reader.end()
  if (packets.length > 0) yield packets
  if (reader.damage !== undefined) throw reader.damage
}

/** The packets of a capture, one by one. Throws {@link CaptureError} at the end if the file broke. */
export async function* readPackets(chunks: Chunks, options: ReadOptions = {}): AsyncGenerator<Packet, void, undefined> {
  for await (const packets of readBatches(chunks, options)) yield* packets
}

/** The packets of a capture that is in memory, and the damage at which it broke, if it did. */
export function readCapture(
  bytes: Uint8Array,
  options: ReadOptions = {},
): { readonly packets: Packet[]; readonly format: Format | undefined; readonly damage: CaptureError | undefined } {
  const reader = new CaptureReader(options)
  const packets = [...reader.push(bytes), ...reader.end()]
  return { packets, format: reader.format, damage: reader.damage }
}
