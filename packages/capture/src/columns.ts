import {
  type ColumnBatch,
  type ColumnFilter,
  Columns,
  type ColumnsOptions,
  DecodeError,
  type Protocol,
} from '@rtnl/codec'
import { align, GATHER, Gathered, NLMSG_HDRLEN } from './gathered.ts'
import type { Packet } from './packet.ts'
import { isCarried, PacketView } from './packet-view.ts'
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
    const view = packet instanceof PacketView ? packet : undefined
    const isWanted = view === undefined ? isCarried(packet, this.#number) : view.carries(this.#number)
    if (!isWanted || !this.#walks) return
    const table = this.#tableOf(packet.bigEndian)
    if (this.#last !== table) {
      this.#last?.flush()
      this.#last = table
    }
    if (view !== undefined) table.add(view.buffer, view.view, view.from, view.to, view.position)
    else {
      const { bytes, offset } = packet
      table.add(bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.length), 0, bytes.length, offset)
    }
  }

  /** After the last packet: visits the rows that are left. */
  end(): void {
    this.#last?.flush()
    this.#last = undefined
  }

  #tableOf(bigEndian: boolean): Table<F> {
    if (bigEndian) this.#big ??= this.#table(true)
    else this.#little ??= this.#table(false)
    return (bigEndian ? this.#big : this.#little) as Table<F>
  }

  #table(bigEndian: boolean): Table<F> {
    const filter = this.#options.filter?.(bigEndian)
    const columns = new Columns(this.#protocol, this.#type, this.#fields, { ...this.#options, bigEndian, filter })
    return new Table(this.#type, columns, !bigEndian, this.#visit)
  }
}

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

  /** Takes the packet whose messages lie in `buffer`, of which `view` is one, between `from` and `to`; the buffer lies at `position` of the file. */
  add(buffer: Uint8Array, view: DataView, from: number, to: number, position: number): void {
    const input = this.#input
    const length = to - from
    // A call of the core costs more than a message: packets of one message each are read many at a time. Damage in others must not reach into what lies behind.
    const alone =
      length >= NLMSG_HDRLEN && length <= GATHER && isWhole(view.getUint32(from, this.#littleEndian), length)
    if (!alone) this.#read()
    else if (view.getUint16(from + 4, this.#littleEndian) !== this.#type) return
    else if (!input.hasRoom(length)) this.#read()
    input.add(buffer, from, to, position)
    if (!alone) this.#read()
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
  const add = (packet: Packet) => columns.add(packet)
  for await (const chunk of chunks)
    for (let at = 0; at < chunk.length && reader.damage === undefined; at += PIECE) {
      reader.each(chunk.subarray(at, at + PIECE), add)
      yield* batches
      batches = []
    }
  reader.endEach(add)
  columns.end()
  yield* batches
  const failure = reader.damage ?? columns.damage
  if (failure !== undefined) throw failure
}
