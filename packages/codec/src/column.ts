import { type ColumnKind, WIDTHS } from './column-kind.ts'
import { formatIpv6, formatWord } from './ip.ts'
import { decodeText } from './text.ts'

/** The rows of a column, by its kind; for texts and bytes the offsets into {@link Column.data}, one more than there are rows. */
export type ColumnValues =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | BigUint64Array
  | BigInt64Array

/** One field of many messages, laid out as Apache Arrow lays out an array. */
export interface Column {
  /** The path that was asked for, `'metrics.mtu'`. */
  readonly field: string
  readonly kind: ColumnKind
  readonly length: number
  /** A row without a value has 0. IPv6 addresses are 16 bytes a row in network order. */
  readonly values: ColumnValues
  /** The bytes of texts and bytes, row after row; undefined for the other kinds. Text is without its NULs. */
  readonly data: Uint8Array | undefined
  /** A bit for each row, least significant first: set where the row has a value. */
  readonly validity: Uint8Array
  /** How many rows have none. Counted when asked for. */
  readonly nullCount: number
  has(row: number): boolean
  /**
   * The value of a row: a number (enums and flags as they are on the wire), a bigint, `true`, an address in text, a text, or a copy of bytes. Undefined
   * where there is none.
   */
  get(row: number): number | bigint | boolean | string | Uint8Array | undefined
}

/** Views of all rows of one batch. */
export interface ColumnBatch<F extends string = string> {
  readonly length: number
  readonly columns: { readonly [K in F]: Column }
  /** The same with bytes of its own: the views of a batch are good until the next one is read. */
  copy(): ColumnBatch<F>
}

const ARRAYS = {
  u8: Uint8Array,
  i8: Int8Array,
  bool: Uint8Array,
  u16: Uint16Array,
  i16: Int16Array,
  u32: Uint32Array,
  i32: Int32Array,
  ipv4: Uint32Array,
  u64: BigUint64Array,
  i64: BigInt64Array,
  ipv6: Uint8Array,
  text: Int32Array,
  bytes: Int32Array,
} as const

/** Where a column's parts lie in memory. */
export interface ColumnPlace {
  readonly field: string
  readonly kind: ColumnKind
  readonly values: number
  readonly bits: number
  /** Of texts and bytes. */
  readonly heap: number | undefined
}

class View implements Column {
  readonly field: string
  readonly kind: ColumnKind
  readonly length: number
  readonly values: ColumnValues
  readonly data: Uint8Array | undefined
  readonly validity: Uint8Array
  #nullCount: number | undefined

  constructor(
    field: string,
    kind: ColumnKind,
    length: number,
    values: ColumnValues,
    data: Uint8Array | undefined,
    validity: Uint8Array,
  ) {
    this.field = field
    this.kind = kind
    this.length = length
    this.values = values
    this.data = data
    this.validity = validity
  }

  get nullCount(): number {
    if (this.#nullCount === undefined) {
      this.#nullCount = 0
      for (let row = 0; row < this.length; row++) if (!this.has(row)) this.#nullCount++
    }
    return this.#nullCount
  }

  has(row: number): boolean {
    return row >= 0 && row < this.length && (((this.validity[row >> 3] ?? 0) >> (row & 7)) & 1) === 1
  }

  get(row: number): number | bigint | boolean | string | Uint8Array | undefined {
    if (!this.has(row)) return undefined
    const { values, data } = this
    const value = values[row]
    switch (this.kind) {
      case 'bool':
        return value === 1
      case 'ipv4':
        return formatWord(Number(value))
      case 'ipv6':
        return formatIpv6(new DataView(values.buffer), values.byteOffset + row * 16)
      case 'text':
      case 'bytes': {
        if (data === undefined) return undefined
        const from = Number(value)
        const to = Number(values[row + 1])
        return this.kind === 'bytes'
          ? data.slice(from, to)
          : decodeText(new DataView(data.buffer), data.byteOffset + from, to - from)
      }
      default:
        return value
    }
  }

  copy(): View {
    return new View(this.field, this.kind, this.length, this.values.slice(), this.data?.slice(), this.validity.slice())
  }
}

export const viewOfColumn = (
  field: string,
  kind: ColumnKind,
  length: number,
  values: ColumnValues,
  data: Uint8Array | undefined,
  validity: Uint8Array,
): Column => new View(field, kind, length, values, data, validity)

/** Views of `rows` rows of the columns at `places` of `buffer`. */
export function batchOf<F extends string>(
  buffer: ArrayBuffer,
  places: readonly ColumnPlace[],
  rows: number,
): ColumnBatch<F> {
  return batch(
    rows,
    places.map(({ field, kind, values: at, bits, heap }) => {
      const length = heap !== undefined ? rows + 1 : kind === 'ipv6' ? rows * WIDTHS.ipv6 : rows
      const values: ColumnValues = new ARRAYS[kind](buffer, at, length)
      const data = heap === undefined ? undefined : new Uint8Array(buffer, heap, Number(values[rows]))
      return new View(field, kind, rows, values, data, new Uint8Array(buffer, bits, (rows + 7) >> 3))
    }),
  )
}

function batch<F extends string>(length: number, views: readonly View[]): ColumnBatch<F> {
  return {
    length,
    columns: Object.fromEntries(views.map((view) => [view.field, view])) as Record<string, Column> as {
      [K in F]: Column
    },
    copy: () =>
      batch(
        length,
        views.map((view) => view.copy()),
      ),
  }
}
