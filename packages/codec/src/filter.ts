import { address, addressForm } from './address.ts'
import { kindOf } from './column-kind.ts'
import { Action, type Check } from './column-program.ts'
import { decoderWith } from './decoder.ts'
import { encode, frame } from './encode.ts'
import { EncodeError } from './errors.ts'
import { Fixed } from './fixed.ts'
import { Flags } from './named.ts'
import type { Protocol } from './protocol.ts'
import type { Found } from './shape.ts'
import type { AnyType } from './type.ts'
import { Scalar64, Uint } from './wide.ts'

/** What a filter says of the messages of one shape: none is wanted, those that pass the checks are, or, of those, the object has to be asked. */
export interface Decision {
  readonly action: number
  readonly checks: readonly Check[]
}

/** Which messages are wanted. */
export interface ColumnFilter {
  /** Asked once for each shape, with the places of its values. */
  decide(found: ReadonlyMap<string, Found>): Decision
  /** Asked for each message of shapes that it could not decide for. */
  matches(object: unknown): boolean
}

/** One value that messages must have. */
export interface Condition {
  /** It stands under the first of these that the message has. */
  readonly paths: readonly string[]
  /** Of messages that have one of these keys the object is asked. */
  readonly unless: readonly string[]
  readonly type: AnyType
  readonly bytes: Uint8Array
  /** Of numbers. */
  readonly number: bigint | undefined
  /** Of addresses. */
  readonly form: 'ipv4' | 'ipv6' | undefined
}

/** Where the value of a key may stand, if not simply under it. */
export interface Whereabouts {
  /** The first that a message has counts. */
  readonly paths: readonly string[]
  /** Of messages that have one of these the object is asked. */
  readonly unless?: readonly string[]
}

/**
 * The conditions of a request that says what is wanted; `shape` has the keys to look at, as decoded structs have members that nobody asked for. `asked` is
 * true if some key is no single value: then the object has to be asked too.
 */
export function conditionsOf(
  protocol: Protocol,
  type: number,
  payload: Uint8Array,
  shape: object,
  options: { bigEndian?: boolean; whereabouts?: Readonly<Record<string, Whereabouts>> } = {},
): { conditions: Condition[]; asked: boolean } {
  const bytes = frame({ type, flags: 0, seq: 0 }, payload, options)
  const decoder = decoderWith(protocol, bytes, options)
  decoder.scan(bytes.length)
  const found = decoder.places(0)
  const conditions: Condition[] = []
  let asked = false
  const collect = (wanted: object, prefix: string) => {
    for (const [key, value] of Object.entries(wanted)) {
      if (value === undefined) continue
      const path = prefix + key
      const at = found.get(path)
      const where = options.whereabouts?.[path] ?? { paths: [path] }
      if (at !== undefined && kindOf(at.type, 'ipv6') !== undefined && kindOf(at.type, 'ipv6') !== 'bool')
        conditions.push(conditionOf(where, at, !options.bigEndian))
      else if (typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array))
        collect(value, `${path}.`)
      else asked = true
    }
  }
  collect(shape, '')
  return { conditions, asked }
}

function conditionOf({ paths, unless = [] }: Whereabouts, { type, place }: Found, littleEndian: boolean): Condition {
  const { view, base } = place.shape
  const bytes = new Uint8Array(view.buffer, base + place.offset, place.length).slice()
  return {
    paths,
    unless,
    type,
    bytes,
    number: numberOf(type, bytes, littleEndian),
    form: type === address ? addressForm(place) : undefined,
  }
}

function numberOf(type: AnyType, bytes: Uint8Array, littleEndian: boolean): bigint | undefined {
  if (!(type instanceof Fixed || type instanceof Scalar64 || type instanceof Uint)) return undefined
  const size = type instanceof Uint ? (bytes.length < 8 ? 4 : 8) : (type.fixedSize ?? 0)
  const ordered = [...bytes.subarray(0, size)]
  if (!(type instanceof Uint) && type.network ? false : littleEndian) ordered.reverse()
  const value = ordered.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
  const isSigned = !(type instanceof Uint) && (type.method.startsWith('Int') || type.method === 'BigInt64')
  return isSigned ? BigInt.asIntN(size * 8, value) : value
}

/** The bytes that the number has at another place; undefined if it does not fit there. */
function bytesOf(value: bigint, { type, place }: Found, littleEndian: boolean): Uint8Array | undefined {
  const size = type instanceof Uint ? (place.length < 8 ? 4 : 8) : (type.fixedSize ?? 0)
  const bytes = new Uint8Array(size)
  let rest = value
  for (let i = 0; i < size; i++, rest >>= 8n) bytes[i] = Number(rest & 255n)
  if (type instanceof Uint || !(type instanceof Fixed || type instanceof Scalar64))
    return littleEndian ? bytes : bytes.reverse()
  const little = !type.network && littleEndian
  const there = little ? bytes : bytes.reverse()
  return numberOf(type, there, littleEndian) === value ? there : undefined
}

