import { COOKED_SIZE, cookedDirection, cookedErrno, cookedFault, cookedPortid } from './cooked.ts'
import { CaptureError } from './errors.ts'
import { type Emit, MAX_PACKET, type Parser } from './format.ts'
import { isBigEndian } from './order.ts'
import type { Direction, Packet } from './packet.ts'
import type { ByteQueue } from './queue.ts'

// A pcap file, in the byte order of the host that captured:
//
//    0          4         6         8          12         16         20                24
//    | magic    | 2       | 4       | 0        | 0        | snaplen  | linktype        | records ...
//
// and each record
//
//    0          4          8          12         16
//    | seconds  | micro- or nanoseconds | captured | original | captured bytes

/** Of microseconds; for nanoseconds the last byte but one is 0x3c in place of 0xc3. */
export const PCAP_MICROSECONDS = 0xa1b2c3d4
export const PCAP_NANOSECONDS = 0xa1b23c4d
export const PCAP_HEADER = 24
export const PCAP_RECORD = 16

/** The magic number at the start of `bytes` and its byte order; undefined if it is none of pcap's. */
export function pcapMagic(bytes: Uint8Array): { bigEndian: boolean; nanoseconds: boolean } | undefined {
  if (bytes.length < 4) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, 4)
  for (const bigEndian of [false, true]) {
    const magic = view.getUint32(0, !bigEndian)
    if (magic === PCAP_MICROSECONDS || magic === PCAP_NANOSECONDS)
      return { bigEndian, nanoseconds: magic === PCAP_NANOSECONDS }
  }
  return undefined
}

/** A captured packet as the record, or block, around it tells of it. */
export interface Captured {
  /** Where its bytes are in the queue, cooked header included, and how many there are. */
  readonly at: number
  readonly length: number
  /** How many there were. */
  readonly original: number
  readonly linktype: number
  readonly bigEndian: boolean
  readonly time: bigint | undefined
  readonly direction: Direction | undefined
  readonly comment: string | undefined
}

/** The packet without its cooked header. `view` is that of the queue. */
export function makePacket(queue: ByteQueue, view: DataView, captured: Captured): Packet {
  const { at, length, original, linktype, time, comment } = captured
  const fault = cookedFault(view, at, length, linktype)
  const skip = fault === undefined ? COOKED_SIZE : 0
  const bytes = queue.slice(at + skip, at + length)
  const whole = Math.max(original - skip, bytes.length)
  // All keys in one order: objects of one shape are made and read fastest.
  return {
    time,
    protocol: fault === undefined ? view.getUint16(at + 14) : 0,
    direction: captured.direction ?? (fault === undefined ? cookedDirection(view, at) : undefined),
    portid: fault === undefined ? cookedPortid(view, at) : undefined,
    errno: fault === undefined ? cookedErrno(view, at) : undefined,
    bigEndian: fault === undefined ? isBigEndian(bytes, whole, captured.bigEndian) : captured.bigEndian,
    offset: queue.position + at + skip,
    bytes,
    originalLength: whole > bytes.length ? whole : undefined,
    comment,
    fault,
  }
}

export class Pcap implements Parser {
  readonly format = 'pcap'
  #linktype = -1
  #littleEndian = true
  #unit = 1n

  parse(queue: ByteQueue, emit: Emit): CaptureError | undefined {
    if (this.#linktype < 0) {
      if (queue.length < PCAP_HEADER) return undefined
      const magic = pcapMagic(queue.slice(0, 4))
      if (magic === undefined) return new CaptureError('this is not a pcap file', queue.position)
      this.#littleEndian = !magic.bigEndian
      this.#unit = magic.nanoseconds ? 1n : 1000n
      // The upper bits tell of frame check sequences.
      this.#linktype = queue.view().getUint32(20, this.#littleEndian) & 0x03ffffff
      queue.drop(PCAP_HEADER)
    }
    const view = queue.view()
    const { position, length } = queue
    const little = this.#littleEndian
    let at = 0
    try {
      while (length - at >= PCAP_RECORD) {
        const captured = view.getUint32(at + 8, little)
        if (captured > MAX_PACKET)
          return new CaptureError(`a record of ${captured} bytes, more than any packet has`, position + at)
        const from = at + PCAP_RECORD
        if (length - from < captured) return undefined
        const time =
          BigInt(view.getUint32(at, little)) * 1_000_000_000n + BigInt(view.getUint32(at + 4, little)) * this.#unit
        const original = view.getUint32(at + 12, little)
        const found = { at: from, length: captured, original, linktype: this.#linktype, bigEndian: !little, time }
        emit(makePacket(queue, view, { ...found, direction: undefined, comment: undefined }))
        at = from + captured
      }
      return undefined
    } finally {
      queue.drop(at)
    }
  }

  end(queue: ByteQueue): CaptureError | undefined {
    if (queue.length === 0 && this.#linktype >= 0) return undefined
    return new CaptureError(`the file ends within a ${this.#linktype < 0 ? 'header' : 'record'}`, queue.position)
  }
}
