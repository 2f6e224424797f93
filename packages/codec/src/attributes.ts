import type { AttributeEntry } from './core.ts'
import { describe } from './describe.ts'
import { compileEntry, compileItems, readerOfForms, writeEntry, writeItems } from './entry.ts'
import { DecodeError } from './errors.ts'
import { record, type Step } from './record.ts'
import type { SelectedIn, SelectedOut } from './select.ts'
import { type AnyType, type Flat, type Place, type Reader, type Scope, Type } from './type.ts'
import { formsOf, NLA_TYPE_MASK, type UnknownAttribute, WIRE, type WireForm } from './wire.ts'
import type { Writer } from './writer.ts'

/** Key, number and type of each attribute of a set. */
export type Declared = Readonly<Record<string, readonly [type: number, value: AnyType]>>

export type AttributesOut<F extends Declared> = SelectedOut<F> & {
  /** Attributes that nobody declared: of a newer kernel, or earlier copies of one that is there twice. */
  unknown?: UnknownAttribute[]
}
export type AttributesIn<F extends Declared> = SelectedIn<F> & {
  /** Attributes to write as they are. */
  unknown?: readonly UnknownAttribute[] | undefined
}

/** Types whose attribute may be repeated read all copies at once. */
export abstract class Repeated<T, I> extends Type<T[], readonly I[]> {
  abstract readonly element: Type<T, I>
}

/** What writing needs of a declared attribute. */
interface Attribute {
  readonly type: number
  /** The kernel's name. */
  readonly constant: string
  readonly declared: AnyType
  /** No sibling decides what it is. */
  readonly plain: boolean
}

const NO_KEYS: ReadonlySet<string> = new Set()

/** A set of attributes: see {@link attributes}. */
export class Attributes<F extends Declared, Out = Flat<AttributesOut<F>>, In = Flat<AttributesIn<F>>> extends Type<
  Out,
  In