/** A filter of conditions, all of which must hold. */
export class Filter implements ColumnFilter {
  readonly #conditions: readonly Condition[]
  readonly #littleEndian: boolean
  readonly #matches: ((object: unknown) => boolean) | undefined
  readonly #asked: boolean

  /** `matches` is for messages that the conditions cannot decide, and if `asked` for all that pass them. */
  constructor(
    { conditions, asked }: { conditions: readonly Condition[]; asked: boolean },
    { bigEndian = false, matches }: { bigEndian?: boolean; matches?: (object: unknown) => boolean } = {},
  ) {
    this.#conditions = conditions
    this.#asked = asked
    this.#littleEndian = !bigEndian
    this.#matches = matches
  }

  decide(found: ReadonlyMap<string, Found>): Decision {
    const checks: Check[] = []
    let action: number = this.#asked ? Action.ASK : Action.ROW
    for (const condition of this.#conditions) {
      if (condition.unless.some((key) => found.has(key))) {
        action = Action.ASK
        continue
      }
      const path = condition.paths.find((key) => found.has(key))
      const at = path === undefined ? undefined : found.get(path)
      const more = at === undefined ? undefined : this.#checks(condition, at)
      if (more === undefined) return { action: Action.DROP, checks: [] }
      checks.push(...more)
    }
    return { action, checks }
  }

  matches(object: unknown): boolean {
    return this.#matches?.(object) ?? true
  }

  /** Undefined if no message of this shape can have the value. */
  #checks({ type, bytes, number, form }: Condition, at: Found): Check[] | undefined {
    const { place } = at
    const kind = kindOf(type, 'ipv6')
    if (number !== undefined) {
      if (kindOf(at.type, 'ipv6')?.[0] !== 'u' && kindOf(at.type, 'ipv6')?.[0] !== 'i') return undefined
      const there = bytesOf(number, at, this.#littleEndian)
      if (there === undefined) return undefined
      return words(place, there, type instanceof Flags ? there : undefined)
    }
    if (kindOf(at.type, 'ipv6') !== kind) return undefined
    if (type === address && at.type === address && (addressForm(place) !== form || form === undefined))
      return form === undefined && bytes.length === place.length && addressForm(place) === undefined
        ? words(place, bytes)
        : undefined
    if (kind === 'ipv6') return words(place, bytes.subarray(0, form === 'ipv4' ? 4 : Math.min(bytes.length, 16)))
    if (kind === 'ipv4') return words(place, bytes.subarray(0, 4))
    if (kind === 'text') {
      let used = bytes.length
      while (used > 0 && bytes[used - 1] === 0) used--
      const size = at.type.fixedSize ?? place.length
      if (used > size) return undefined
      const padded = new Uint8Array(size)
      padded.set(bytes.subarray(0, used))
      return words(place, padded)
    }
    return bytes.length === place.length ? words(place, bytes) : undefined
  }
}

/** Compares the bytes at a place; under a mask only its bits, which must all be set. A word may begin before the place, but not before the message. */
function words({ offset, shape }: Found['place'], bytes: Uint8Array, mask?: Uint8Array): Check[] {
  const checks: Check[] = []
  for (let i = 0; i < bytes.length; ) {
    const at = Math.min(offset + i, shape.length - 4)
    let maskWord = 0
    let word = 0
    for (; i < bytes.length && offset + i < at + 4; i++) {
      const shift = (offset + i - at) * 8
      maskWord |= (mask?.[i] ?? 0xff) << shift
      word |= (bytes[i] ?? 0) << shift
    }
    if (maskWord !== 0) checks.push([at, maskWord >>> 0, word >>> 0])
  }
  return checks
}

/**
 * A filter for {@link columns}: messages that have all the values of `wanted`, which is written as for `encode`: `filter(rtnetlink, RTM.NEWROUTE,
 * { table: 'main', protocol: 'bgp', oif: 3 })`. Of flags all that are named must be set. Throws {@link EncodeError} for values that cannot be sent and for
 * keys that are no single value.
 */
export function filter(
  protocol: Protocol,
  type: number,
  wanted: object,
  options: { bigEndian?: boolean; ifindex?: (name: string) => number | undefined } = {},
): ColumnFilter {
  const declaration = protocol.declaration(type)
  if (declaration === undefined) throw new TypeError(`${protocol.typeName(type)} has no declaration`)
  const payload = encode(declaration as AnyType, wanted, options)
  const found = conditionsOf(protocol, type, payload, wanted, options)
  if (found.asked) throw new EncodeError(`only single values can be filtered by: ${Object.keys(wanted).join(', ')}`)
  return new Filter(found, options)
}
