import { type Place, type Reader, Type } from './type.ts'
import type { Writer } from './writer.ts'

type Method = 'Uint8' | 'Int8' | 'Uint16' | 'Int16' | 'Uint32' | 'Int32' | 'BigUint64' | 'BigInt64'
type Name<C> = Lowercase<keyof C & string>
type Constants = Readonly<Record<string, number>>

const SIZES: Record<Method, number> = {
  Uint8: 1,
  Int8: 1,
  Uint16: 2,
  Int16: 2,
  Uint32: 4,
  Int32: 4,
  BigUint64: 8,
  BigInt64: 8,
}

/** Where and how a number lies: shared by numbers, enums and flags. */
abstract class Fixed<T, I> extends Type<T, I> {
  readonly method: Method
  /** Network byte order, whatever the host's. */
  readonly network: boolean

  constructor(method: Method, network: boolean) {
    super()
    this.method = method
    this.network = network
  }

  override get fixedSize(): number {
    return SIZES[this.method]
  }

  override get alignment(): number {
    return this.fixedSize
  }

  protected littleEndian(hostLittleEndian: boolean): boolean {
    return !this.network && hostLittleEndian
  }

  protected reader(place: Place): Reader<number> {
    if (place.length < this.fixedSize) throw place.error(`${place.length} bytes where a number has ${this.fixedSize}`)
    const { offset } = place
    const little = this.littleEndian(place.shape.littleEndian)
    switch (this.method) {
      case 'Uint8':
        return (view, base) => view.getUint8(base + offset)
      case 'Int8':
        return (view, base) => view.getInt8(base + offset)
      case 'Uint16':
        return (view, base) => view.getUint16(base + offset, little)
      case 'Int16':
        return (view, base) => view.getInt16(base + offset, little)
      case 'Uint32':
        return (view, base) => view.getUint32(base + offset, little)
      default:
        return (view, base) => view.getInt32(base + offset, little)
    }
  }

  protected range(): [number, number] {
    const bits = this.fixedSize * 8
    return this.method.startsWith('Int') ? [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1] : [0, 2 ** bits - 1]
  }

  protected writeNumber(writer: Writer, value: unknown): void {
    const [min, max] = this.range()
    if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max)
      throw writer.error(`${describe(value)} is not a whole number from ${min} to ${max}`)
    const at = writer.reserve(this.fixedSize)
    const little = this.littleEndian(writer.littleEndian)
    if (this.fixedSize === 1) writer.view.setUint8(at, value)
    else if (this.fixedSize === 2) writer.view.setUint16(at, value, little)
    else writer.view.setUint32(at, value, little)
  }
}

/** A value as an error message shows it. */
export const describe = (value: unknown): string =>
  typeof value === 'string'
    ? `'${value}'`
    : Array.isArray(value)
      ? 'an array'
      : typeof value === 'object' && value !== null
        ? 'an object'
        : String(value)

/** A number of at most 32 bits. */
export class Scalar extends Fixed<number, number> {
  override compile(place: Place): Reader<number> {
    return this.reader(place)
  }

  override write(writer: Writer, value: number): void {
    this.writeNumber(writer, value)
  }

  /**
   * The number by its name: the lower-case rest of the constant, `RTN.UNICAST` -> `'unicast'`. A number without a name stays a number. Encoding
   * takes either.
   */
  enum<const C extends Constants>(constants: C): Enum<Name<C>> {
    return new Enum(this.method, this.network, constants)
  }

  /**
   * The names of the bits that are set, lowest first, then one number with the bits that have none: `['up', 'running', 0x80000]`. The array is
   * frozen and shared. Encoding takes such an array, or a number.
   */
  flags<const C extends Constants>(constants: C): Flags<Name<C>> {
    return new Flags(this.method, this.network, constants)
  }
}

/** See {@link Scalar.enum}. */
export class Enum<N extends string> extends Fixed<N | number, N | number> {
  readonly names = new Map<number, N>()
  readonly values = new Map<string, number>()

  constructor(method: Method, network: boolean, constants: Constants) {
    super(method, network)
    for (const [key, value] of Object.entries(constants)) {
      const name = key.toLowerCase() as N
      if (!this.names.has(value)) this.names.set(value, name)
      this.values.set(name, value)
    }
  }

  override compile(place: Place): Reader<N | number> {
    const read = this.reader(place)
    const names = this.names
    return (view, base) => {
      const value = read(view, base)
      return names.get(value) ?? value
    }
  }

  /** The number of a name; a number is its own. `undefined` for a name that nobody declared. */
  number(value: N | number): number | undefined {
    return typeof value === 'number' ? value : this.values.get(value)
  }

  override write(writer: Writer, value: N | number): void {
    const number = this.number(value)
    if (number === undefined) throw writer.error(`${describe(value)} is none of ${[...this.values.keys()].join(', ')}`)
    this.writeNumber(writer, number)
  }
}

/** See {@link Scalar.flags}. */
export class Flags<N extends string> extends Fixed<readonly (N | number)[], readonly (N | number)[] | number> {
  readonly names = new Map<number, N>()
  readonly values = new Map<string, number>()
  readonly #seen = new Map<number, readonly (N | number)[]>()

