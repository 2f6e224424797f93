import { describe } from './describe.ts'
import { type Place, type Reader, readerOf, sourced, Type } from './type.ts'
import type { Writer } from './writer.ts'

const copied = (view: DataView, at: number, length: number): Uint8Array =>
  new Uint8Array(view.buffer, at, length).slice()

export class Bytes extends Type<Uint8Array> {
  readonly #size: number | undefined

  constructor(size?: number) {
    super()
    this.#size = size
  }

  override get fixedSize(): number | undefined {
    return this.#size
  }

  override compile(place: Place): Reader<Uint8Array> {
    const length = this.#size ?? place.length
    if (place.length < length) throw place.error(`${place.length} bytes where there should be ${length}`)
    return readerOf(copied, place.offset, length)
  }

  override write(writer: Writer, value: Uint8Array): void {
    if (!(value instanceof Uint8Array)) throw writer.error(`${describe(value)} is not a Uint8Array`)
    if (this.#size !== undefined && value.length !== this.#size)
      throw writer.error(`${value.length} bytes where ${this.#size} are needed`)
    writer.bytes(value)
  }

  size(size: number): Type<Uint8Array> {
    return new Bytes(size)
  }
}

/** Bytes as they are, copied out. `bytes.size(8)` is a struct's member of eight bytes. */
export const bytes: Type<Uint8Array> & { size(size: number): Type<Uint8Array> } = new Bytes()

class Flag extends Type<true> {
  override get fixedSize(): number {
    return 0
  }

  override compile(): Reader<true> {
    return sourced(
      () => true,
      () => 'true',
    )
  }

  override write(writer: Writer, value: true): void {
    if (value !== true) throw writer.error(`${describe(value)} is not true: a flag is there or it is not`)
  }
}

/** An attribute without a payload (`NLA_FLAG`): `true` where it is there. */
export const flag: Type<true> = new Flag()

/** Bytes that mean nothing, for struct members whose key begins with `_`. */
export const pad = (size: number): Type<Uint8Array> => new Bytes(size)

export class FlagOr<T, I> extends Type<T | true, I | true> {
  readonly value: Type<T, I>

  constructor(value: Type<T, I>) {
    super()
    this.value = value
  }

  override compile(place: Place): Reader<T | true> {
    return place.length === 0 ? flag.compile(place) : this.value.compile(place)
  }

  override compileTail(place: Place): Reader<Uint8Array | undefined> | undefined {
    return place.length === 0 ? undefined : this.value.compileTail(place)
  }

  override write(writer: Writer, value: I | true): void {
    if (value !== true) this.value.write(writer, value)
  }
}

/** An attribute that is a flag in requests and has a value in replies: `true` where it has no payload. */
export const flagOr = <T, I>(value: Type<T, I>): Type<T | true, I | true> => new FlagOr(value)
