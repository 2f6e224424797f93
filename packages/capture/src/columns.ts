import {
  type ColumnBatch,
  type ColumnFilter,
  Columns,
  type ColumnsOptions,
  DecodeError,
  type Protocol,
} from '@rtnl/codec'
import { COOKED_SIZE, isCookedOf } from './cooked.ts'
import { CookedView } from './cooked-view.ts'
import { align, GATHER, Gathered, NLMSG_HDRLEN } from './gathered.ts'
import type { Packet } from './packet.ts'
import { isCarried, PacketView } from './packet-view.ts'
import { BLOCK } from './pcapng.ts'
import { hasMessages, protocolOf } from './protocols.ts'
import { CaptureReader, type Chunks, type ReadOptions } from './read.ts'

/** What {@link CaptureColumns} may be told. */
export interface CaptureColumnsOptions extends Omit<ColumnsOptions, 'bigEndian' | 'filter'> {
  /** The netlink protocol. Absent: 0, `NETLINK_ROUTE`. */
  readonly protocol?: number | undefined
  /** Which messages become rows, asked once for each byte order that packets have. All, unless given. */
  readonly filter?: ((bigEndian: boolean) => ColumnFilter | undefined) | undefined
  /** By what a netlink protocol is decoded; absent, or undefined for a number: by what is known of it. */
  readonly protocols?: ((number: number) => Protocol | undefined) | undefined
}

/**
 * Fields of all messages of one type in a capture as columns, in the order of the file. Packets of other protocols, and those whose system call failed, are
 * passed over; damage costs the messages that it hits, and is told by {@link damage}.
 */
export class CaptureColumns<F extends string = string> {
  readonly #type: number
  readonly #fields: readonly F[]
  readonly #number: number
  /** Packets of that protocol have messages. */
  readonly #walks: boolean
  readonly #protocol: Protocol
  readonly #options: CaptureColumnsOptions
  #little: Table<F> | undefined
  #big: Table<F> | undefined
  /** Whose rows came last: those of the other byte order wait for them. */
  #last: Table<F> | undefined
  readonly #visit: (batch: ColumnBatch<F>) => void

  /** `visit` is given each batch; its views are good until it returns. Throws TypeError for a field that is no single value. */
  constructor(
    type: number,
    fields: readonly F[],
    visit: (batch: ColumnBatch<F>) => void,
    options: CaptureColumnsOptions = {},
  ) {
    const { protocol = 0, protocols } = options
    this.#type = type
    this.#fields = fields
    this.#number = protocol
    this.#walks = hasMessages(protocol)
    this.#protocol = protocols?.(protocol) ?? protocolOf(protocol)
    this.#options = options
    this.#visit = visit
    this.#little = this.#table(false)
  }

