import type { Direction, Packet } from './packet.ts'

const NOTHING = new Uint8Array(0)

/**
 * A packet where it lies in the chunk that was read. It is one object for all packets of a reader, good until the next one: {@link copy} makes a
 * {@link Packet} that stays. Everything is read from the bytes when it is asked for.
 */
export abstract class PacketView implements Packet {
  /** The messages lie in here, between `from` and `to`. */
  buffer: Uint8Array = NOTHING
  /** The same memory. */
  view: DataView = new DataView(NOTHING.buffer)
  /** Where `buffer` begins in the file. */
  position = 0
  to = 0

  abstract get from(): number
  abstract get time(): bigint | undefined
  abstract get protocol(): number
  abstract get direction(): Direction | undefined
  abstract get portid(): number | undefined
  abstract get errno(): number | undefined
  abstract get bigEndian(): boolean
  abstract get originalLength(): number | undefined
  abstract get comment(): string | undefined
  abstract get fault(): string | undefined

  /** See {@link isCarried}. */
  carries(protocol: number): boolean {
    return isCarried(this, protocol)
  }

  get bytes(): Uint8Array {
    return this.buffer.subarray(this.from, this.to)
  }

  get offset(): number {
    return this.position + this.from
  }

  /** The packet as an object of its own. Its bytes are those of the chunk. */
  copy(): Packet {
    return {
      time: this.time,
      protocol: this.protocol,
      direction: this.direction,
      portid: this.portid,
      errno: this.errno,
      bigEndian: this.bigEndian,
      offset: this.offset,
      bytes: this.bytes,
      originalLength: this.originalLength,
      comment: this.comment,
      fault: this.fault,
    }
  }
}

/** Whether a packet is of this netlink protocol, and was sent or received: it has neither a fault nor an errno. */
export function isCarried({ protocol, fault, errno }: Packet, number: number): boolean {
  return protocol === number && fault === undefined && errno === undefined
}
