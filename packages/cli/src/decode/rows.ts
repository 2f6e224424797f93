import type { Column } from '@rtnl/codec'
import { putIpv4, putNumber, ROOM } from './digits.ts'
import type { Sink } from './sink.ts'

const [LINE_FEED, COMMA] = [0x0a, 0x2c]
/** What is in the middle of a mapped address, `::ffff:0:0/96`, as a word in network order. */
const MAPPED = 0xffff

/** Numbers below are small. */
const SMALL = 256

/** A column, and how its rows are printed. */
export interface Cell {
  readonly validity: Uint8Array
  /** The values of a column of numbers. */
  readonly numbers: ArrayLike<number> | undefined
  /** Those of a column of IPv6 addresses. */
  readonly addresses: DataView | undefined
  /** The value of a row as decoding gives it. */
  readonly read: (row: number) => unknown
  /** Prints any value that there is. */
  readonly write: (row: number) => void
  /** Of each small number whether it is shown as such: 0: not known yet, 1: it is, 2: it has a name. */
  readonly bare: Uint8Array
  /** What is shown of those that have one. */
  readonly names: (Uint8Array | undefined)[]
  /** The last other number, and whether it is. */
  last: number
  lastBare: boolean
  /** Whether mapped addresses are shown as what they map: not where a field is an IPv6 address by its declaration. Undefined before the first one. */
  dotted: boolean | undefined
}

const NUMBERS: ReadonlySet<Column['kind']> = new Set(['u8', 'i8', 'u16', 'i16', 'u32', 'i32'])

export function cellOf({ kind, values, validity }: Column, read: Cell['read'], write: Cell['write']): Cell {
  return {
    validity,
    numbers: NUMBERS.has(kind) ? (values as ArrayLike<number>) : undefined,
    addresses: kind === 'ipv6' ? new DataView(values.buffer, values.byteOffset, values.byteLength) : undefined,
    read,
    write,
    bare: new Uint8Array(SMALL),
    names: [],
    last: -1,
    lastBare: false,
    dotted: undefined,
  }
}

/**
 * Prints rows of comma-separated cells. Numbers and IPv4 addresses, which are most of all, are put here, one behind the other. A cell without a value is empty.
 */
export function putRows(sink: Sink, cells: readonly Cell[], rows: number): void {
  const room = cells.length * (ROOM + 1) + 1
  let view = sink.stretch(room)
  let at = sink.length
  for (let row = 0; row < rows; row++) {
    if (at + room > view.byteLength) {
      sink.truncate(at)
      view = sink.stretch(room)
    }
    for (let i = 0; i < cells.length; i++) {
      if (i > 0) view.setUint8(at++, COMMA)
      const cell = cells[i] as Cell
      if ((((cell.validity[row >> 3] as number) >> (row & 7)) & 1) === 0) continue
      if (cell.addresses !== undefined) {
        if (isDotted(cell, cell.addresses, row)) {
          at = putIpv4(view, at, cell.addresses.getUint32(row * 16 + 12))
          continue
        }
      } else {
        const value = cell.numbers?.[row] ?? -1
        if (value >= 0 && isBare(cell, row, value)) {
          at = putNumber(view, at, value)
          continue
        }
        const name = value >= 0 && value < SMALL ? cell.names[value] : undefined
        if (name !== undefined) {
          for (let n = 0; n < name.length; n++) view.setUint8(at++, name[n] as number)
          continue
        }
      }
      sink.truncate(at)
      cell.write(row)
      view = sink.stretch(room)
      if (cell.numbers !== undefined) remember(cell, row, sink.slice(at, sink.length))
      at = sink.length
    }
    view.setUint8(at++, LINE_FEED)
  }
  sink.truncate(at)
}

/** What was shown of a small number is shown again. */
function remember({ numbers, names }: Cell, row: number, shown: Uint8Array): void {
  const value = numbers?.[row] ?? -1
  if (value >= 0 && value < SMALL && shown.length < ROOM) names[value] = shown.slice()
}

/** Whether a number is shown by its digits. */
function isBare(cell: Cell, row: number, value: number): boolean {
  if (value < SMALL) {
    const { bare } = cell
    if (bare[value] === 0) bare[value] = cell.read(row) === value ? 1 : 2
    return bare[value] === 1
  }
  if (value !== cell.last) {
    cell.last = value
    cell.lastBare = cell.read(row) === value
  }
  return cell.lastBare
}

function isDotted(cell: Cell, addresses: DataView, row: number): boolean {
  const at = row * 16
  if (addresses.getUint32(at + 8) !== MAPPED || addresses.getUint32(at + 4) !== 0 || addresses.getUint32(at) !== 0)
    return false
  cell.dotted ??= !String(cell.read(row)).includes(':')
  return cell.dotted
}
