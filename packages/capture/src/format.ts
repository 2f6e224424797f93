import type { CaptureError } from './errors.ts'
import type { PacketView } from './packet-view.ts'
import type { ByteQueue } from './queue.ts'

/** The kinds of files. */
export const FORMATS = ['pcap', 'pcapng', 'rtmon', 'raw', 'hex'] as const
export type Format = (typeof FORMATS)[number]

/** Where a parser puts what it finds; the view is the parser's, which uses it again. */
export type Emit = (packet: PacketView) => void

/** A parser of one kind of file. It consumes of the queue what is whole, and is called again when there is more. */
export interface Parser {
  /** What the file turned out to be. */
  readonly format: Format
  /** Consumes what is whole. Returns the damage at which it has to stop; then it is not called again. */
  parse(queue: ByteQueue, emit: Emit): CaptureError | undefined
  /** After the last chunk: what is left over is damage. */
  end(queue: ByteQueue, emit: Emit): CaptureError | undefined
}

/** A packet of a file that is longer than this is taken for a lying length: netlink's own limit is far below. */
export const MAX_PACKET = 1 << 26
