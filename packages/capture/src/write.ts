import { COOKED_SIZE, LINKTYPE_NETLINK, writeCooked } from './cooked.ts'
import type { PacketInput } from './packet.ts'
import { PCAP_HEADER, PCAP_MICROSECONDS, PCAP_NANOSECONDS, PCAP_RECORD } from './pcap.ts'
import { BLOCK, BYTE_ORDER_MAGIC } from './pcapng.ts'
import { OPTION } from './pcapng-options.ts'

export interface WriteOptions {
  /** Absent: pcapng, which alone has comments. */
  format?: 'pcap' | 'pcapng' | undefined
  /** The byte order of the messages' host, which is the file's too. Absent: this machine's. */
  bigEndian?: boolean | undefined
  /** Keep microseconds only, as old readers of pcap want it. Absent: nanoseconds. */
  microseconds?: boolean | undefined
}

const HOST_BIG_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 0
/** What Wireshark takes for the longest packet. */
const SNAPLEN = 262144

/** Milliseconds of the wall clock, refined by the finer one that does not jump: nanoseconds since 1970. */
const started = { wall: BigInt(Date.now()) * 1_000_000n, steady: performance.now() }
const now = (): bigint => started.wall + BigInt(Math.round((performance.now() - started.steady) * 1e6))

/**
 * Writes a capture that Wireshark, tshark and tcpdump read. Its bytes go to `sink`, each packet's in one call; the file's header goes at once. To record
 * what a client does: `open({ capture: new CaptureWriter(sink) })`.
 *
 * A packet whose system call failed has the errno in its cooked header, and in pcapng a comment that says so.
 */
export class CaptureWriter {
  readonly #sink: (bytes: Uint8Array) => void
  readonly #little: boolean
  readonly #pcapng: boolean
  readonly #unit: bigint

  constructor(sink: (bytes: Uint8Array) => void, options: WriteOptions = {}) {
    const { format = 'pcapng', bigEndian = HOST_BIG_ENDIAN, microseconds = false } = options
    this.#sink = sink
    this.#little = !bigEndian
    this.#pcapng = format === 'pcapng'
    this.#unit = microseconds ? 1000n : 1n
    sink(this.#pcapng ? this.#section() : this.#header())
  }

  /** Writes one packet. */
  write(packet: PacketInput): void {
    this.#sink(this.#pcapng ? this.#block(packet) : this.#record(packet))
  }

  #header(): Uint8Array {
    const view = new DataView(new ArrayBuffer(PCAP_HEADER))
    view.setUint32(0, this.#unit === 1n ? PCAP_NANOSECONDS : PCAP_MICROSECONDS, this.#little)
    view.setUint16(4, 2, this.#little)
    view.setUint16(6, 4, this.#little)
    view.setUint32(16, SNAPLEN, this.#little)
    view.setUint32(20, LINKTYPE_NETLINK, this.#little)
    return new Uint8Array(view.buffer)
  }

  #record(packet: PacketInput): Uint8Array {
    const { time = now(), bytes, originalLength = bytes.length } = packet
    const view = new DataView(new ArrayBuffer(PCAP_RECORD + COOKED_SIZE + bytes.length))
    view.setUint32(0, Number(time / 1_000_000_000n), this.#little)
    view.setUint32(4, Number((time % 1_000_000_000n) / this.#unit), this.#little)
    view.setUint32(8, COOKED_SIZE + bytes.length, this.#little)
    view.setUint32(12, COOKED_SIZE + originalLength, this.#little)
    return this.#fill(view, PCAP_RECORD, packet)
  }

  #section(): Uint8Array {
    const section = new Block(BLOCK.SECTION, 16, [[OPTION.USER_APPLICATION, text('rtnl')]], this.#little)
    section.view.setUint32(8, BYTE_ORDER_MAGIC, this.#little)
    section.view.setUint16(12, 1, this.#little)
    // The section's length is not known beforehand.
    section.view.setBigInt64(16, -1n, this.#little)
    const resolution = Uint8Array.of(this.#unit === 1n ? 9 : 6)
    const device = new Block(
      BLOCK.INTERFACE,
      8,
      [
        [OPTION.IF_NAME, text('netlink')],
        [OPTION.IF_TSRESOL, resolution],
      ],
      this.#little,
    )
    device.view.setUint16(8, LINKTYPE_NETLINK, this.#little)
    const both = new Uint8Array(section.bytes.length + device.bytes.length)
    both.set(section.bytes)
    both.set(device.bytes, section.bytes.length)
    return both
  }

  #block(packet: PacketInput): Uint8Array {
    const { time = now(), direction, bytes, originalLength = bytes.length, errno, comment } = packet
    const options: [code: number, value: Uint8Array][] = []
    if (comment !== undefined) options.push([OPTION.COMMENT, text(comment)])
    else if (errno)
      options.push([OPTION.COMMENT, text(`${direction === 'sent' ? 'send' : 'receive'} failed: errno ${errno}`)])
    if (direction !== undefined) {
      const flags = new DataView(new ArrayBuffer(4))
      flags.setUint32(0, direction === 'sent' ? 2 : 1, this.#little)
      options.push([OPTION.EPB_FLAGS, new Uint8Array(flags.buffer)])
    }
    const captured = COOKED_SIZE + bytes.length
    const { view } = new Block(BLOCK.PACKET, 20 + captured, options, this.#little)
    const units = time / this.#unit
    view.setUint32(12, Number(BigInt.asUintN(32, units >> 32n)), this.#little)
    view.setUint32(16, Number(BigInt.asUintN(32, units)), this.#little)
    view.setUint32(20, captured, this.#little)
    view.setUint32(24, COOKED_SIZE + originalLength, this.#little)
    return this.#fill(view, 28, packet)
  }

  #fill(view: DataView, at: number, packet: PacketInput): Uint8Array {
    writeCooked(view, at, packet)
    const all = new Uint8Array(view.buffer)
    all.set(packet.bytes, at + COOKED_SIZE)
    return all
  }
}

const text = (value: string): Uint8Array => new TextEncoder().encode(value)
const pad = (length: number): number => (length + 3) & ~3

/** A pcapng block with room for a body of `size` bytes, and its options. */
class Block {
  readonly bytes: Uint8Array
  readonly view: DataView

  constructor(
    type: number,
    size: number,
    options: readonly (readonly [code: number, value: Uint8Array])[],
    little: boolean,
  ) {
    // The end of the options is an option too, but for a block that has none.
    const optional = options.reduce((sum, [, value]) => sum + 4 + pad(value.length), options.length > 0 ? 4 : 0)
    const length = 12 + pad(size) + optional
    this.bytes = new Uint8Array(length)
    this.view = new DataView(this.bytes.buffer)
    this.view.setUint32(0, type, little)
    this.view.setUint32(4, length, little)
    this.view.setUint32(length - 4, length, little)
    let at = 8 + pad(size)
    for (const [code, value] of options) {
      this.view.setUint16(at, code, little)
      this.view.setUint16(at + 2, value.length, little)
      this.bytes.set(value, at + 4)
      at += 4 + pad(value.length)
    }
  }
}
