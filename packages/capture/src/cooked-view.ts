import {
  ARPHRD_NETLINK,
  COOKED_SIZE,
  cookedDirection,
  cookedErrno,
  cookedFault,
  cookedPortid,
  isCookedOf,
  LINKTYPE_LINUX_SLL,
  LINKTYPE_NETLINK,
} from './cooked.ts'
import { isBigEndian } from './order.ts'
import type { Direction } from './packet.ts'
import { PacketView } from './packet-view.ts'
import { OPTION, optionAt } from './pcapng-options.ts'
import type { ByteQueue } from './queue.ts'

/** What a file says of the packets of an interface. */
export interface Source {
  readonly linktype: number
  /** Nanoseconds since 1970 of the two words of a timestamp. */
  time(high: number, low: number): bigint
}

const NOWHERE: Source = { linktype: -1, time: () => 0n }

/** A packet of a pcap or pcapng file. All places count from the buffer's start. */
export class CookedView extends PacketView {
  source: Source = NOWHERE
  /** The file's byte order. */
  littleEndian = true
  /** Where its bytes begin, cooked header included, and how many there were on the wire. */
  at = 0
  original = 0
  /** Whether it begins with the cooked header of netlink. */
  cooked = false
  override from = 0
  /** Where the timestamp is; -1: it has none. */
  stamp = -1
  /** Where the options of its block are. */
  options = 0
  optionsEnd = 0
  /** In a pcapng file the number of its interface, where the next block begins, and where the bytes end that have come. */
  interface = 0
  next = 0
  end = 0
  /** So many bytes from `next` on its user has read himself. */
  skipped = 0

  /** Says in what its packets lie from now on. */
  within(queue: ByteQueue, littleEndian: boolean): void {
    const { buffer } = queue
    if (buffer !== this.buffer) {
      this.buffer = buffer
      this.view = new DataView(buffer.buffer, buffer.byteOffset, buffer.length)
    }
    this.position = queue.position - queue.start
    this.littleEndian = littleEndian
  }

  /** Its captured bytes, cooked header included, are the `length` at `at`. */
  place(at: number, length: number): void {
    const { linktype } = this.source
    this.at = at
    this.to = at + length
    this.cooked =
      (linktype === LINKTYPE_NETLINK || linktype === LINKTYPE_LINUX_SLL) &&
      length >= COOKED_SIZE &&
      this.view.getUint16(at + 2) === ARPHRD_NETLINK
    this.from = this.cooked ? at + COOKED_SIZE : at
  }

  override get fault(): string | undefined {
    return this.cooked ? undefined : cookedFault(this.view, this.at, this.to - this.at, this.source.linktype)
  }

  override get time(): bigint | undefined {
    const { stamp, view, littleEndian } = this
    if (stamp < 0) return undefined
    return this.source.time(view.getUint32(stamp, littleEndian), view.getUint32(stamp + 4, littleEndian))
  }

  override get protocol(): number {
    return this.cooked ? this.view.getUint16(this.at + 14) : 0
  }

  override carries(protocol: number): boolean {
    return (this.cooked && isCookedOf(this.view, this.at, protocol)) || super.carries(protocol)
  }

  override get direction(): Direction | undefined {
    const { view, littleEndian } = this
    const flags = this.#option(OPTION.EPB_FLAGS)
    const way =
      flags >= 0 && view.getUint16(flags + 2, littleEndian) === 4 ? view.getUint32(flags + 4, littleEndian) & 3 : 0
    if (way === 1 || way === 2) return way === 1 ? 'received' : 'sent'
    return this.cooked ? cookedDirection(view, this.at) : undefined
  }

  override get portid(): number | undefined {
    return this.cooked ? cookedPortid(this.view, this.at) : undefined
  }

  override get errno(): number | undefined {
    return this.cooked ? cookedErrno(this.view, this.at) : undefined
  }

  override get bigEndian(): boolean {
    if (!this.cooked) return !this.littleEndian
    const from = this.at + COOKED_SIZE
    return isBigEndian(this.view, from, this.to - from, this.#whole(from), !this.littleEndian)
  }

  override get originalLength(): number | undefined {
    const { from } = this
    const whole = this.#whole(from)
    return whole > this.to - from ? whole : undefined
  }

  override get comment(): string | undefined {
    const at = this.#option(OPTION.COMMENT)
    if (at < 0) return undefined
    const length = this.view.getUint16(at + 2, this.littleEndian)
    return new TextDecoder().decode(this.buffer.subarray(at + 4, at + 4 + length))
  }

  /** How many bytes there were from `from` on. */
  #whole(from: number): number {
    return Math.max(this.original - (from - this.at), this.to - from)
  }

  /** Where the option is; -1 if there is none. */
  #option(code: number): number {
    return this.options < this.optionsEnd
      ? optionAt(this.view, this.options, this.optionsEnd, this.littleEndian, code)
      : -1
  }
}
