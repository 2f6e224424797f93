import { address, FixedText, WholeText } from './address.ts'
import type { Column } from './column.ts'
import { declaredAt } from './column-kind.ts'
import { formatIpv4 } from './ip.ts'
import { Enum, Flags } from './named.ts'
import type { Protocol } from './protocol.ts'
import type { AnyType } from './type.ts'

/** Gives for a column the function that reads its rows: the value as decoding gives it, undefined where there is none. */
export type ColumnReader = (column: Column) => (row: number) => unknown

/**
 * Reads a column as decoding would: enums and flags by their names, link-layer addresses and labels as text, and of an address of no fixed family in a column
 * of IPv6 addresses the mapped IPv4 one, `'10.0.0.1'`. Where siblings decide between several types, values are as {@link Column.get} gives them. The column
 * must be of this message and field.
 */
export function columnValue(protocol: Protocol, type: number, field: string): ColumnReader {
  const declaration = protocol.declaration(type)
  const [first, ...others] = declaration === undefined ? [] : declaredAt(declaration, field)
  return first !== undefined && others.every((other) => other === first) ? readerOf(first) : plain
}

const plain: ColumnReader = (column) => (row) => column.get(row)

function readerOf(type: AnyType): ColumnReader {
  if (type instanceof Enum || type instanceof Flags) return (column) => named(type, column)
  if (type instanceof FixedText || type instanceof WholeText)
    return (column) => {
      const { values, data } = column
      if (column.kind !== 'bytes' || data === undefined) return plain(column)
      const view = new DataView(data.buffer, data.byteOffset)
      return (row) => {
        if (!column.has(row)) return undefined
        const from = Number(values[row])
        return type.format(view, from, Number(values[row + 1]) - from)
      }
    }
  return type === address ? mapped : plain
}

function named(type: Enum<string> | Flags<string>, column: Column): (row: number) => unknown {
  const { values } = column
  if (type instanceof Flags) return (row) => (column.has(row) ? type.of(Number(values[row])) : undefined)
  const { names } = type
  return (row) => {
    if (!column.has(row)) return undefined
    const value = Number(values[row])
    return names.get(value) ?? value
  }
}

const mapped: ColumnReader = (column) => {
  const { values } = column
  if (column.kind !== 'ipv6') return plain(column)
  const view = new DataView(values.buffer, values.byteOffset)
  // ::ffff:0:0/96
  const isMapped = (at: number) =>
    view.getUint32(at + 8) === 0xffff && view.getUint32(at + 4) === 0 && view.getUint32(at) === 0
  return (row) => (column.has(row) && isMapped(row * 16) ? formatIpv4(view, row * 16 + 12) : column.get(row))
}
