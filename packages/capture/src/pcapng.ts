import { CaptureError } from './errors.ts'
import { type Emit, MAX_PACKET, type Parser } from './format.ts'
import type { Packet } from './packet.ts'
import { makePacket } from './pcap.ts'
import { type Interface, nanoseconds, readInterface, readOptions } from './pcapng-options.ts'
import type { ByteQueue } from './queue.ts'

// A pcapng file is a row of blocks, in the byte order of their section's header block, whatever the next one's is:
//
//    0          4          8                    length - 4
//    | type     | length   | body, padded to 4  | length   |

/** Block types. */
export const BLOCK = { SECTION: 0x0a0d0d0a, INTERFACE: 1, OLD_PACKET: 2, SIMPLE_PACKET: 3, PACKET: 6 } as const
export const BYTE_ORDER_MAGIC = 0x1a2b3c4d
const READ: ReadonlySet<number> = new Set(Object.values(BLOCK))
/** What stands before a packet's bytes, by block type; `captured` is where their number stands. */
const PACKETS = new Map<number, { head: number; captured: number | undefined }>([
  [BLOCK.PACKET, { head: 28, captured: 20 }],
  [BLOCK.OLD_PACKET, { head: 28, captured: 20 }],
  [BLOCK.SIMPLE_PACKET, { head: 12, captured: undefined }],
])

export class Pcapng implements Parser {
  readonly format = 'pcapng'
  #littleEndian = true
  #sections = 0
  #interfaces: Interface[] = []

  parse(queue: ByteQueue, emit: Emit): CaptureError | undefined {
    while (!queue.skipping && queue.length >= 12) {
      const view = queue.view()
      const { position } = queue
      let type = view.getUint32(0, this.#littleEndian)
      if (type === BLOCK.SECTION) {
        const order = sectionOrder(view)
        if (order === undefined) return new CaptureError('a section without its byte-order magic', position)
        this.#littleEndian = order
      } else if (this.#sections === 0) return new CaptureError('this is not a pcapng file', position)
      type = view.getUint32(0, this.#littleEndian)
      const length = view.getUint32(4, this.#littleEndian)
      if (length < 12 || length % 4 !== 0)
        return new CaptureError(`a block of ${length} bytes, which is not possible`, position)
      if (!READ.has(type)) {
        queue.drop(length)
        continue
      }
      if (length > MAX_PACKET) return new CaptureError(`a block of ${length} bytes, more than any packet has`, position)
      if (queue.length < length) return undefined
      if (view.getUint32(length - 4, this.#littleEndian) !== length)
        return new CaptureError(`a block of ${length} bytes whose end gives another length`, position)
      const damage = this.#block(type, queue, length, emit)
      if (damage !== undefined) return new CaptureError(damage, position)
      queue.drop(length)
    }
    return undefined
  }

  end(queue: ByteQueue): CaptureError | undefined {
    if (queue.length === 0 && !queue.skipping && this.#sections > 0) return undefined
    return new CaptureError('the file ends within a block', queue.position)
  }

  #block(type: number, queue: ByteQueue, length: number, emit: Emit): string | undefined {
    const view = new DataView(queue.slice(0, length).buffer, queue.slice(0, length).byteOffset, length)
    if (type === BLOCK.SECTION) {
      if (length < 28) return `a section header of ${length} bytes`
      const version = view.getUint16(12, this.#littleEndian)
      if (version !== 1) return `pcapng version ${version}, of which nothing is known`
      this.#sections++
      this.#interfaces = []
      return undefined
    }
    if (type === BLOCK.INTERFACE) {
      if (length < 20) return `an interface description of ${length} bytes`
      this.#interfaces.push(readInterface(view, this.#littleEndian))
      return undefined
    }
    return this.#packet(type, view, queue, emit)
  }

  #packet(type: number, view: DataView, queue: ByteQueue, emit: Emit): string | undefined {
    const little = this.#littleEndian
    const { head, captured: at } = PACKETS.get(type) ?? { head: 12, captured: undefined }
    const room = view.byteLength - 4 - head
    if (room < 0) return `a packet block of ${view.byteLength} bytes`
    const simple = at === undefined
    const number = simple ? 0 : type === BLOCK.PACKET ? view.getUint32(8, little) : view.getUint16(8, little)
    const found = this.#interfaces[number]
    if (found === undefined) return `a packet of interface ${number}, which is not described`
    const original = view.getUint32(simple ? 8 : 24, little)
    const captured = simple ? Math.min(original, found.snaplen || original) : view.getUint32(at, little)
    if (captured > room) return `a packet of ${captured} bytes in a block that has room for ${room}`
    const more: { -readonly [K in 'time' | 'direction' | 'comment']?: Packet[K] } = {}
    if (!simple) {
      more.time = nanoseconds(view.getUint32(12, little), view.getUint32(16, little), found)
      Object.assign(more, readOptions(view, head + ((captured + 3) & ~3), little))
    }
    const bytes = queue.slice(head, head + captured)
    emit(makePacket(bytes, queue.position + head, original, found.linktype, !little, more))
    return undefined
  }
}

/** True where a section is little-endian, false where it is big-endian. */
function sectionOrder(view: DataView): boolean | undefined {
  for (const little of [true, false]) if (view.getUint32(8, little) === BYTE_ORDER_MAGIC) return little
  return undefined
}
