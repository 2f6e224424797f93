import { CaptureError } from './errors.ts'
import { type Emit, type Format, MAX_PACKET, type Parser } from './format.ts'
import { isPossible } from './order.ts'
import type { Direction } from './packet.ts'
import { PacketView } from './packet-view.ts'
import type { ByteQueue } from './queue.ts'

const NLMSG_HDRLEN = 16
/** `NLMSG_TSTAMP`: rtmon's own, before each message: seconds and microseconds, 32 bits each. */
const NLMSG_TSTAMP = 15
const STAMP_LENGTH = 24
/** So many bytes of messages are one packet at most, but for a message that is longer. */
const RUN = 1 << 16

export interface RawOptions {
  /** The netlink protocol. */
  readonly protocol: number
  /** Absent: by the length of the first message. */
  readonly bigEndian: boolean | undefined
  /** Whether messages of type 15 are rtmon's stamps; absent: if the first of them looks like one. */
  readonly stamps: boolean | undefined
}

/** Whether `bytes`, the start of a file, may begin with a message, and in which byte order; its length may be at most 1 MiB. */
export function rawOrder(bytes: Uint8Array): boolean | undefined {
  for (const bigEndian of [false, true]) if (isPossible(bytes, 1 << 20, bigEndian)) return bigEndian
  return undefined
}

/** A run of messages. */
class RawView extends PacketView {
  override from = 0
  override time: bigint | undefined
  override protocol = 0
  override direction: Direction | undefined
  override bigEndian = false
  override readonly portid = undefined
  override readonly errno = undefined
  override readonly originalLength = undefined
  override readonly comment = undefined
  override readonly fault = undefined
}

/** Messages one behind the other, as a dump's bytes were saved, or rtmon wrote them. */
export class Raw implements Parser {
  format: Format
  readonly #options: RawOptions
  #bigEndian: boolean | undefined
  #time: bigint | undefined
  readonly #packet = new RawView()

  constructor(options: RawOptions) {
    this.#options = options
    this.#bigEndian = options.bigEndian
    this.format = options.stamps ? 'rtmon' : 'raw'
  }

  parse(queue: ByteQueue, emit: Emit): CaptureError | undefined {
    const { length, position } = queue
    if (length < NLMSG_HDRLEN) return undefined
    this.#bigEndian ??= rawOrder(queue.slice(0, NLMSG_HDRLEN)) ?? false
    const bigEndian = this.#bigEndian
    const view = queue.view()
    let run = 0
    let at = 0
    const flush = () => {
      if (at > run) emit(this.#found(queue, run, at, bigEndian))
      run = at
    }
    try {
      while (length - at >= NLMSG_HDRLEN) {
        const size = view.getUint32(at, !bigEndian)
        if (size < NLMSG_HDRLEN || size > MAX_PACKET)
          return new CaptureError(`a message of ${size} bytes, which is not possible`, position + at)
        const step = (size + 3) & ~3
        if (length - at < size) {
          queue.want(step)
          return undefined
        }
        if (view.getUint16(at + 4, !bigEndian) === NLMSG_TSTAMP && this.#isStamp(view, at, size)) {
          flush()
          this.#time = stamp(view, at, !bigEndian)
          at += STAMP_LENGTH
          run = at
        } else {
          // The last message may lack its padding; whether it does shows when there is more.
          if (length - at < step) return undefined
          if (at + step - run > RUN) flush()
          at += step
          if (this.#time !== undefined) flush()
        }
      }
      return undefined
    } finally {
      flush()
      queue.drop(at)
    }
  }

  end(queue: ByteQueue, emit: Emit): CaptureError | undefined {
    const { length, position } = queue
    if (length === 0) return undefined
    const bytes = queue.slice(0, length)
    const bigEndian = this.#bigEndian ?? false
    if (length >= NLMSG_HDRLEN && isPossible(bytes, length, bigEndian)) {
      emit(this.#found(queue, 0, length, bigEndian))
      return undefined
    }
    return new CaptureError('the file ends within a message', position)
  }

  #found(queue: ByteQueue, from: number, to: number, bigEndian: boolean): PacketView {
    const packet = this.#packet
    packet.time = this.#time
    packet.direction = this.format === 'rtmon' ? 'received' : undefined
    packet.protocol = this.#options.protocol
    packet.bigEndian = bigEndian
    packet.buffer = queue.buffer
    packet.view = new DataView(queue.buffer.buffer, queue.buffer.byteOffset, queue.buffer.length)
    packet.position = queue.position - queue.start
    packet.from = queue.start + from
    packet.to = queue.start + to
    return packet
  }

  /** The first stamp decides. */
  #isStamp(view: DataView, at: number, size: number): boolean {
    if (this.#options.stamps === false || size !== STAMP_LENGTH || view.byteLength - at < STAMP_LENGTH) return false
    this.format = 'rtmon'
    return true
  }
}

function stamp(view: DataView, at: number, little: boolean): bigint {
  const seconds = BigInt(view.getUint32(at + NLMSG_HDRLEN, little))
  return seconds * 1_000_000_000n + BigInt(view.getUint32(at + NLMSG_HDRLEN + 4, little)) * 1000n
}
