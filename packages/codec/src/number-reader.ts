import { address, addressForm, ipv4, ipv6 } from './address.ts'
import { be32, IfIndex, Scalar } from './scalar.ts'
import type { Found } from './shape.ts'
import type { Place, Reader } from './type.ts'

/** Reads a value that is what its bytes say and nothing else: a number of at most 32 bits that has no name, or an IP address. */
export interface NumberReader {
  readonly form: 'number' | 'ipv4' | 'ipv6'
  /** The number, of the message that begins at `base` of `view`; of an IPv4 address as in columns, `10.0.0.1` = 0x0a000001; of an IPv6 address its text. */
  readonly read: Reader<number | string>
  /** Where it lies, in bytes from the message's start. */
  readonly offset: number
  /** How many bytes it has: 1, 2, 4 or 16. */
  readonly size: number
  readonly signed: boolean
  readonly littleEndian: boolean
}

/** The reader of what was found; undefined where it is another kind of value. */
export function numberReader({ type, place }: Found): NumberReader | undefined {
  if (type instanceof Scalar || type instanceof IfIndex) return scalarReader(type, place, 'number')
  const form = type === ipv4 ? 'ipv4' : type === ipv6 ? 'ipv6' : type === address ? addressForm(place) : undefined
  if (form === 'ipv4') return scalarReader(be32, place, form)
  if (form === undefined) return undefined
  return { form, read: ipv6.compile(place), offset: place.offset, size: 16, signed: false, littleEndian: false }
}

function scalarReader(type: Scalar | IfIndex, place: Place, form: NumberReader['form']): NumberReader {
  return {
    form,
    read: type.compile(place),
    offset: place.offset,
    size: type.fixedSize,
    signed: type.signed,
    littleEndian: type.littleEndian(place.shape.littleEndian),
  }
}
