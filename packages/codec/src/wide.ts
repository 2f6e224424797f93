import { describe } from './describe.ts'
import { u32 } from './scalar.ts'
import { type Place, type Reader, sourced, Type } from './type.ts'
import type { WireForm } from './wire.ts'
import type { Writer } from './writer.ts'

/** A 64-bit number, as a bigint. Encoding takes a whole number too. */
export class Scalar64 extends Type<bigint, bigint | number> {
  readonly method: 'BigUint64' | 'BigInt64'
  /** Network byte order, whatever the host's. */
  readonly network: boolean

  constructor(method: 'BigUint64' | 'BigInt64', network: boolean) {
    super()
    this.method = method
    this.network = network
  }

  override get fixedSize(): number {
    return 8
  }

  override get alignment(): number {
    return 8
  }

  override compile(place: Place): Reader<bigint> {
    if (place.length < 8) throw place.error(`${place.length} bytes where a number has 8`)
    const { offset } = place
    const little = !this.network && place.shape.littleEndian
    const read: Reader<bigint> =
      this.method === 'BigInt64'
        ? (view, base) => view.getBigInt64(base + offset, little)
        : (view, base) => view.getBigUint64(base + offset, little)
    // Most counters are zero, and the constant is not made anew for each.
    const zero = `(view.getUint32(base + ${offset}) | view.getUint32(base + ${offset + 4})) === 0`
    return sourced(read, () => `${zero} ? 0n : view.get${this.method}(base + ${offset}, ${little})`)
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
    writer.view.setBigUint64(at, BigInt.asUintN(64, whole), !this.network && writer.littleEndian)
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

  override compileForm(place: Place): WireForm | undefined {
    return place.length > 8 ? { length: 8 } : undefined
  }

  override writeForm(writer: Writer, value: bigint | number, form: WireForm): void {
    if (form.length === 8) u64.writeForm(writer, value, form)
    else super.writeForm(writer, value, form)
  }

  override write(writer: Writer, value: bigint | number): void {
    if (value >= 0 && value <= 0xffffffff && (typeof value === 'bigint' || Number.isInteger(value)))
      u32.write(writer, Number(value))
    else u64.write(writer, value)
  }
}

export const u64 = new Scalar64('BigUint64', false)
export const i64 = new Scalar64('BigInt64', false)
/** 64 bits in network byte order. */
export const be64 = new Scalar64('BigUint64', true)
/** `NLA_UINT`, 4 or 8 bytes. */
export const uint = new Uint()
