import { CaptureColumns, type Packet } from '@rtnl/capture'
import { type Column, type ColumnBatch, type ColumnReader, columnValue, Filter } from '@rtnl/codec'
import { printable } from '../printable.ts'
import { tableOf } from './fields.ts'
import { bodyFilter } from './filter.ts'
import { hexOf } from './json.ts'
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
  #text = ''

  constructor({ columns: fields, types, protocol: number, family, where }: Decode, isTerminal: boolean) {
    const { protocol, type } = tableOf(fields, types, number)
    this.#fields = fields
    this.#isTerminal = isTerminal
    this.#readers = fields.map((field) => columnValue(protocol, type, field))
    const filters = family !== undefined || where.length > 0
    const matches = bodyFilter(family, where)
    this.#columns = new CaptureColumns(type, fields, (batch) => this.#rows(batch), {
      protocol: number,
      rows: 4096,
      filter: (bigEndian) =>
        filters ? new Filter({ conditions: [], asked: true }, { bigEndian, matches }) : undefined,
    })
    this.#line(fields)
  }

  get length(): number {
    return this.#text.length
  }

  take(): string {
    const text = this.#text
    this.#text = ''
    return text
  }

  add(packet: Packet): void {
    this.#columns.add(packet)
  }

  /** After the last packet. */
  end(): void {
    this.#columns.end()
  }

  /** What is to be said after the last row: a table has no place for it. */
  get fault(): Error | undefined {
    const { damage } = this.#columns
    return damage && new Error(`a damaged message made no row: ${damage.message}`)
  }

  #line(cells: readonly string[]): void {
    this.#text += `${cells.map((cell) => this.#quoted(cell)).join(',')}\n`
  }

  #quoted(text: string): string {
    const shown = this.#isTerminal ? printable(text) : text
    return SPECIAL.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown
  }

  #rows(batch: ColumnBatch): void {
    const { length, columns } = batch
    const cells = this.#fields.map((field, i) =>
      this.#cells(columns[field] as Column, this.#readers[i] as ColumnReader),
    )
    let text = ''
    for (let row = 0; row < length; row++) {
      for (let i = 0; i < cells.length; i++) text += (i === 0 ? '' : ',') + (cells[i] as (row: number) => string)(row)
      text += '\n'
    }
    this.#text += text
  }

  #cells(column: Column, reader: ColumnReader): (row: number) => string {
    const read = reader(column)
    // Numbers and addresses have nothing to be quoted.
    const plain = column.kind !== 'text' && column.kind !== 'bytes'
    return (row) => {
      const value = read(row)
      if (value === undefined) return ''
      if (typeof value === 'string') return plain ? value : this.#quoted(value)
      if (typeof value !== 'object') return String(value)
      return value instanceof Uint8Array ? hexOf(value) : (value as readonly unknown[]).join(' ')
    }
  }
}
