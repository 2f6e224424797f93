import { CookedView, type Source } from './cooked-view.ts'
import { CaptureError } from './errors.ts'
import { type Emit, MAX_PACKET, type Parser } from './format.ts'
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

export class Pcap implements Parser {
  readonly format = 'pcap'
  #source: Source | undefined
  #littleEndian = true
  readonly #packet = new CookedView()

  parse(queue: ByteQueue, emit: Emit): CaptureError | undefined {
    if (this.#source === undefined) {
      if (queue.length < PCAP_HEADER) return undefined
      const magic = pcapMagic(queue.slice(0, 4))
      if (magic === undefined) return new CaptureError('this is not a pcap file', queue.position)
      this.#littleEndian = !magic.bigEndian
      // The upper bits tell of frame check sequences.
      const linktype = queue.view().getUint32(20, this.#littleEndian) & 0x03ffffff
      this.#source = { linktype, time: clockOf(magic.nanoseconds ? 1n : 1000n) }
      queue.drop(PCAP_HEADER)
    }
    const view = queue.view()
    const { position, length, start } = queue
    const little = this.#littleEndian
    const packet = this.#packet
    packet.within(queue, little)
    packet.source = this.#source
    let at = 0
    try {
      while (length - at >= PCAP_RECORD) {
        const captured = view.getUint32(at + 8, little)
        if (captured > MAX_PACKET)
          return new CaptureError(`a record of ${captured} bytes, more than any packet has`, position + at)
        const from = at + PCAP_RECORD
        if (length - from < captured) {
          queue.want(PCAP_RECORD + captured)
          return undefined
        }
        packet.stamp = start + at
        packet.original = view.getUint32(at + 12, little)
        packet.place(start + from, captured)
        emit(packet)
        at = from + captured
      }
      return undefined
    } finally {
      queue.drop(at)
    }
  }

  end(queue: ByteQueue): CaptureError | undefined {
    if (queue.length === 0 && this.#source !== undefined) return undefined
    return new CaptureError(
      `the file ends within a ${this.#source === undefined ? 'header' : 'record'}`,
      queue.position,
    )
  }
}

/** Seconds, and units of so many nanoseconds. */
const clockOf =
  (unit: bigint): Source['time'] =>
  (seconds, units) =>
    BigInt(seconds) * 1_000_000_000n + BigInt(units) * unit
