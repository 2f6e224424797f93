import { describe } from './describe.ts'
import { Fixed } from './fixed.ts'
import { type Constants, Enum, Flags } from './named.ts'
import type { Place, Reader } from './type.ts'
import type { Writer } from './writer.ts'

type Name<C> = Lowercase<keyof C & string>

/** A number of at most 32 bits. */
export class Scalar extends Fixed<number, number> {
  override compile(place: Place): Reader<number> {
    return this.reader(place)
  }

  override write(writer: Writer, value: number): void {
    this.writeNumber(writer, value)
  }

  /**
   * The number by its name: the lower-case rest of the constant, `RTN.UNICAST` -> `'unicast'`. A number without a name stays a number. Encoding
   * takes either.
   */
  enum<const C extends Constants>(constants: C): Enum<Name<C>> {
    return new Enum(this.method, this.network, constants)
  }

  /**
   * The names of the bits that are set, lowest first, then one number with the bits that have none: `['up', 'running', 0x80000]`. The array is
   * frozen and shared. Encoding takes such an array, or a number.
   */
  flags<const C extends Constants>(constants: C): Flags<Name<C>> {
    return new Flags(this.method, this.network, constants)
  }
}

/** An interface's index. Encoding takes a name too, which {@link EncodeOptions.ifindex} turns into the index. */
export class IfIndex extends Fixed<number, number | string> {
  override compile(place: Place): Reader<number> {
    return this.reader(place)
  }

  override write(writer: Writer, value: number | string): void {
    const index = typeof value === 'string' ? writer.options.ifindex?.(value) : value
    if (index === undefined) throw writer.error(`no interface is known by the name ${describe(value)}`)
    this.writeNumber(writer, index)
  }
}

export const u8 = new Scalar('Uint8', false)
export const u16 = new Scalar('Uint16', false)
export const u32 = new Scalar('Uint32', false)
export const i8 = new Scalar('Int8', false)
export const i16 = new Scalar('Int16', false)
export const i32 = new Scalar('Int32', false)
/** 16 bits in network byte order. */
export const be16 = new Scalar('Uint16', true)
/** 32 bits in network byte order. */
export const be32 = new Scalar('Uint32', true)
/** An interface's index (`int`), on input also its name. */
export const ifindex = new IfIndex('Int32', false)
