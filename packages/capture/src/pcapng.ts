import { CookedView } from './cooked-view.ts'
import { CaptureError } from './errors.ts'
import { type Emit, MAX_PACKET, type Parser } from './format.ts'
import { type Interface, readInterface } from './pcapng-options.ts'
import type { ByteQueue } from './queue.ts'

// A pcapng file is a row of blocks, in the byte order of their section's header block, whatever the next one's is:
//
//    0          4          8                    length - 4
//    | type     | length   | body, padded to 4  | length   |

/** Block types. */
export const BLOCK = { SECTION: 0x0a0d0d0a, INTERFACE: 1, OLD_PACKET: 2, SIMPLE_PACKET: 3, PACKET: 6 } as const
export const BYTE_ORDER_MAGIC = 0x1a2b3c4d
const READ: ReadonlySet<number> = new Set(Object.values(BLOCK))

export class Pcapng implements Parser {
  readonly format = 'pcapng'
  #littleEndian = true
  #sections = 0
  #interfaces: Interface[] = []
  readonly #found = new CookedView()

  parse(queue: ByteQueue, emit: Emit): CaptureError | undefined {
    if (queue.skipping) return undefined
    const view = queue.view()
    const { position, start } = queue
    const found = this.#found
    found.within(queue, this.#littleEndian)
    found.end = start + view.byteLength
    const broken = (reason: string, at: number) => new CaptureError(reason, position + at)
    let at = 0
    try {
      while (view.byteLength - at >= 12) {
        // The type of a section is the same in either byte order.
        const type = view.getUint32(at, this.#littleEndian)
        if (type === BLOCK.SECTION) {
          const order = sectionOrder(view, at)
          if (order === undefined) return broken('a section without its byte-order magic', at)
          this.#littleEndian = order
          found.within(queue, order)
        } else if (this.#sections === 0) return broken('this is not a pcapng file', at)
        const length = view.getUint32(at + 4, this.#littleEndian)
        if (length < 12 || length % 4 !== 0) return broken(`a block of ${length} bytes, which is not possible`, at)
        if (type === BLOCK.PACKET || READ.has(type)) {
          if (length > MAX_PACKET) return broken(`a block of ${length} bytes, more than any packet has`, at)
          if (view.byteLength - at < length) {
            queue.want(length)
            return undefined
          }
          if (view.getUint32(at + length - 4, this.#littleEndian) !== length)
            return broken(`a block of ${length} bytes whose end gives another length`, at)
          const damage =
            type === BLOCK.PACKET
              ? this.#packet(type, start, view, at, length, emit)
              : this.#block(type, start, view, at, length, emit)
          if (damage !== undefined) return broken(damage, at)
        }
        at += length + found.skipped
        found.skipped = 0
      }
      return undefined
    } finally {
      queue.drop(at)
    }
  }

  end(queue: ByteQueue): CaptureError | undefined {
    if (queue.length === 0 && !queue.skipping && this.#sections > 0) return undefined
    return new CaptureError('the file ends within a block', queue.position)
  }

  #block(type: number, start: number, view: DataView, at: number, length: number, emit: Emit): string | undefined {
    if (type === BLOCK.SECTION) {
      if (length < 28) return `a section header of ${length} bytes`
      const version = view.getUint16(at + 12, this.#littleEndian)
      if (version !== 1) return `pcapng version ${version}, of which nothing is known`
      this.#sections++
      this.#interfaces = []
      return undefined
    }
    if (type === BLOCK.INTERFACE) {
      if (length < 20) return `an interface description of ${length} bytes`
      this.#interfaces.push(readInterface(view, at, length, this.#littleEndian))
      return undefined
    }
    return this.#packet(type, start, view, at, length, emit)
  }

  #packet(type: number, start: number, view: DataView, at: number, block: number, emit: Emit): string | undefined {
    const little = this.#littleEndian
    const simple = type === BLOCK.SIMPLE_PACKET
    const head = simple ? 12 : 28
    const room = block - 4 - head
    if (room < 0) return `a packet block of ${block} bytes`
    const number = simple ? 0 : type === BLOCK.PACKET ? view.getUint32(at + 8, little) : view.getUint16(at + 8, little)
    const found = this.#interfaces[number]
    if (found === undefined) return `a packet of interface ${number}, which is not described`
    const original = view.getUint32(at + (simple ? 8 : 24), little)
    const length = simple ? Math.min(original, found.snaplen || original) : view.getUint32(at + 20, little)
    if (length > room) return `a packet of ${length} bytes in a block that has room for ${room}`
    const packet = this.#found
    packet.source = found
    packet.stamp = simple ? -1 : start + at + 12
    packet.options = start + at + head + ((length + 3) & ~3)
    packet.optionsEnd = simple ? 0 : start + at + block - 4
    packet.original = original
    packet.interface = number
    packet.next = start + at + block
    packet.place(start + at + head, length)
    emit(packet)
    return undefined
  }
}

/** True where the section at `at` is little-endian, false where it is big-endian. */
function sectionOrder(view: DataView, at: number): boolean | undefined {
  for (const little of [true, false]) if (view.getUint32(at + 8, little) === BYTE_ORDER_MAGIC) return little
  return undefined
}
