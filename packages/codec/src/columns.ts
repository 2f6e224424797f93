import { batchOf, type ColumnBatch, type ColumnPlace } from './column.ts'
import { type ColumnKind, isHeaped, kindAt, WIDTHS } from './column-kind.ts'
import { Action, type Program, programSize, stepOf, writeProgram } from './column-program.ts'
import { Core, Status, sentence } from './core.ts'
import { DecodeError } from './errors.ts'
import type { ColumnFilter } from './filter.ts'
import { learn } from './learn.ts'
import type { Protocol } from './protocol.ts'
import type { Found } from './shape.ts'
import { Specialized } from './specialized.ts'
import type { Reader } from './type.ts'

/** What {@link columns} may be told. */
export interface ColumnsOptions {
  /** The bytes come from a big-endian host. */
  readonly bigEndian?: boolean
  /**
   * What addresses of no fixed family become: 'ipv6' has those of both, IPv4 ones as `::ffff:10.0.0.1`; of 'ipv4' the rows of IPv6 messages have no
   * value. 'ipv6' unless given.
   */
  readonly addresses?: 'ipv4' | 'ipv6'
  /** How many rows a batch has at most. 65,536 unless given. */
  readonly rows?: number
  /** Bytes for the texts of a batch, for each column of texts or bytes: a batch ends when they are full. 1 MiB unless given, never less than 64 KiB. */
  readonly textBytes?: number
  /** Which messages become rows. All, unless given. */
  readonly filter?: ColumnFilter | undefined
  /** Never makes code at run time: for pages whose content security policy forbids it. False unless given. */
  readonly plain?: boolean
}

/** Why {@link Columns.fill} stopped: at the end; the batch is full; before a control message (`NLMSG_DONE`, `NLMSG_ERROR`); at bytes that are no message. */
export type FillEnd = 'end' | 'full' | 'control' | 'damage'

const PROGRAM_BYTES = 256 * 1024
const align = (n: number, to: number) => Math.ceil(n / to) * to

/** What is remembered of a shape. */
export interface Known {
  readonly length: number
  readonly guards: readonly number[]
  readonly program: Program
  readonly address: number
  readonly reader: Reader<unknown>
}

/**
 * Reads fields of many messages of one type into columns, without making objects. Has an instance of the core of its own, in whose memory the input and the
 * columns lie; what it learns of the shapes of messages serves all later reads.
 */
export class Columns<F extends string = string> {
  readonly protocol: Protocol
  readonly type: number
  readonly fields: readonly F[]
  readonly #core: Core
  readonly #bigEndian: boolean
  readonly #rows: number
  readonly #places: ColumnPlace[] = []
  /** Where steps write: the column, or for texts and bytes its block. */
  readonly #targets: number[] = []
  readonly #planes: number[] = []
  readonly #programs: number
  #programsEnd: number
  /** For the program of a message that is not remembered. */
  readonly #scratch: number
  readonly #filter: ColumnFilter | undefined
  #known: Known[] = []
  readonly #specialized: Specialized | undefined
  #row = 0
  #at: number
  #flags = 0
  #damage: DecodeError | undefined
  #error: DecodeError | undefined
  #undecodable = 0

  constructor(
    protocol: Protocol,
    type: number,
    fields: readonly F[],
    { bigEndian = false, addresses = 'ipv6', rows = 65536, textBytes = 1 << 20, filter, plain }: ColumnsOptions = {},
  ) {
    const declaration = protocol.declaration(type)
    if (declaration === undefined) throw new TypeError(`${protocol.typeName(type)} has no declaration`)
    if (!Number.isInteger(rows) || rows < 1) throw new RangeError(`${rows} rows`)
    if (new Set(fields).size !== fields.length) throw new TypeError(`a field is named twice: ${fields.join(', ')}`)
    const kinds = fields.map((field) => kindAt(declaration, field, addresses, protocol.typeName(type)))
    this.protocol = protocol
    this.type = type
    this.fields = fields
    this.#bigEndian = bigEndian
    this.#rows = rows
    this.#filter = filter

    // First sizes, then, when it is known where they begin, addresses. The stagger keeps the columns from the same lines of the cache.
    const sizes: number[] = []
    let size = 0
    const reserve = (bytes: number) => {
      const at = size
      size = align(size + bytes, 64) + 320
      return sizes.push(at) - 1
    }
    const heapSize = Math.max(textBytes, 65536)
    const programs = reserve(PROGRAM_BYTES)
    const scratch = reserve(16 + fields.length * 17 + 8)
    const planes = Array.from({ length: Math.ceil(fields.length / 8) }, () => reserve(align(rows, 16) + 16))
    const parts = kinds.map((kind) => ({
      values: reserve((rows + 1) * WIDTHS[kind] + 16),
      bits: reserve((align(rows, 16) + 16) / 8),
      block: isHeaped(kind) ? reserve(16) : undefined,
      heap: isHeaped(kind) ? reserve(heapSize) : undefined,
    }))
    const core = new Core(protocol.headers(), bigEndian, protocol.others?.header.minimum, size + 64)
    this.#core = core
    this.#at = core.start
    const base = align(core.reserved, 64)
    const address = (part: number) => base + (sizes[part] ?? 0)
    this.#programs = address(programs)
    this.#programsEnd = this.#programs
    this.#scratch = address(scratch)
    this.#planes = planes.map(address)
    for (const [i, { values, bits, block, heap }] of parts.entries()) {
      const field = fields[i] as F
      const kind = kinds[i] as ColumnKind
      this.#places.push({ field, kind, values: address(values), bits: address(bits), heap: heap && address(heap) })
      this.#targets.push(address(block ?? values))
      if (block !== undefined && heap !== undefined)
        for (const [w, word] of [address(values), address(heap), heapSize].entries())
          core.view.setUint32(address(block) + w * 4, word, true)
    }
    this.#specialized = plain || bigEndian ? undefined : new Specialized(core, type, this.#planes)
  }

