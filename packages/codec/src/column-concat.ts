import { type Column, type ColumnBatch, type ColumnValues, viewOfColumn } from './column.ts'

/** Several batches of the same columns as one, with bytes of its own. Throws RangeError where the texts of a column are 2 GiB or more. */
export function concatBatches<F extends string>(batches: readonly ColumnBatch<F>[]): ColumnBatch<F> | undefined {
  const [first] = batches
  if (first === undefined || batches.length === 1) return first?.copy()
  const length = batches.reduce((sum, batch) => sum + batch.length, 0)
  return joined(batches, length)
}

function joined<F extends string>(batches: readonly ColumnBatch<F>[], length: number): ColumnBatch<F> {
  const fields = Object.keys(batches[0]?.columns ?? {}) as F[]
  const columns = Object.fromEntries(
    fields.map((field) => [
      field,
      concatColumns(
        batches.map((batch) => batch.columns[field]),
        length,
      ),
    ]),
  ) as Record<string, Column> as { [K in F]: Column }
  const whole: ColumnBatch<F> = { length, columns, copy: () => joined([whole], length) }
  return whole
}

function concatColumns(parts: readonly Column[], length: number): Column {
  const { field, kind, data, values } = parts[0] as Column
  const make = values.constructor as new (size: number) => ColumnValues
  const perRow = kind === 'ipv6' ? 16 : 1
  const all = new make(length * perRow + (data === undefined ? 0 : 1))
  const validity = new Uint8Array((length + 7) >> 3)
  const bytes = parts.reduce((sum, part) => sum + (part.data?.length ?? 0), 0)
  if (bytes > 0x7fffffff) throw new RangeError(`${field} has ${bytes} bytes of text`)
  const heap = data === undefined ? undefined : new Uint8Array(bytes)
  let row = 0
  let used = 0
  for (const part of parts) {
    if (heap === undefined) (all as Uint8Array).set(part.values as Uint8Array, row * perRow)
    else {
      heap.set(part.data as Uint8Array, used)
      for (let i = 0; i <= part.length; i++) all[row + i] = used + Number(part.values[i])
      used += part.data?.length ?? 0
    }
    const shift = row & 7
    for (const [i, byte] of part.validity.entries()) {
      const at = (row >> 3) + i
      validity[at] = (validity[at] ?? 0) | (byte << shift)
      if (shift > 0 && at + 1 < validity.length) validity[at + 1] = byte >> (8 - shift)
    }
    row += part.length
  }
  return viewOfColumn(field, kind, length, all, heap, validity)
}