> {
  readonly prefix: string
  readonly #constants: Readonly<Record<string, number>>
  /** Of the constants; made when first wanted, so that a program starts at once. */
  #names: Map<number, string> | undefined
  readonly #given: F | (() => F)
  #declared: F | undefined
  readonly #keys = new Map<number, string>()
  /** What writing needs of each key. */
  readonly #attributes = new Map<string, Attribute | null>()

  constructor(prefix: string, constants: Readonly<Record<string, number>>, declared: F | (() => F)) {
    super()
    this.prefix = prefix
    this.#given = declared
    this.#constants = constants
  }

  /** Number and type of each key. Throws TypeError if two keys have the same number. */
  get declared(): F {
    this.#declared ??= this.#declare()
    return this.#declared
  }

  #declare(): F {
    const declared = typeof this.#given === 'function' ? this.#given() : this.#given
    for (const [key, [type]] of Object.entries(declared)) {
      const other = this.#keys.get(type)
      if (other !== undefined) throw new TypeError(`${this.prefix}: ${key} and ${other} have the same type ${type}`)
      this.#keys.set(type, key)
    }
    return declared
  }

  /** The kernel's name of an attribute type: `'RTA_DST'`. */
  constant(type: number): string {
    if (this.#names === undefined) {
      this.#names = new Map()
      for (const [name, value] of Object.entries(this.#constants))
        if (!this.#names.has(value)) this.#names.set(value, `${this.prefix}_${name}`)
    }
    return this.#names.get(type) ?? `${this.prefix}_${type}`
  }

  /** `null` for a key that is none of an attribute. */
  #attribute(key: string): Attribute | null {
    const known = this.#attributes.get(key)
    return known === undefined ? this.#find(key) : known
  }

  #find(key: string): Attribute | null {
    const declaration = Object.hasOwn(this.declared, key) ? this.declared[key] : undefined
    let attribute: Attribute | null = null
    if (declaration !== undefined) {
      const [type, declared] = declaration
      attribute = { type, constant: this.constant(type), declared, plain: declared.chosen === Type.prototype.chosen }
    }
    // Keys that are wrong are not kept: there is no end of them.
    if (attribute !== null || this.#attributes.size < 512) this.#attributes.set(key, attribute)
    return attribute
  }

  override compile(place: Place): Reader<Out> {
    return this.compileEntries(place, place.attributes())
  }

  /** Reads `entries`, whose offsets count from the message's start. */
  compileEntries(place: Place, entries: readonly AttributeEntry[]): Reader<Out> {
    return record(this.steps(place, entries)) as Reader<unknown> as Reader<Out>
  }

  /** The steps that read `entries`, whose offsets count from the message's start. First all are known, then each is read: siblings may come later. */
  steps(place: Place, entries: readonly AttributeEntry[]): Step[] {
    const { shape } = place
    const { declared: types } = this
    const last = new Map<number, AttributeEntry>()
    for (const entry of entries) last.set(entry.type & NLA_TYPE_MASK, entry)
    const scope: Scope = {
      lookup: (key) => {
        const [number, type] = (Object.hasOwn(types, key) ? types[key] : undefined) ?? []
        const entry = number === undefined ? undefined : last.get(number)
        if (entry === undefined || type === undefined) return place.scope.lookup(key)
        shape.guard(entry.offset, entry.length)
        return type.compile(this.#place(place, key, entry, scope))(shape.view, shape.base)
      },
    }
    const steps: Step[] = []
    const unknown: AttributeEntry[] = []
    const forms: { key: string; form: Reader<WireForm | undefined> }[] = []
    for (const entry of entries) {
      const number = entry.type & NLA_TYPE_MASK
      const key = this.#keys.get(number)
      const declared = key === undefined ? undefined : types[key]?.[1]
      const at = this.#place(place, key ?? this.constant(number), entry, scope)
      shape.fields?.push({ path: at.path, constant: at.constant, offset: entry.offset - 4, length: entry.length + 4 })
      if (
        key === undefined ||
        declared === undefined ||
        (!(declared instanceof Repeated) && last.get(number) !== entry)
      ) {
        // All unknown ones stand where the first stood, so that the order of a set is kept as far as it can be, and the last copy stays last.
        if (unknown.length === 0)
          steps.push({ key: 'unknown', read: (view, base) => unknown.map((u) => copy(u, view, base)) })
        unknown.push(entry)
        continue
      }
      try {
        if (declared instanceof Repeated) {
          if (steps.some((step) => step.key === key)) continue
          const all = entries.filter((e) => (e.type & NLA_TYPE_MASK) === number)
          const name = () => this.constant(number)
          const items = place.at(at.offset, at.length, { path: at.path, scope })
          steps.push({ key, read: compileItems(items, declared.element, all, () => number, name) })
        } else {
          const chosen = declared.chosen(scope.lookup)
          shape.found?.set(at.path, { type: chosen, place: at })
          const { read, form } = compileEntry(at, chosen, entry.type, number)
          steps.push({ key, read })
          if (form !== undefined) forms.push({ key, form })
        }
      } catch (error) {
        // Who asks where everything lies, as for the place that a kernel complains of, wants what is behind a damaged attribute too.
        if (shape.fields === undefined || !(error instanceof DecodeError)) throw error
      }
    }
    if (forms.length > 0) steps.push({ key: WIRE, read: readerOfForms(forms), optional: true })
    return steps
  }

  #place(place: Place, key: string, entry: AttributeEntry, scope: Scope): Place {
    return place.within(key, this.constant(entry.type & NLA_TYPE_MASK), entry.offset, entry.length).deeper(scope)
  }

  override write(writer: Writer, value: In): void {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw writer.error(`${describe(value)} is not an object`)
    const given = value as Readonly<Record<string, unknown>>
    writer.enterScope(given)
    this.writeMembers(writer, given)
    writer.leaveScope()
  }

  /** Writes `given`'s attributes in the order of its keys. `header` has the keys that are not attributes. */
  writeMembers(
    writer: Writer,
    given: Readonly<Record<string | symbol, unknown>>,
    header: ReadonlySet<string> = NO_KEYS,
  ): void {
    const wire = formsOf(given)
    // Not `Object.keys`: V8 reads the members in such a loop by their place, without a look-up for each. Unknown keys that are inherited are left out below.
    for (const key in given) {
      const value = given[key]
      if (value === undefined) continue
      const attribute = this.#attribute(key)
      if (attribute !== null) {
        const { type, constant, declared } = attribute
        writer.enter(key, constant)
        if (declared instanceof Repeated) writeItems(writer, declared.element, value, () => type)
        else writeEntry(writer, type, attribute.plain ? declared : chosen(declared, writer), value, wire?.[key])
        writer.leave()
      } else if (!header.has(key) && Object.hasOwn(given, key)) {
        writer.enter(key, '')
        if (key !== 'unknown') throw writer.error(`no ${this.prefix}_* attribute is declared under this key`)
        writeUnknown(writer, value)
        writer.leave()
      }
    }
  }

  override print(value: Out, indent: string): string {
    const lines: string[] = []
    for (const [key, member] of Object.entries(value as Readonly<Record<string, unknown>>)) {
      const declared = this.declared[key]
      if (declared === undefined) continue
      lines.push(`\n${indent}${this.constant(declared[0])} ${declared[1].print(member, `${indent}  `)}`)
    }
    for (const { type, data } of (value as { unknown?: UnknownAttribute[] }).unknown ?? [])
      lines.push(`\n${indent}${this.constant(type)} ${[...data].map((b) => b.toString(16).padStart(2, '0')).join(' ')}`)
    return lines.join('')
  }
}

function copy({ type, offset, length }: AttributeEntry, view: DataView, base: number): UnknownAttribute {
  const flags = type & ~NLA_TYPE_MASK
  const data = new Uint8Array(view.buffer, base + offset, length).slice()
  return flags === 0 ? { type, data } : { type: type & NLA_TYPE_MASK, flags, data }
}

const chosen = (declared: AnyType, writer: Writer): AnyType => declared.chosen((key) => writer.lookup(key))

function writeUnknown(writer: Writer, value: unknown): void {
  if (!Array.isArray(value)) throw writer.error(`${describe(value)} is not an array`)
  for (const [i, item] of (value as readonly Partial<UnknownAttribute>[]).entries())
    writer.at(i, '', () => {
      const { type, flags = 0, data } = item ?? {}
      if (!Number.isInteger(type) || (type ?? -1) < 0 || (type ?? 0) > NLA_TYPE_MASK)
        throw writer.error(`type ${describe(type)} is not a number from 0 to ${NLA_TYPE_MASK}`)
      if (flags !== 0 && flags !== 0x4000 && flags !== 0x8000 && flags !== 0xc000)
        throw writer.error(`flags ${describe(flags)} are not NLA_F_*`)
      if (!(data instanceof Uint8Array)) throw writer.error(`data ${describe(data)} is not a Uint8Array`)
      const at = writer.begin()
      writer.bytes(data)
      writer.end(at, (type ?? 0) | flags)
    })
}

/**
 * A set of attributes under their keys: `attributes('RTA', RTA, { dst: [RTA.DST, address] })`. The first two say how the kernel names them. Decoded it is
 * an object with the keys of those that are there, in their order on the wire.
 *
 * A function that returns them is called when the set is first used: of many sets a program pays for those that it meets.
 */
export const attributes = <const F extends Declared>(
  prefix: string,
  constants: Readonly<Record<string, number>>,
  declared: F | (() => F),
): AttributesOf<F> => new Attributes(prefix, constants, declared)

/** What `attributes` returns, in a type that names the declarations only: see {@link Of}. */
export interface AttributesOf<F extends Declared> extends Attributes<F> {}
