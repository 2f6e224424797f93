import { describe } from './describe.ts'
import { Fixed, type Method } from './fixed.ts'
import { type Place, type Reader, sourced } from './type.ts'
import type { Writer } from './writer.ts'

export type Constants = Readonly<Record<string, number>>

/** See {@link Scalar.enum}. */
export class Enum<N extends string> extends Fixed<N | number, N | number> {
  readonly #constants: Constants
  #tables: Tables<N> | undefined
  #last: N | undefined
  #lastNumber: number | undefined

  constructor(method: Method, network: boolean, constants: Constants) {
    super(method, network)
    this.#constants = constants
  }

  get names(): ReadonlyMap<number, N> {
    return this.#made.names
  }

  get values(): ReadonlyMap<string, number> {
    return this.#made.values
  }

  /** Made when first wanted: a program uses few of all the enums that are declared, and is to start at once. */
  get #made(): Tables<N> {
    this.#tables ??= makeTables(this.#constants)
    return this.#tables
  }

  override compile(place: Place): Reader<N | number> {
    const { few, meaning } = this.#made
    if (this.method !== 'Uint8') return this.meant(place, meaning)
    const read = this.reader(place)
    return sourced(
      (view, base) => few[read(view, base)] as N | number,
      (code) => `${code.name(few)}[${code.read(read)}]`,
    )
  }

  /** The number of a name; a number is its own. `undefined` for a name that nobody declared. */
  number(value: N | number): number | undefined {
    if (typeof value === 'number') return value
    // Of a million routes nearly all have the protocol, the scope, the type of the one before.
    if (value !== this.#last) {
      this.#last = value
      this.#lastNumber = this.values.get(value)
    }
    return this.#lastNumber
  }

  override write(writer: Writer, value: N | number): void {
    const number = this.number(value)
    if (number === undefined) throw writer.error(`${describe(value)} is none of ${[...this.values.keys()].join(', ')}`)
    this.writeNumber(writer, number)
  }
}

interface Tables<N> {
  readonly names: ReadonlyMap<number, N>
  readonly values: ReadonlyMap<string, number>
  /** The names of the numbers below 256, which is nearly all: an array is faster than a map. */
  readonly few: readonly (N | number)[]
  /** The name of a number, or the number. */
  readonly meaning: (value: number) => N | number
}

function makeTables<N extends string>(constants: Constants): Tables<N> {
  const names = new Map<number, N>()
  const values = new Map<string, number>()
  for (const [key, value] of Object.entries(constants)) {
    const name = key.toLowerCase() as N
    if (!names.has(value)) names.set(value, name)
    values.set(name, value)
  }
  const few = Array.from({ length: 256 }, (_, value) => names.get(value) ?? value)
  const meaning = (value: number) =>
    value >= 0 && value < 256 ? (few[value] as N | number) : (names.get(value) ?? value)
  return { names, values, few, meaning }
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
    let last = 0
    let names = this.of(0)
    return this.meant(place, (value) => {
      if (value !== last) {
        names = this.of(value)
        last = value
      }
      return names
    })
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