  constructor(method: Method, network: boolean, constants: Constants) {
    super(method, network)
    for (const [key, value] of Object.entries(constants)) {
      const name = key.toLowerCase() as N
      const bit = value >>> 0
      this.values.set(name, bit)
      // A constant of no or several bits (a mask, a combination) can be written, but does not name a bit.
      if (bit !== 0 && (bit & (bit - 1)) === 0 && !this.names.has(bit)) this.names.set(bit, name)
    }
  }

  override compile(place: Place): Reader<readonly (N | number)[]> {
    const read = this.reader(place)
    return (view, base) => this.of(read(view, base))
  }

  /** The names of a number's bits. */
  of(value: number): readonly (N | number)[] {
    const seen = this.#seen.get(value)
    if (seen !== undefined) return seen
    const list: (N | number)[] = []
    let rest = value >>> 0
    for (const [bit, name] of [...this.names].sort(([a], [b]) => a - b))
      if ((rest & bit) !== 0) {
        list.push(name)
        rest = (rest & ~bit) >>> 0
      }
    if (rest !== 0) list.push(rest)
    // Hostile bytes must not fill memory with combinations.
    if (this.#seen.size < 4096) this.#seen.set(value, Object.freeze(list))
    return Object.freeze(list)
  }

  override write(writer: Writer, value: readonly (N | number)[] | number): void {
    this.writeNumber(writer, Array.isArray(value) ? this.#union(writer, value) : value)
  }

  #union(writer: Writer, names: readonly (N | number)[]): number {
    let number = 0
    for (const item of names) {
      const bits = typeof item === 'number' ? item : this.values.get(item)
      if (bits === undefined) throw writer.error(`${describe(item)} is none of ${[...this.values.keys()].join(', ')}`)
      if (typeof item === 'number' && !(Number.isInteger(item) && item >= 0 && item <= 0xffffffff))
        throw writer.error(`${item} is not a set of bits`)
      number = (number | bits) >>> 0
    }
    return number
  }
}

/** A 64-bit number, as a bigint. Encoding takes a whole number too. */
export class Scalar64 extends Fixed<bigint, bigint | number> {
  override compile(place: Place): Reader<bigint> {
    if (place.length < 8) throw place.error(`${place.length} bytes where a number has 8`)
    const { offset } = place
    const little = this.littleEndian(place.shape.littleEndian)
    return this.method === 'BigInt64'
      ? (view, base) => view.getBigInt64(base + offset, little)
      : (view, base) => view.getBigUint64(base + offset, little)
  }

  override write(writer: Writer, value: bigint | number): void {
    const signed = this.method === 'BigInt64'
    const whole =
      typeof value === 'bigint' || (typeof value === 'number' && Number.isSafeInteger(value))
        ? BigInt(value)
        : undefined
    if (whole === undefined || whole !== (signed ? BigInt.asIntN(64, whole) : BigInt.asUintN(64, whole)))
      throw writer.error(`${describe(value)} is not a whole number of 64 bits${signed ? '' : ' and not negative'}`)
    const at = writer.reserve(8)
    writer.view.setBigUint64(at, BigInt.asUintN(64, whole), this.littleEndian(writer.littleEndian))
  }
}

/** `NLA_UINT`: 4 bytes if the value fits, else 8; always a bigint, so that one attribute has one type. */
export class Uint extends Type<bigint, bigint | number> {
  override compile(place: Place): Reader<bigint> {
    if (place.length < 8) {
      const read = u32.compile(place)
      return (view, base) => BigInt(read(view, base))
    }
    return u64.compile(place)
  }

  override compileTail(place: Place): Reader<Uint8Array | undefined> | undefined {
    return (place.length < 8 ? u32 : u64).compileTail(place)
  }

  override write(writer: Writer, value: bigint | number): void {
    if (value >= 0 && value <= 0xffffffff && (typeof value === 'bigint' || Number.isInteger(value)))
      u32.write(writer, Number(value))
    else u64.write(writer, value)
  }
}

/** An interface's index. Encoding takes a name too, which {@link EncodeOptions.ifindex} turns into the index. */
export class IfIndex extends Fixed<number, number | string> {
  override compile(place: Place): Reader<number> {
    return this.reader(place)
  }

  override write(writer: Writer, value: number | string): void {
    const index = typeof value === 'string' ? writer.options.ifindex?.(value) : value
    if (index === undefined) throw writer.error(`no interface is known by the name ${describe(value)}`)
    this.writeNumber(writer, index)
  }
}

export const u8 = new Scalar('Uint8', false)
export const u16 = new Scalar('Uint16', false)
export const u32 = new Scalar('Uint32', false)
export const u64 = new Scalar64('BigUint64', false)
export const i8 = new Scalar('Int8', false)
export const i16 = new Scalar('Int16', false)
export const i32 = new Scalar('Int32', false)
export const i64 = new Scalar64('BigInt64', false)
/** 16 bits in network byte order. */
export const be16 = new Scalar('Uint16', true)
/** 32 bits in network byte order. */
export const be32 = new Scalar('Uint32', true)
/** 64 bits in network byte order. */
export const be64 = new Scalar64('BigUint64', true)
/** `NLA_UINT`, 4 or 8 bytes. */
export const uint = new Uint()
/** An interface's index (`int`), on input also its name. */
export const ifindex = new IfIndex('Int32', false)
