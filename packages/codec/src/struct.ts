import { describe } from './describe.ts'
import { record, type Step } from './record.ts'
import { type AnyType, arrayOf, type Flat, type Place, type Reader, type Scope, Type } from './type.ts'
import type { WireForm } from './wire.ts'
import type { Writer } from './writer.ts'

/** The members of a struct in C's order. Keys that begin with `_` are padding. */
export type Members = Readonly<Record<string, AnyType>>
type Seen<M> = { [K in keyof M as K extends `_${string}` ? never : K]: M[K] }
export type StructOut<M extends Members> = Flat<{
  -readonly [K in keyof Seen<M>]: Seen<M>[K] extends { readonly _out: infer O } ? O : never
}>
export type StructIn<M extends Members> = Flat<{
  -readonly [K in keyof Seen<M>]?: (Seen<M>[K] extends { readonly _in: infer I } ? I : never) | undefined
}>

interface Member {
  readonly key: string
  readonly type: AnyType
  readonly offset: number
  readonly size: number | undefined
  /** Bytes that it takes at least. */
  readonly least: number
  /** Padding. */
  readonly hidden: boolean
}

/** What follows to the end of the payload: only as the last member of a struct. */
export class Rest<T, I> extends Type<T, I> {
  readonly type: Type<T, I>

  constructor(type: Type<T, I>) {
    super()
    this.type = type
  }

  override compile(place: Place): Reader<T> {
    return this.type.compile(place)
  }

  override write(writer: Writer, value: I): void {
    this.type.write(writer, value)
  }
}

/** The last member of a struct: everything up to the end of the payload, `rest(bytes)`. */
export const rest = <T, I>(type: Type<T, I>): Type<T, I> => new Rest(type)

/** An array within a struct whose number of elements an earlier member says. */
export class Counted<T, I> extends Type<T[], readonly I[]> {
  readonly element: Type<T, I>
  readonly count: string
  readonly plus: number

  constructor(element: Type<T, I>, count: string, plus: number) {
    super()
    this.element = element
    this.count = count
    this.plus = plus
  }

  override get alignment(): number {
    return this.element.alignment
  }

  /** Bytes that it takes at `place`. */
  bytes(scope: Scope): number {
    return (Number(scope.lookup(this.count) ?? 0) + this.plus) * (this.element.fixedSize ?? 0)
  }

  override compile(place: Place): Reader<T[]> {
    const size = this.element.fixedSize ?? 0
    if (place.length < this.bytes(place.scope))
      throw place.error(`${place.length} bytes where ${this.count} says ${this.bytes(place.scope)}`)
    const readers: Reader<T>[] = []
    for (let at = 0; at < this.bytes(place.scope); at += size)
      readers.push(this.element.compile(place.within(readers.length, place.constant, place.offset + at, size)))
    return arrayOf(readers)
  }

  override write(writer: Writer, value: readonly I[]): void {
    if (!Array.isArray(value)) throw writer.error(`${describe(value)} is not an array`)
    for (const [i, item] of (value as readonly I[]).entries()) writer.at(i, '', () => this.element.write(writer, item))
  }
}

interface Layout<M> {
  readonly members: M
  readonly keys: ReadonlySet<string>
  readonly list: readonly Member[]
  /** Up to the last member, if that has no size of its own. */
  readonly size: number
  /** Shorter than this, it is cut short. */
  readonly whole: number
  readonly alignment: number
  /** The last member has no size of its own. */
  readonly open: boolean
  /** Some member counts the elements of another. */
  readonly counted: boolean
}

function layOut<M extends Members>(name: string, members: M): Layout<M> {
  const list: Member[] = []
  let [offset, alignment, open, counted] = [0, 1, false, false]
  for (const [key, type] of Object.entries(members)) {
    if (open && !(type instanceof Rest))
      throw new TypeError(`struct ${name}: ${key} follows a member without a fixed size`)
    const { alignment: own, fixedSize: size } = type
    alignment = Math.max(alignment, own)
    offset = Math.ceil(offset / own) * own
    list.push({ key, type, offset, size, least: leastOf(type), hidden: key.startsWith('_') })
    if (type instanceof Counted) counted = true
    if (size === undefined) open = true
    else offset += size
  }
  const size = open ? offset : Math.ceil(offset / alignment) * alignment
  const keys = new Set(list.flatMap(({ key, hidden }) => (hidden ? [] : [key])))
  return { members, keys, list, size, whole: size + (open ? (list.at(-1)?.least ?? 0) : 0), alignment, open, counted }
}

/** A struct with an open end takes its own minimum; what is counted or takes the rest may be nothing. */
function leastOf(type: AnyType): number {
  if (type instanceof Rest) return leastOf(type.type)
  return type.fixedSize ?? (type instanceof Struct ? type.whole : 0)
}

/** See {@link struct}. */
export class Struct<M extends Members, Out = StructOut<M>, In = StructIn<M>> extends Type<Out, In> {
  readonly name: string
  readonly #given: M | (() => M)
  #made: Layout<M> | undefined

  constructor(name: string, members: M | (() => M)) {
    super()
    this.name = name
    this.#given = members
  }