  /** The first message that could not be decoded, or packet that could not be walked to its end, with its offset in the file; they made no rows. */
  get damage(): DecodeError | undefined {
    const [a, b] = [this.#little?.damage, this.#big?.damage]
    return b === undefined || (a !== undefined && Number(a.offset) <= Number(b.offset)) ? a : b
  }

  /** Reads a packet of the capture; the rows may be made later. */
  add(packet: Packet): void {
    if (packet instanceof PacketView) this.#add(packet)
    else if (this.#walks && isCarried(packet, this.#number)) {
      const { bytes, offset } = packet
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
      this.#tableOf(packet.bigEndian).add(bytes, view, 0, bytes.length, offset)
    }
  }

  /** Reads the packets that this chunk makes whole by a reader whose packets nobody else wants to see: that takes less than to {@link add} each of them. */
  read(reader: CaptureReader, chunk: Uint8Array): void {
    reader.each(chunk, this.#take)
  }

  /** A packet, and those that follow it. */
  readonly #take = (packet: PacketView): void => {
    const table = this.#add(packet)
    if (table !== undefined && packet instanceof CookedView) packet.skipped = table.addBlocks(packet, this.#number)
  }

  /** The table that it went into, if it has one message and no more. */
  #add(packet: PacketView): Table<F> | undefined {
    if (!this.#walks || !packet.carries(this.#number)) return undefined
    const table = this.#tableOf(packet.bigEndian)
    return table.add(packet.buffer, packet.view, packet.from, packet.to, packet.position) ? table : undefined
  }

  /** After the last packet: visits the rows that are left. */
  end(): void {
    this.#last?.flush()
    this.#last = undefined
  }

  #tableOf(bigEndian: boolean): Table<F> {
    if (bigEndian) this.#big ??= this.#table(true)
    else this.#little ??= this.#table(false)
    const table = (bigEndian ? this.#big : this.#little) as Table<F>
    if (this.#last !== table) {
      this.#last?.flush()
      this.#last = table
    }
    return table
  }

  #table(bigEndian: boolean): Table<F> {
    const filter = this.#options.filter?.(bigEndian)
    const columns = new Columns(this.#protocol, this.#type, this.#fields, { ...this.#options, bigEndian, filter })
    return new Table(this.#type, columns, !bigEndian, this.#visit)
  }
}

/** Of an enhanced packet block what stands before its packet, and then with the cooked header and the length at its end. */
const BLOCK_HEADER = 28
const BLOCK_OVERHEAD = BLOCK_HEADER + COOKED_SIZE + 4

/** The columns of one byte order. */
class Table<F extends string> {
  readonly #type: number
  readonly #columns: Columns<F>
  readonly #littleEndian: boolean
  readonly #visit: (batch: ColumnBatch<F>) => void
  readonly #input: Gathered
  damage: DecodeError | undefined

  constructor(type: number, columns: Columns<F>, littleEndian: boolean, visit: (batch: ColumnBatch<F>) => void) {
    this.#type = type
    this.#columns = columns
    this.#littleEndian = littleEndian
    this.#visit = visit
    this.#input = new Gathered((size) => columns.buffer(size))
  }

  /**
   * Takes the packet whose messages lie in `buffer`, of which `view` is one, between `from` and `to`; the buffer lies at `position` of the file. Returns whether
   * it has one message and no more.
   */
  add(buffer: Uint8Array, view: DataView, from: number, to: number, position: number): boolean {
    const input = this.#input
    const length = to - from
    // A call of the core costs more than a message: packets of one message each are read many at a time. Damage in others must not reach into what lies behind.
    const alone =
      length >= NLMSG_HDRLEN && length <= GATHER && isWhole(view.getUint32(from, this.#littleEndian), length)
    if (!alone) this.#read()
    else if (view.getUint16(from + 4, this.#littleEndian) !== this.#type) return true
    else if (!input.hasRoom(length)) this.#read()
    input.add(buffer, from, to, position)
    if (!alone) this.#read()
    return alone
  }

  /**
   * Takes the packets of the blocks behind the packet's own, as long as each is like it: of one message, of its interface and of protocol `number`: faster than
   * one after the other, each of which anybody might look at. Returns how many bytes the blocks have.
   */
  addBlocks({ buffer, view, littleEndian, interface: own, next, end, position }: CookedView, number: number): number {
    let at = next
    if (littleEndian !== this.#littleEndian) return 0
    const input = this.#input
    while (end - at >= BLOCK_OVERHEAD + NLMSG_HDRLEN) {
      const block = view.getUint32(at + 4, littleEndian)
      const from = at + BLOCK_HEADER + COOKED_SIZE
      const length = view.getUint32(at + 20, littleEndian) - COOKED_SIZE
      if (
        view.getUint32(at, littleEndian) !== BLOCK.PACKET ||
        block > end - at ||
        block % 4 !== 0 ||
        length > block - BLOCK_OVERHEAD ||
        view.getUint32(at + block - 4, littleEndian) !== block ||
        view.getUint32(at + 8, littleEndian) !== own ||
        !isCookedOf(view, from - COOKED_SIZE, number)
      )
        break
      const size = view.getUint32(from, littleEndian)
      if (length < NLMSG_HDRLEN || size < NLMSG_HDRLEN || !isWhole(size, length)) break
      if (view.getUint16(from + 4, littleEndian) === this.#type) {
        if (!input.hasRoom(length)) break
        input.add(buffer, from, from + length, position)
      }
      at += block
    }
    return at - next
  }

  /** Reads and visits what waits. */
  flush(): void {
    this.#read()
    if (this.#columns.rows > 0) this.#visit(this.#columns.take())
  }

  #read(): void {
    const input = this.#input
    const columns = this.#columns
    const { end } = input
    for (let from = 0; from < end; ) {
      const stop = columns.fill(end, from)
      from = columns.position
      if (stop === 'full') this.#visit(columns.take())
      else if (stop === 'control') {
        // Not a row.
        from = Math.min(from + align(input.view.getUint32(from, this.#littleEndian)), end)
      } else break
    }
    const error = columns.error ?? columns.damage
    if (error !== undefined && this.damage === undefined) {
      const { path, constant, offset = 0, message } = error
      // The sentence has the offset in the core's memory at its end.
      this.damage = new DecodeError(message.replace(/, (at|offset) .*$/, ''), {
        ...(path && { path }),
        ...(constant && { constant }),
        offset: input.offsetOf(offset),
      })
    }
    input.clear()
  }
}

/** Whether a message of `size` bytes is all that a packet of `length` has. */
const isWhole = (size: number, length: number): boolean => size <= length && align(size) === align(length)

/** So much of a file in memory is read at a time. */
const PIECE = 1 << 20

/**
 * Fields of all messages of one type in a capture as columns, in batches with bytes of their own: `readColumns(chunks, RTM.NEWROUTE, ['dst', 'gateway'])`.
 * After the last batch it throws {@link CaptureError} if the file broke, and `DecodeError`, with the offset in the file, if a message or packet is damaged and
 * made no row. Throws TypeError for a field that is no single value.
 */
export async function* readColumns<const F extends string>(
  chunks: Chunks,
  type: number,
  fields: readonly F[],
  options: ReadOptions & CaptureColumnsOptions = {},
): AsyncGenerator<ColumnBatch<F>, void, undefined> {
  const reader = new CaptureReader(options)
  let batches: ColumnBatch<F>[] = []
  const columns = new CaptureColumns(type, fields, (batch) => batches.push(batch.copy()), options)
  for await (const chunk of chunks)
    for (let at = 0; at < chunk.length && reader.damage === undefined; at += PIECE) {
      columns.read(reader, chunk.subarray(at, at + PIECE))
      yield* batches
      batches = []
    }
  reader.endEach((packet) => columns.add(packet))
  columns.end()
  yield* batches
  const failure = reader.damage ?? columns.damage
  if (failure !== undefined) throw failure
}
