import type { Column } from '@rtnl/codec'
import { expect, test } from 'vitest'
import { putIpv4, putNumber } from '../../packages/cli/src/decode/digits.ts'
import { cellOf, putRows } from '../../packages/cli/src/decode/rows.ts'
import { Sink } from '../../packages/cli/src/decode/sink.ts'

const taken = (sink: Sink) => new TextDecoder().decode(sink.take())

/** Ends of the ranges that are printed in different ways, and what lies between. */
const NUMBERS = [
  ...[0, 9, 10, 99, 100, 999, 1000, 1001, 9999, 10_000, 99_999, 100_000, 999_999, 1_000_000, 1_000_999],
  ...[2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1],
  ...Array.from({ length: 2000 }, (_, i) => Math.floor(1.0111 ** i) % 2 ** 32),
]

test('numbers and addresses are what they are as texts', () => {
  const view = new DataView(new ArrayBuffer(32))
  const text = (end: number) => new TextDecoder().decode(new Uint8Array(view.buffer, 3, end - 3))
  for (const number of NUMBERS) {
    expect(text(putNumber(view, 3, number))).toBe(String(number))
    const bytes = [number >>> 24, (number >>> 16) & 255, (number >>> 8) & 255, number & 255]
    expect(text(putIpv4(view, 3, number))).toBe(bytes.join('.'))
  }
})

/** A column of every second row. */
function column(kind: Column['kind'], values: Column['values'], length: number, value: (row: number) => unknown) {
  const validity = new Uint8Array((length + 7) >> 3).fill(0b01010101)
  const sink = new Sink()
  const cell = cellOf({ kind, values, validity, length } as Column, value, (row) => sink.text(String(value(row))))
  return { sink, cell }
}

test.each([
  ['u8', Uint8Array.from(NUMBERS)],
  ['i8', Int8Array.from(NUMBERS)],
  ['u16', Uint16Array.from(NUMBERS)],
  ['i16', Int16Array.from(NUMBERS)],
  ['u32', Uint32Array.from(NUMBERS)],
  ['i32', Int32Array.from(NUMBERS)],
  ['u64', BigUint64Array.from(NUMBERS, BigInt)],
] as const)('cells of %s: digits, or the name, or nothing', (kind, values) => {
  const length = NUMBERS.length
  // Some have names.
  const value = (row: number) => (Number(values[row]) % 7 === 3 ? `name${values[row]}` : values[row])
  const { sink, cell } = column(kind, values, length, value)
  putRows(sink, [cell, cell], length)
  const shown = (row: number) => (row % 2 === 0 ? String(value(row)) : '')
  expect(taken(sink)).toBe(Array.from({ length }, (_, row) => `${shown(row)},${shown(row)}\n`).join(''))
})

test.each([true, false])('mapped addresses, as what they map: %s', (dotted) => {
  const length = 6
  const values = new Uint8Array(16 * length)
  const view = new DataView(values.buffer)
  // One is of no IPv4 address.
  for (let row = 0; row < length; row++) {
    view.setUint32(row * 16 + 8, row === 4 ? 0xfffe : 0xffff)
    view.setUint32(row * 16 + 12, 0x0a000000 + row)
  }
  const value = (row: number) => (row === 4 ? '::fffe:a00:4' : dotted ? `10.0.0.${row}` : `::ffff:10.0.0.${row}`)
  const { sink, cell } = column('ipv6', values, length, value)
  putRows(sink, [cell], length)
  expect(taken(sink)).toBe(`${[value(0), '', value(2), '', value(4), ''].join('\n')}\n`)
})
