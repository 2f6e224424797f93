import { describe } from './describe.ts'
import { Counted } from './struct.ts'
import { arrayOf, type Place, type Reader, Type } from './type.ts'
import type { Writer } from './writer.ts'

export class Elements<T, I> extends Type<T[], readonly I[]> {
  readonly element: Type<T, I>
  readonly elements: number | undefined

  constructor(element: Type<T, I>, count?: number) {
    super()
    this.element = element
    this.elements = count
  }

  get #size(): number {
    return this.element.fixedSize ?? 1
  }

  override get fixedSize(): number | undefined {
    return this.elements === undefined ? undefined : this.elements * this.#size
  }

  override get alignment(): number {
    return this.element.alignment
  }

  override compile(place: Place): Reader<T[]> {
    const count = this.elements ?? Math.floor(place.length / this.#size)
    if (place.length < count * this.#size)
      throw place.error(`${place.length} bytes where ${count} elements have ${this.#size} each`)
    const readers = Array.from({ length: count }, (_, i) =>
      this.element.compile(place.within(i, place.constant, place.offset + i * this.#size, this.#size)),
    )
    return arrayOf(readers)
  }

  override compileTail(place: Place): Reader<Uint8Array | undefined> | undefined {
    const used = this.fixedSize ?? place.length - (place.length % this.#size)
    if (place.length <= used) return undefined
    return (view, base) => new Uint8Array(view.buffer, base + place.offset + used, place.length - used).slice()
  }

  override write(writer: Writer, value: readonly I[]): void {
    if (!Array.isArray(value)) throw writer.error(`${describe(value)} is not an array`)
    if (this.elements !== undefined && value.length !== this.elements)
      throw writer.error(`${value.length} elements where ${this.elements} are needed`)
    for (const [i, item] of (value as readonly I[]).entries()) writer.at(i, '', () => this.element.write(writer, item))
  }

  /** Exactly `count` elements, for a struct's member. */
  size(count: number): Type<T[], readonly I[]> {
    return new Elements(this.element, count)
  }

  /** As many elements as the struct's member `member` says, plus `plus`; on encode that member may be left out. */
  count(member: string, plus = 0): Type<T[], readonly I[]> {
    return new Counted(this.element, member, plus)
  }
}

/** Elements of one size side by side: `array(u32)`. */
export const array = <T, I>(
  element: Type<T, I>,
): Type<T[], readonly I[]> & {
  size(count: number): Type<T[], readonly I[]>
  count(member: string, plus?: number): Type<T[], readonly I[]>
} => new Elements(element)
