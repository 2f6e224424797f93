import type { Attributes, Declared } from './attributes.ts'
import type { AttributeEntry } from './core.ts'
import { describe } from './describe.ts'
import { record, type Step } from './record.ts'
import type { Members, Struct } from './struct.ts'
import { type AnyType, type Flat, type Place, type Reader, Type } from './type.ts'
import { formsOf, WIRE } from './wire.ts'
import type { Writer } from './writer.ts'

/** Under which key of `WIRE` the form of the header stands; no attribute's key is empty. */
const HEADER = ''

/** What sets a message apart from "struct, then attributes". */
export interface MessageTraits {
  /** `struct nlmsgerr`: the rest of the request stands between the struct and the attributes. */
  readonly echo?: boolean
}

/** A message's body: a struct of its family, then attributes. See {@link message}. */
export class Message<Out, In> extends Type<Out, In> {
  readonly header: Struct<Members, unknown, unknown>
  readonly set: Attributes<Declared, unknown, unknown>
  readonly traits: MessageTraits
  #checked = false

  constructor(
    header: Struct<Members, unknown, unknown>,
    set: Attributes<Declared, unknown, unknown>,
    traits: MessageTraits,
  ) {
    super()
    this.header = header
    this.set = set
    this.traits = traits
  }

  /** Not when it is made, as that would call for all that is declared. */
  #check(): true {
    const { header, set } = this
    for (const key of Object.keys(header.members))
      if (Object.hasOwn(set.declared, key))
        throw new TypeError(`${header.name} and ${set.prefix} both have the key ${key}`)
    return true
  }

  /** Reads a body at `place`, whose attributes are `entries` and begin at `attributesAt`. */
  compileWith(place: Place, attributesAt: number, entries: readonly AttributeEntry[]): Reader<Out> {
    this.#checked ||= this.#check()
    const size = this.header.minimum
    const { steps, scope } = this.header.steps(place.at(place.offset, Math.min(size, place.length)))
    const from = place.offset + size
    if (this.traits.echo) {
      // Where the attributes begin depends on the message's flags and on the length of the request that is repeated.
      place.shape.guard(6, 2)
      place.shape.guard(place.offset + 4, Math.min(4, Math.max(place.length - 4, 0)))
    }
    const payload: Step[] =
      this.traits.echo && attributesAt > from
        ? [
            {
              key: 'payload',
              read: (view, base) => new Uint8Array(view.buffer, base + from, attributesAt - from).slice(),
            },
          ]
        : []
    // A header cut short has nothing behind it, so its own form is the only one.
    const form = this.header.compileForm(place)
    if (form !== undefined) {
      const tail = this.header.compileTail(place)
      steps.push({ key: WIRE, read: (view, base) => ({ [HEADER]: { ...form, tail: tail?.(view, base) } }) })
    }
    const attributes = this.set.steps(place.at(place.offset, place.length, { scope }), entries)
    return record([...steps, ...payload, ...attributes]) as Reader<unknown> as Reader<Out>
  }

  /** Reads a body that is an attribute's payload. */
  compileAt(place: Place): Reader<Out> {
    const header = Math.min((this.header.minimum + 3) & ~3, place.length)
    const from = place.offset + header
    return this.compileWith(place, from, place.at(from, place.length - header).attributes())
  }

  override compile(place: Place): Reader<Out> {
    throw place.error('a message is not an attribute: embed it')
  }

  override write(writer: Writer, value: In): void {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw writer.error(`${describe(value)} is not an object`)
    this.#checked ||= this.#check()
    const given = value as Readonly<Record<string, unknown>>
    const form = formsOf(given)?.[HEADER]
    this.header.writeKnown(writer, given, form?.length)
    if (form?.tail !== undefined) writer.bytes(form.tail)
    let members = given
    if (this.traits.echo) {
      // No symbol keys are lost: rest properties copy them.
      const { payload, ...rest } = given
      if (payload instanceof Uint8Array) writer.bytes(payload)
      members = rest
    }
    if (form === undefined) writer.align(4)
    writer.enterScope(members)
    this.set.writeMembers(writer, members, this.header.keys)
    writer.leaveScope()
  }

  override print(value: Out, indent: string): string {
    const lines: string[] = []
    for (const [key, type] of Object.entries(this.header.members)) {
      const member = (value as Readonly<Record<string, unknown>>)[key]
      if (member !== undefined) lines.push(`\n${indent}${key} ${type.print(member, `${indent}  `)}`)
    }
    return lines.join('') + this.set.print(value, indent)
  }
}

/** A key that the header and the attributes both have. */
type Clash<H, A> =
  Extract<keyof H, keyof A> extends never
    ? unknown
    : { 'a key of the header is also one of the attributes': Extract<keyof H, keyof A> }

/**
 * A message's body: the members of `header` and the attributes of `set`, in one object. A key that both have is a type error: the one seldom used carries
 * its prefix.
 */
export const message = <
  H extends Struct<Members, unknown, unknown>,
  A extends Attributes<Declared, unknown, unknown>,
  const M extends MessageTraits = Record<never, never>,
>(
  header: H,
  set: A & Clash<H['_out'], A['_out']>,
  traits?: M,
): MessageOf<H, A, M> => new Message(header, set, traits ?? {})

/** What `message` returns, in a type that names its parts only: see {@link Of}. */
export interface MessageOf<H extends AnyType, A extends AnyType, M = Record<never, never>>
  extends Message<Both<H['_out'] & Payload<M>, A['_out']>, Both<H['_in'] & Payload<M>, A['_in']>> {}

/** Both in one object; a union of attribute sets stays a union. */
type Both<H, A> = A extends unknown ? Flat<H & A> : never
/** What stands between the struct and the attributes of a message that repeats its request. */
type Payload<M> = M extends { readonly echo: true } ? { payload?: Uint8Array } : unknown
