import type { Field, NumberReader } from '@rtnl/codec'
import type { Shown } from './shown.ts'

/** A piece of a message's text, and what decides it beside the message's shape. */
export interface Piece {
  /** It shows the packet: time, direction and protocol. */
  readonly packet?: boolean
  /** It shows the bytes of the message from here to `to`. */
  readonly from?: number
  readonly to?: number
  /** In it stands, behind `lead` bytes, the place in the file of the message's byte of this number, */
  readonly place?: number
  /** or what this reads. */
  readonly value?: NumberReader
  readonly lead?: number
  write(shown: Shown): void
}

// struct nlmsghdr.
export const FLAGS = { from: 6, to: 8 }
export const SEQ = { from: 8, to: 12 }
export const PORTID = { from: 12, to: 16 }

/** Reads the 32 bits of one of these, in the byte order of the message at hand. */
export function headerNumber({ from }: typeof SEQ, { packet }: Shown): NumberReader {
  const littleEndian = !packet.bigEndian
  const read: NumberReader['read'] = (view, base) => view.getUint32(base + from, littleEndian)
  return { form: 'number', read, offset: from, size: 4, signed: false, littleEndian }
}

/** The bytes that the value under a key of the body is read from; all bytes behind the header where it is not known which. */
export function bytesOf(fields: readonly Field[], key: string, length: number): { from: number; to: number } {
  let [from, to] = [length, 0]
  for (const { path, offset, length: size } of fields)
    if (path === key || path.startsWith(`${key}.`) || path.startsWith(`${key}[`)) {
      from = Math.min(from, offset)
      to = Math.max(to, offset + size)
    }
  return to > from ? { from, to } : { from: 16, to: length }
}
