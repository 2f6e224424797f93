import { address, addressForm, ipv4 } from './address.ts'
import { be32, IfIndex, Scalar } from './scalar.ts'
import type { Found } from './shape.ts'
import type { Place, Reader } from './type.ts'

/** Reads a value that is what its bytes say and nothing else: a number of at most 32 bits that has no name, or an IPv4 address. */
export interface NumberReader {
  /** The number, of the message that begins at `base` of `view`; an address as in columns, `10.0.0.1` = 0x0a000001. */
  readonly read: Reader<number>
  readonly isAddress: boolean
  /** Where it lies, in bytes from the message's start. */
  readonly offset: number
  /** How many bytes it has: 1, 2 or 4. */
  readonly size: number
  readonly signed: boolean
  readonly littleEndian: boolean
}

/** The reader of what was found; undefined where it is another kind of value. */
export function numberReader({ type, place }: Found): NumberReader | undefined {
  if (type instanceof Scalar || type instanceof IfIndex) return readerOf(type, place, false)
  if (type !== ipv4 && (type !== address || addressForm(place) !== 'ipv4')) return undefined
  return readerOf(be32, place, true)
}

function readerOf(type: Scalar | IfIndex, place: Place, isAddress: boolean): NumberReader {
  return {
    read: type.compile(place),
    isAddress,
    offset: place.offset,
    size: type.fixedSize,
    signed: type.signed,
    littleEndian: type.littleEndian(place.shape.littleEndian),
  }
}
