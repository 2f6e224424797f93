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
  const { read, form } = value
  const begin = form === 'number' ? before : before + quote
  const end = form === 'number' ? after : quote + after
  const write: Piece['write'] = ({ view, at }) => {
    sink.plain(begin)
    const shown = read(view, at)
    if (typeof shown === 'string') sink.plain(shown)
    else if (form === 'ipv4') sink.ipv4(shown)
    else sink.number(shown)
    sink.plain(end)
  }
  return { value, lead: begin.length, write }
}
