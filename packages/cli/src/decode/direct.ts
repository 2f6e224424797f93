import type { NumberReader } from '@rtnl/codec'
import type { Shown } from './shown.ts'
import type { Sink } from './sink.ts'

/**
 * Puts `before`, then a number or an address as its bytes say it, without making an object of the message: addresses between two `quote`. Undefined for
 * other values.
 */
export function direct(
  sink: Sink,
  reader: NumberReader | undefined,
  before: string,
  quote = '',
): ((shown: Shown) => void) | undefined {
  if (reader === undefined) return undefined
  const { read, isAddress } = reader
  if (!isAddress)
    return ({ view, at }) => {
      sink.plain(before)
      sink.number(read(view, at))
    }
  const begin = before + quote
  return ({ view, at }) => {
    sink.plain(begin)
    sink.ipv4(read(view, at))
    sink.plain(quote)
  }
}
