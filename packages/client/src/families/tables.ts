import { EncodeError } from '@rtnl/codec'
import { RT_TABLE } from '@rtnl/families'

/** A routing table as `table` takes it. */
export type Table = Lowercase<keyof typeof RT_TABLE> | number

/** The largest number that the header's eight bits can say. */
const HEADER_MAX = 255

/**
 * How ip(8) and all kernels write a table: up to 255 in the header alone, beyond that in an attribute of its own. Throws `EncodeError` for a name
 * that is none of the kernel's.
 */
export function splitTable(table: Table, constant: string): { header: Table; attribute: number | undefined } {
  const number = typeof table === 'number' ? table : RT_TABLE[table.toUpperCase() as keyof typeof RT_TABLE]
  if (number === undefined)
    throw new EncodeError(`'${table}' is none of ${Object.keys(RT_TABLE).join(', ').toLowerCase()}`, {
      path: 'table',
      constant,
    })
  const fits = Number.isInteger(number) && number >= 0 && number <= HEADER_MAX
  return fits ? { header: number, attribute: undefined } : { header: 'unspec', attribute: number }
}
