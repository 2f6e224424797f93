import { CaptureColumns, type CaptureReader } from '@rtnl/capture'
import { type Column, type ColumnBatch, type ColumnReader, columnValue, Filter } from '@rtnl/codec'
import { printable } from '../printable.ts'
import { tableOf } from './fields.ts'
import { bodyFilter } from './filter.ts'
import { hexOf } from './json.ts'
import { type Cell, cellOf, putRows } from './rows.ts'
import { Sink } from './sink.ts'
import type { Decode } from './words.ts'

/** What must stand in quotes. */
const SPECIAL = /[",\r\n]/

/** Turns packets into lines of comma-separated values (RFC 4180, but for the line ends, which are those of the system): a header, then a line for each message. */
export class CsvPrinter {
  readonly #fields: readonly string[]
  readonly #readers: readonly ColumnReader[]
  readonly #columns: CaptureColumns
  /** Nothing of what is printed may drive it. */
  readonly #isTerminal: boolean
  readonly #sink = new Sink()

  constructor({ columns: fields, types, protocol: number, where }: Decode, isTerminal: boolean) {
    const { protocol, type } = tableOf(fields, types, number)
    this.#fields = fields
    this.#isTerminal = isTerminal
    this.#readers = fields.map((field) => columnValue(protocol, type, field))
    const wanted = bodyFilter(where)
    const matches = (body: unknown) => wanted(body, protocol, type)
    this.#columns = new CaptureColumns(type, fields, (batch) => this.#rows(batch), {
      protocol: number,
      rows: 4096,
      filter: (bigEndian) =>
        where.length > 0 ? new Filter({ conditions: [], asked: true }, { bigEndian, matches }) : undefined,
    })
    // Names of fields are our own.
    this.#sink.plain(fields.join(','))
    this.#sink.line()
  }

  take(): Uint8Array {
    return this.#sink.take()
  }

  read(reader: CaptureReader, chunk: Uint8Array): void {
    this.#columns.read(reader, chunk)
  }

  end(reader: CaptureReader): void {
    reader.endEach((packet) => this.#columns.add(packet))
    this.#columns.end()
  }

  /** What is to be said after the last row: a table has no place for it. */
  get fault(): Error | undefined {
    const { damage } = this.#columns
    return damage && new Error(`a damaged message made no row: ${damage.message}`)
  }

  #rows({ length, columns }: ColumnBatch): void {
    const cells = this.#fields.map((field, i) => this.#cell(columns[field] as Column, this.#readers[i] as ColumnReader))
    putRows(this.#sink, cells, length)
  }

  #cell(column: Column, reader: ColumnReader): Cell {
    const read = reader(column)
    const sink = this.#sink
    // Numbers and addresses have nothing to be quoted.
    const plain = column.kind !== 'text' && column.kind !== 'bytes'
    const write = (row: number) => {
      const value = read(row)
      if (typeof value === 'string') {
        if (plain) sink.plain(value)
        else this.#quoted(value)
      } else if (typeof value !== 'object') sink.plain(String(value))
      else sink.plain(value instanceof Uint8Array ? hexOf(value) : (value as readonly unknown[]).join(' '))
    }
    return cellOf(column, read, write)
  }

  #quoted(text: string): void {
    const shown = this.#isTerminal ? printable(text) : text
    this.#sink.any(SPECIAL.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown)
  }
}
