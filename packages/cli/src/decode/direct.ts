import type { NumberReader } from '@rtnl/codec'
import type { Piece } from './piece.ts'
import type { Sink } from './sink.ts'

/**
 * A piece of `before`, then a number or an address as its bytes say it, which takes no object of the message: addresses between two `quote`, and `after`.
 */
export function direct(
  sink: Sink,
  value: NumberReader,
  before: string,
  quote = '',
  after = '',
): Pick<Piece, 'value' | 'lead' | 'write'> {
  const { read, isAddress } = value
  const begin = isAddress ? before + quote : before
  const end = isAddress ? quote + after : after
  const write: Piece['write'] = isAddress
    ? ({ view, at }) => {
        sink.plain(begin)
        sink.ipv4(read(view, at))
        sink.plain(end)
      }
    : ({ view, at }) => {
        sink.plain(begin)
        sink.number(read(view, at))
        sink.plain(end)
      }
  return { value, lead: begin.length, write }
}
