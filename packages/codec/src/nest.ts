import { type Attributes, type Declared, Repeated } from './attributes.ts'
import type { AttributeEntry } from './core.ts'
import { describe } from './describe.ts'
import { compileItems, writeItems } from './entry.ts'
import type { Message } from './message.ts'
import { Counted } from './struct.ts'
import { type Place, type Reader, Type } from './type.ts'
import { NLA_F_NESTED, NLA_TYPE_MASK } from './wire.ts'
import type { Writer } from './writer.ts'

export class Nest<T, I> extends Type<T, I> {
  readonly set: Type<T, I>
  readonly #nested: boolean

  constructor(set: Type<T, I>, nested: boolean) {
    super()
    this.set = set
    this.#nested = nested
  }

  override get attributeFlags(): number {
    return this.#nested ? NLA_F_NESTED : 0
  }

  override compile(place: Place): Reader<T> {
    return this.set.compile(place)
  }

  override write(writer: Writer, value: I): void {
    this.set.write(writer, value)
  }

  override print(value: T, indent: string): string {
    return this.set.print(value, indent)
  }
}

/** An attribute whose payload is a set of attributes. `nested` says whether the kernel sets `NLA_F_NESTED` on it: old rtnetlink mostly does not. */
export const nest = <T, I>(set: Type<T, I>, nested = false): Type<T, I> => new Nest(set, nested)

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
    return (view, base) => readers.map((read) => read(view, base))
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

export class Embed<T, I> extends Type<T, I> {
  readonly message: Message<T, I>

  constructor(message: Message<T, I>) {
    super()
    this.message = message
  }

  override compile(place: Place): Reader<T> {
    return this.message.compileAt(place)
  }

  override write(writer: Writer, value: I): void {
    this.message.write(writer, value)
  }

  override print(value: T, indent: string): string {
    return this.message.print(value, indent)
  }
}

/** A whole message's body, struct and attributes, as the payload of an attribute: `VETH_INFO_PEER`. */
export const embed = <T, I>(message: Message<T, I>): Type<T, I> => new Embed(message)

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
    return (view, base) => readers.map((read) => read(view, base))
  }

  override write(writer: Writer, value: readonly I[]): void {
    if (!Array.isArray(value)) throw writer.error(`${describe(value)} is not an array`)
    for (const [i, item] of (value as readonly I[]).entries()) writer.at(i, '', () => this.set.write(writer, item))
  }
}

/** A nest in which a set of attributes stands several times, one after the other, without a nest of its own: an array of objects. */
export const groups = <T, I>(set: Attributes<Declared, T, I>, nested = false): Type<T[], readonly I[]> =>
  new Groups(set, nested)
