import { Repeated } from './attributes.ts'
import { compileItems, writeItems } from './entry.ts'
import { type Place, type Reader, Type } from './type.ts'
import { NLA_F_NESTED } from './wire.ts'
import type { Writer } from './writer.ts'

/** How the attributes of a {@link list} are numbered, and whether the kernel marks it. */
export interface ListOptions {
  /** The first one's type; the next ones count up. 1 unless given. */
  readonly first?: number
  /** The type of all of them, for lists that do not count. */
  readonly type?: number
  /** The kernel sets `NLA_F_NESTED` on the list. */
  readonly nested?: boolean
}

export class List<T, I> extends Type<T[], readonly I[]> {
  readonly element: Type<T, I>
  readonly #options: ListOptions

  constructor(element: Type<T, I>, options: ListOptions) {
    super()
    this.element = element
    this.#options = options
  }

  override get attributeFlags(): number {
    return this.#options.nested ? NLA_F_NESTED : 0
  }

  #type(i: number): number {
    return this.#options.type ?? (this.#options.first ?? 1) + i
  }

  override compile(place: Place): Reader<T[]> {
    const entries = place.attributes()
    place.shape.fields?.push(
      ...entries.map((e, i) => ({
        path: `${place.path}[${i}]`,
        constant: place.constant,
        offset: e.offset - 4,
        length: e.length + 4,
      })),
    )
    return compileItems(
      place,
      this.element,
      entries,
      (i) => this.#type(i),
      () => place.constant,
    ) as Reader<T[]>
  }

  override write(writer: Writer, value: readonly I[]): void {
    writeItems(writer, this.element, value, (i) => this.#type(i))
  }
}

/** An attribute whose payload is a row of attributes that are items: an array. */
export const list = <T, I>(element: Type<T, I>, options: ListOptions = {}): Type<T[], readonly I[]> =>
  new List(element, options)

export class Many<T, I> extends Repeated<T, I> {
  override readonly element: Type<T, I>

  constructor(element: Type<T, I>) {
    super()
    this.element = element
  }

  override compile(place: Place): Reader<T[]> {
    throw place.error('a repeated attribute is read by its set')
  }

  override write(writer: Writer): void {
    throw writer.error('a repeated attribute is written by its set')
  }
}

/** An attribute that may stand in its set several times: an array with one element for each. */
export const many = <T, I>(element: Type<T, I>): Type<T[], readonly I[]> => new Many(element)
