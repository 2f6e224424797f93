import type { Attributes, Declared } from './attributes.ts'
import { describe } from './describe.ts'
import { record } from './record.ts'
import type { Members, Struct } from './struct.ts'
import { arrayOf, type Flat, type Place, type Reader, Type } from './type.ts'
import type { Writer } from './writer.ts'

/** Structs that begin with their own length, each with attributes: see {@link chain}. */
export class Chain<T, I> extends Type<T[], readonly I[]> {
  readonly struct: Struct<Members, unknown, unknown>
  readonly set: Attributes<Declared, unknown, unknown>

  constructor(struct: Struct<Members, unknown, unknown>, set: Attributes<Declared, unknown, unknown>) {
    super()
    this.struct = struct
    this.set = set
  }

  override compile(place: Place): Reader<T[]> {
    const { shape } = place
    const readers: Reader<unknown>[] = []
    const size = this.struct.minimum
    const end = place.offset + place.length
    for (let at = place.offset; at < end; ) {
      const inner = place.within(readers.length, this.struct.name, at, end - at)
      if (end - at < size) throw inner.error(`${end - at} bytes where struct ${this.struct.name} has ${size}`)
      const length = shape.view.getUint16(shape.base + at, shape.littleEndian)
      shape.guard(at, 2)
      if (length < size || length > end - at) throw inner.error(`length ${length} of ${end - at} bytes that are left`)
      readers.push(this.#compileOne(inner, at, size, length))
      at += (length + 3) & ~3
    }
    return arrayOf(readers) as Reader<T[]>
  }

  #compileOne(place: Place, at: number, size: number, length: number): Reader<unknown> {
    const { steps, scope } = this.struct.steps(place.at(at, size))
    const inner = place.at(at + size, length - size, { scope })
    return record([...steps.filter((step) => step.key !== 'len'), ...this.set.steps(inner, inner.attributes())])
  }

  override write(writer: Writer, value: readonly I[]): void {
    if (!Array.isArray(value)) throw writer.error(`${describe(value)} is not an array`)
    for (const [i, item] of (value as readonly I[]).entries())
      writer.at(i, this.struct.name, () => {
        if (typeof item !== 'object' || item === null) throw writer.error(`${describe(item)} is not an object`)
        const given = item as Readonly<Record<string, unknown>>
        const at = writer.length
        if (given.len !== undefined) throw writer.error('len is not given: it is counted')
        this.struct.writeKnown(writer, given)
        writer.enterScope(given)
        this.set.writeMembers(writer, given, this.struct.keys)
        writer.leaveScope()
        const length = writer.length - at
        if (length > 0xffff) throw writer.error(`${length} bytes are more than its length can say`)
        writer.view.setUint16(at, length, writer.littleEndian)
      })
  }
}

type WithoutLen<S> = Omit<S, 'len'>

/** Structs one after the other, each followed by attributes and beginning with `len`, the length of both: the next hops of `RTA_MULTIPATH`. */
export const chain = <S, SI, T, I>(
  struct: Struct<Members, S, SI>,
  set: Attributes<Declared, T, I>,
): Type<Flat<WithoutLen<S> & T>[], readonly Flat<WithoutLen<SI> & I>[]> =>
  new Chain(struct as Struct<Members, unknown, unknown>, set as Attributes<Declared, unknown, unknown>)
