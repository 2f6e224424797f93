import type { Attributes, Declared } from './attributes.ts'
import type { AttributeEntry } from './core.ts'
import { describe } from './describe.ts'
import { arrayOf, type Place, type Reader, Type } from './type.ts'
import { NLA_F_NESTED, NLA_TYPE_MASK } from './wire.ts'
import type { Writer } from './writer.ts'

/** A nest whose attributes come in groups; a new one begins where a type is repeated. */
export class Groups<T, I> extends Type<T[], readonly I[]> {
  readonly set: Attributes<Declared, T, I>
  readonly #nested: boolean

  constructor(set: Attributes<Declared, T, I>, nested: boolean) {
    super()
    this.set = set
    this.#nested = nested
  }

  override get attributeFlags(): number {
    return this.#nested ? NLA_F_NESTED : 0
  }

  override compile(place: Place): Reader<T[]> {
    const groups: AttributeEntry[][] = []
    let seen = new Set<number>()
    for (const entry of place.attributes()) {
      const type = entry.type & NLA_TYPE_MASK
      if (groups.length === 0 || seen.has(type)) {
        groups.push([])
        seen = new Set()
      }
      seen.add(type)
      groups.at(-1)?.push(entry)
    }
    const readers = groups.map((entries, i) =>
      this.set.compileEntries(place.within(i, place.constant, place.offset, place.length), entries),
    )
    return arrayOf(readers)
  }

  override write(writer: Writer, value: readonly I[]): void {
    if (!Array.isArray(value)) throw writer.error(`${describe(value)} is not an array`)
    for (const [i, item] of (value as readonly I[]).entries()) writer.at(i, '', () => this.set.write(writer, item))
  }
}

/** A nest in which a set of attributes stands several times, one after the other, without a nest of its own: an array of objects. */
export const groups = <T, I>(set: Attributes<Declared, T, I>, nested = false): Type<T[], readonly I[]> =>
  new Groups(set, nested)