  /** At least `size` bytes of the core's memory, to put messages into. Take it anew each time: growing detaches earlier ones, batches too. */
  buffer(size = 65536): Uint8Array {
    return this.#core.input(size)
  }

  /** Rows of the batch so far. */
  get rows(): number {
    return this.#row
  }

  /** Where the last `fill` stopped, in bytes from the buffer's start. */
  get position(): number {
    return this.#at - this.#core.start
  }

  /** All `nlmsg_flags` that `fill` has seen since {@link reset}, or-ed: `NLM_F_DUMP_INTR` is among them if a dump was interrupted. */
  get flags(): number {
    return this.#flags
  }

  /** Why the last `fill` stopped, if it says 'damage'. */
  get damage(): DecodeError | undefined {
    return this.#damage
  }

  /** Messages since {@link reset} that could not be decoded and made no row. */
  get undecodable(): number {
    return this.#undecodable
  }

  /** The first of their errors. */
  get error(): DecodeError | undefined {
    return this.#error
  }

  /** Begins an empty batch, and forgets flags and errors. */
  reset(): void {
    this.#row = 0
    this.#flags = 0
    this.#undecodable = 0
    this.#error = undefined
    this.#damage = undefined
  }

  /**
   * Adds rows for the messages from `from` to `length` of the buffer. With `seq` only messages with this sequence number count. After 'full' the batch
   * has to be taken, and `fill` called again from {@link position}.
   */
  fill(length: number, from = 0, seq?: number): FillEnd {
    const core = this.#core
    const end = core.start + length
    // The core compares memory.
    const word = seq === undefined || !this.#bigEndian ? (seq ?? 0) : swapped(seq)
    const mask = seq === undefined ? 0 : 0xffffffff
    this.#at = core.start + from
    this.#damage = undefined
    for (;;) {
      const status = this.#run(end, word, mask)
      const read = status === Status.PAUSED ? Number.POSITIVE_INFINITY : core.result(1) - this.#at
      this.#row = core.result(0)
      this.#at = core.result(1)
      this.#flags |= core.result(2)
      this.#specialized?.prepare(read, this.#at, end, this.#known)
      switch (status) {
        case Status.OK:
          return 'end'
        case Status.ROWS_FULL:
          // What was made for the shapes pauses now and then.
          if (this.#row >= this.#rows) return 'full'
          break
        case Status.PAUSED:
          break
        case Status.HEAP_FULL:
          return 'full'
        case Status.CONTROL:
          return 'control'
        case Status.UNKNOWN_SHAPE:
          if (!this.#unknown(end)) return 'full'
          break
        case Status.ASK:
          if (!this.#ask(end, this.#known[core.asked] as Known)) return 'full'
          break
        default:
          this.#damage = new DecodeError(sentence(status), { offset: this.position })
          return 'damage'
      }
    }
  }

  #run(end: number, seq: number, mask: number): number {
    const special = this.#specialized
    if (special?.ready) return special.fill(this.#at, end, seq, mask, this.#row, this.#rows)
    const { exports } = this.#core
    const at = this.#at
    const until = Math.min(end, at + (special?.wait ?? Number.POSITIVE_INFINITY))
    const run = (to: number) =>
      exports.fill(at, to, this.#bigEndian, this.type, seq, mask, this.#row, this.#rows, false)
    const status = run(until)
    if (
      until === end ||
      (status !== Status.OK && status !== Status.MESSAGE_HEADER && status !== Status.MESSAGE_TRUNCATED)
    )
      return status
    // It stopped for a look at the shapes, perhaps in the middle of a message; unless that one is longer than all this, the next run begins with it.
    return this.#core.result(1) > at ? Status.PAUSED : run(end)
  }

  /** The batch as it is; the next one begins. Views of the core's memory. */
  take(): ColumnBatch<F> {
    const { exports, view } = this.#core
    const rows = this.#row
    for (const [i, { bits }] of this.#places.entries())
      exports.bitmap(this.#planes[i >> 3] as number, i & 7, bits, rows)
    for (const { bits } of this.#places)
      if ((rows & 7) !== 0)
        view.setUint8(bits + (rows >> 3), view.getUint8(bits + (rows >> 3)) & ((1 << (rows & 7)) - 1))
    this.#row = 0
    return batchOf(view.buffer as ArrayBuffer, this.#places, rows)
  }

  /**
   * The messages of `bytes` as batches, each good until the next is taken. Throws {@link DecodeError} after the last row if the bytes end in something that
   * is no message, or if a message could not be decoded.
   */
  *read(bytes: Uint8Array): Generator<ColumnBatch<F>, void, undefined> {
    this.buffer(bytes.length).set(bytes)
    this.reset()
    for (let from = 0; ; from = this.position) {
      const end = this.fill(bytes.length, from)
      if (end === 'full') yield this.take()
      else if (end === 'control') this.#skip(this.#core.start + bytes.length)
      else break
    }
    if (this.#row > 0) yield this.take()
    const failure = this.#damage ?? this.#error
    if (failure !== undefined) throw failure
  }

  /** Passes over the message at hand. */
  #skip(end: number): void {
    const { view } = this.#core
    this.#flags |= view.getUint16(this.#at + 6, !this.#bigEndian)
    this.#at = Math.min(align(this.#at + view.getUint32(this.#at, !this.#bigEndian), 4), end)
  }

  /** False when there is no room for its row. */
  #unknown(end: number): boolean {
    const core = this.#core
    const { view } = core
    const length = view.getUint32(this.#at, !this.#bigEndian)
    core.walk(this.#at, this.#at + length, end)
    const found = new Map<string, Found>()
    let learnt: ReturnType<typeof learn>
    try {
      learnt = learn(core, this.protocol, 0, !this.#bigEndian, this.position, { found })
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error
      this.#undecodable++
      this.#error ??= error
      this.#skip(end)
      return true
    }
    if (learnt === undefined) throw new TypeError('a type without a declaration')
    const { action, checks } = this.#filter?.decide(found) ?? { action: Action.ROW, checks: [] }
    const steps =
      action === Action.DROP
        ? []
        : this.#places.map(({ field, kind }, i) =>
            stepOf(kind, this.#targets[i] as number, found.get(field), !this.#bigEndian),
          )
    const program: Program = { action, checks, steps }
    const { guards } = learnt.shape
    const remembered = core.messageStatus(0) === Status.OK && this.#remember(length, guards, program, learnt.reader)
    if (remembered) return true
    // Read, and forgotten. Its checks are made here.
    writeProgram(core.view, this.#scratch, { ...program, checks: [] }, this.#planes)
    return this.#ask(end, { length, guards, program, address: this.#scratch, reader: learnt.reader })
  }

  #remember(length: number, guards: readonly number[], program: Program, reader: Reader<unknown>): boolean {
    const core = this.#core
    const size = programSize(program, this.#planes.length)
    for (let attempt = 0; attempt < 2; attempt++) {
      const room = this.#programsEnd + size <= this.#programs + PROGRAM_BYTES
      const shape = room ? core.addShape(this.type, length, guards) : -1
      if (shape >= 0) {
        const address = this.#programsEnd
        this.#programsEnd = writeProgram(core.view, address, program, this.#planes)
        core.setProgram(shape, address)
        this.#known.push({ length, guards, program, address, reader })
        return true
      }
      this.#forget()
    }
    return false
  }

  #forget(): void {
    this.#core.clearShapes()
    this.#programsEnd = this.#programs
    this.#known = []
    this.#specialized?.forget()
  }

  /** Makes a row of the message at hand or passes over it, by its program, and if that cannot tell, by the object. False when there is no room. */
  #ask(end: number, { program, address, reader }: Known): boolean {
    const core = this.#core
    const { view } = core
    const at = this.#at
    const wanted =
      program.action !== Action.DROP &&
      program.checks.every(([offset, mask, word]) => (view.getUint32(at + offset, true) & mask) >>> 0 === word >>> 0) &&
      (program.action === Action.ROW || (this.#filter?.matches(reader(view, at)) ?? true))
    if (wanted) {
      if (this.#row >= this.#rows || !core.exports.take(at, address, this.#row)) return false
      this.#row++
    }
    this.#skip(end)
    return true
  }
}

const swapped = (word: number): number => {
  const view = new DataView(new ArrayBuffer(4))
  view.setUint32(0, word)
  return view.getUint32(0, true)
}

/**
 * Columns of the messages of one type: `columns(rtnetlink, RTM.NEWROUTE, ['dst', 'dstLen', 'metrics.mtu'])`. Fields are named by their path in the decoded
 * object. Throws TypeError for one that is not a single value.
 */
export const columns = <const F extends string>(
  protocol: Protocol,
  type: number,
  fields: readonly F[],
  options?: ColumnsOptions,
): Columns<F> => new Columns(protocol, type, fields, options)
