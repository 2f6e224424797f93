import type { Message } from './message.ts'
import { type AnyType, type Of, type Place, type Reader, Type } from './type.ts'
import { NLA_F_NESTED } from './wire.ts'
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
export const nest = <D extends AnyType>(set: D, nested = false): Of<D> =>
  new Nest<D['_out'], D['_in']>(set as Of<D>, nested)

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
export const embed = <D extends Message<unknown, unknown>>(message: D): Of<D> =>
  new Embed<D['_out'], D['_in']>(message as unknown as Message<D['_out'], D['_in']>)
