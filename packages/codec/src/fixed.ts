import { describe } from './describe.ts'
import { type Place, type Reader, sourced, Type } from './type.ts'
import type { Writer } from './writer.ts'

export type Method = 'Uint8' | 'Int8' | 'Uint16' | 'Int16' | 'Uint32' | 'Int32'

const SIZES: Record<Method, number> = { Uint8: 1, Int8: 1, Uint16: 2, Int16: 2, Uint32: 4, Int32: 4 }

const READERS: Record<Method, (offset: number, little: boolean) => Reader<number>> = {
  Uint8: (offset) => (view, base) => view.getUint8(base + offset),
  Int8: (offset) => (view, base) => view.getInt8(base + offset),
  Uint16: (offset, little) => (view, base) => view.getUint16(base + offset, little),
  Int16: (offset, little) => (view, base) => view.getInt16(base + offset, little),
  Uint32: (offset, little) => (view, base) => view.getUint32(base + offset, little),
  Int32: (offset, little) => (view, base) => view.getInt32(base + offset, little),
}

/** Where and how a number lies: shared by numbers, enums and flags. */
export abstract class Fixed<T, I> extends Type<T, I> {
  readonly method: Method
  /** Network byte order, whatever the host's. */
  readonly network: boolean
  readonly #size: number
  readonly #min: number
  readonly #max: number

  constructor(method: Method, network: boolean) {
    super()
    this.method = method
    this.network = network
    this.#size = SIZES[method]
    const bits = this.#size * 8
    this.#min = method.startsWith('Int') ? -(2 ** (bits - 1)) : 0
    this.#max = this.#min < 0 ? 2 ** (bits - 1) - 1 : 2 ** bits - 1
  }

  override get fixedSize(): number {
    return this.#size
  }

  override get alignment(): number {
    return this.fixedSize
  }

  get signed(): boolean {
    return this.#min < 0
  }

  /** The order in which its bytes lie in a message of such a host. */
  littleEndian(hostLittleEndian: boolean): boolean {
    return !this.network && hostLittleEndian
  }

  protected reader(place: Place): Reader<number> {
    if (place.length < this.fixedSize) throw place.error(`${place.length} bytes where a number has ${this.fixedSize}`)
    const { offset } = place
    const little = this.littleEndian(place.shape.littleEndian)
    return sourced(READERS[this.method](offset, little), () => `view.get${this.method}(base + ${offset}, ${little})`)
  }

  /** A reader of what `meaning` makes of the number. */
  protected meant<M>(place: Place, meaning: (value: number) => M): Reader<M> {
    const read = this.reader(place)
    return sourced(
      (view, base) => meaning(read(view, base)),
      (code) => `${code.name(meaning)}(${code.read(read)})`,
    )
  }

  protected writeNumber(writer: Writer, value: unknown): void {
    if (typeof value !== 'number' || !Number.isInteger(value) || value < this.#min || value > this.#max)
      throw writer.error(`${describe(value)} is not a whole number from ${this.#min} to ${this.#max}`)
    const size = this.#size
    const at = writer.reserve(size)
    if (size === 1) writer.view.setUint8(at, value)
    else if (size === 2) writer.view.setUint16(at, value, this.littleEndian(writer.littleEndian))
    else writer.view.setUint32(at, value, this.littleEndian(writer.littleEndian))
  }
}