  /** Laid out when first wanted. Throws TypeError if a member without a fixed size is not the last. */
  get #layout(): Layout<M> {
    this.#made ??= layOut(this.name, typeof this.#given === 'function' ? this.#given() : this.#given)
    return this.#made
  }

  get members(): M {
    return this.#layout.members
  }

  /** The keys of the members that are not padding. */
  get keys(): ReadonlySet<string> {
    return this.#layout.keys
  }

  /** `sizeof(struct name)`, `undefined` if its last member takes what is left. */
  override get fixedSize(): number | undefined {
    return this.#layout.open ? undefined : this.#layout.size
  }

  /** Bytes before the part without a fixed size. */
  get minimum(): number {
    return this.#layout.size
  }

  /** Bytes without which it is cut short. */
  get whole(): number {
    return this.#layout.whole
  }

  override get alignment(): number {
    return this.#layout.alignment
  }

  /** The steps that read the members that lie within the payload; of a struct cut short the later ones are missing. */
  steps(place: Place): { steps: Step[]; scope: Scope } {
    const steps: Step[] = []
    const end = place.offset + place.length
    const scope: Scope = {
      lookup: (key) => {
        const member = this.#layout.list.find((m) => m.key === key)
        if (member?.type.fixedSize === undefined) return place.scope.lookup(key)
        const offset = place.offset + member.offset
        if (offset + member.type.fixedSize > end) return undefined
        place.shape.guard(offset, member.type.fixedSize)
        return member.type.compile(place.within(key, '', offset, member.type.fixedSize))(
          place.shape.view,
          place.shape.base,
        )
      },
    }
    let counted = 0
    for (const { key, type, offset, least } of this.#layout.list) {
      const at = place.offset + offset + counted
      const length =
        type instanceof Counted ? Math.min(type.bytes(scope), Math.max(end - at, 0)) : (type.fixedSize ?? end - at)
      if (at > end || at + Math.max(length, least) > end || (type.fixedSize !== undefined && length === 0)) break
      if (type instanceof Counted) counted += length
      if (key.startsWith('_')) continue
      const inner = place.within(key, this.name, at, length, scope)
      place.shape.fields?.push({ path: inner.path, constant: this.name, offset: at, length })
      place.shape.found?.set(inner.path, { type, place: inner })
      steps.push({ key, read: type.compile(inner) })
    }
    return { steps, scope }
  }

  override compile(place: Place): Reader<Out> {
    return record(this.steps(place).steps) as Reader<unknown> as Reader<Out>
  }

  /** Where the bytes behind the members that could be read begin: behind all of them, or at the one that is cut short. */
  tailStart(length: number): number {
    if (length >= this.#layout.whole) return this.#layout.size
    let end = 0
    for (const { least, offset } of this.#layout.list) {
      if (offset + least > length) break
      end = offset + least
    }
    return end
  }

  override compileTail(place: Place): Reader<Uint8Array | undefined> | undefined {
    const { open, size, whole } = this.#layout
    if (open ? place.length >= whole : place.length === size) return undefined
    const from = this.tailStart(place.length)
    return (view, base) => new Uint8Array(view.buffer, base + place.offset + from, place.length - from).slice()
  }

  override compileForm(place: Place): WireForm | undefined {
    return place.length < this.#layout.whole ? { length: this.tailStart(place.length) } : undefined
  }

  override write(writer: Writer, value: In): void {
    this.writeMembers(writer, value, Number.POSITIVE_INFINITY)
  }

  override writeForm(writer: Writer, value: In, form: WireForm): void {
    this.writeMembers(writer, value, form.length ?? Number.POSITIVE_INFINITY)
    if (form.tail !== undefined) writer.bytes(form.tail)
  }

  /** Writes the first `limit` bytes' worth of members. */
  writeMembers(writer: Writer, value: In, limit: number): void {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw writer.error(`${describe(value)} is not an object`)
    const members = value as Readonly<Record<string, unknown>>
    for (const key of Object.keys(members))
      if (members[key] !== undefined && !this.keys.has(key))
        writer.at(key, this.name, () => {
          throw writer.error(`struct ${this.name} has no such member`)
        })
    this.writeKnown(writer, members, limit)
  }

  /** The same without the check for unknown keys: a message's attributes stand in the same object as its header's members. */
  writeKnown(writer: Writer, given: Readonly<Record<string, unknown>>, limit = Number.POSITIVE_INFINITY): void {
    const members = this.#withCounts(writer, given)
    const start = writer.length
    writer.enterScope(members)
    const { list, open, size: whole } = this.#layout
    for (let i = 0; i < list.length; i++) {
      const { key, type, offset, size, least, hidden } = list[i] as Member
      if (offset + least > limit) break
      if (!open) writer.reserve(start + offset - writer.length)
      else writer.align(type.alignment, start)
      const member = hidden ? undefined : members[key]
      if (member !== undefined) {
        writer.enter(key, this.name)
        type.write(writer, member)
        writer.leave()
      } else if (size !== undefined) writer.reserve(size)
    }
    if (!open && limit >= whole) writer.reserve(start + whole - writer.length)
    writer.leaveScope()
  }

  /** A counting member that was left out is written from the array's length; one that contradicts it is refused. */
  #withCounts(writer: Writer, given: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    let members = given
    if (!this.#layout.counted) return members
    for (const { key, type } of this.#layout.list) {
      const array = given[key]
      if (!(type instanceof Counted) || !Array.isArray(array)) continue
      const count = array.length - type.plus
      if (members[type.count] === undefined) members = { ...members, [type.count]: count }
      else if (members[type.count] !== count)
        writer.at(key, this.name, () => {
          throw writer.error(`${array.length} elements, where ${type.count} is ${describe(members[type.count])}`)
        })
    }
    return members
  }
}

/**
 * A C struct: members in order, each aligned as C aligns it. A payload that is shorter (an older kernel's) leaves the later members undefined; what is
 * behind the last (a newer kernel's) is kept and written back. Encoding writes 0 for members that are left out.
 *
 * A function that returns the members is called when the struct is first used, as with {@link attributes}.
 */
export const struct = <const M extends Members>(name: string, members: M | (() => M)): StructOf<M> =>
  new Struct(name, members)

/** What `struct` returns, in a type that names the members only: see {@link Of}. */
export interface StructOf<M extends Members> extends Struct<M> {}
