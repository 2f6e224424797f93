import { namesAt, type Protocol } from '@rtnl/codec'
import { type Prefix, parseAddress, parsePrefix } from '../address.ts'
import { parseUnsigned } from '../numbers.ts'
import type { Condition } from './words.ts'

/** Whether a message type is wanted. `types` are the kernel's names, with or without what stands before the underscore, in either case, or numbers. */
export function typeFilter(types: readonly string[]): (protocol: Protocol, type: number) => boolean {
  if (types.length === 0) return () => true
  const wanted = new Set(types.map((type) => type.toUpperCase()))
  const known = new Map<number, boolean>()
  return (protocol, type) => {
    const key = protocol.number * 65536 + type
    let answer = known.get(key)
    if (answer === undefined) {
      const name = protocol.typeName(type)
      answer = wanted.has(name) || wanted.has(name.replace(/^[A-Z]+_/, '')) || wanted.has(String(type))
      known.set(key, answer)
    }
    return answer
  }
}

type Body = Readonly<Record<string, unknown>>

/** Whether the body of a message of this type fulfils all conditions. */
export type BodyFilter = (body: unknown, protocol: Protocol, type: number) => boolean

export function bodyFilter(where: readonly Condition[]): BodyFilter {
  const tests = where.map(valueTest)
  return (body, protocol, type) =>
    tests.length === 0 ||
    (typeof body === 'object' && body !== null && tests.every((test) => test(body as Body, protocol, type)))
}

type Test = (body: Body, protocol: Protocol, type: number) => boolean

function valueTest({ path, value }: Condition): Test {
  const last = path.at(-1) ?? ''
  const prefix = parsePrefix(value)
  const number = parseUnsigned(value)
  const namesOf = namesAlong(path.filter((key) => !/^\d+$/.test(key)).join('.'))
  return (body, protocol, type) => {
    const found = [...valuesAt(body, path)]
    // Where a destination is everything, the kernel leaves it out.
    if (value === 'default') return found.length === 0
    const length = path.length === 1 ? body[`${last}Len`] : undefined
    // What has a name may be told by its number.
    const name = number === undefined ? undefined : namesOf(protocol, type)?.get(number)
    return found.some(
      (one) =>
        String(one) === value ||
        (name !== undefined && one === name) ||
        (number !== undefined && (typeof one === 'number' || typeof one === 'bigint') && Number(one) === number) ||
        (prefix !== undefined && isWithin(one, length, prefix)),
    )
  }
}

/** Gives the names of the numbers at a path of a message, if they have any. */
function namesAlong(path: string): (protocol: Protocol, type: number) => ReadonlyMap<number, string> | undefined {
  const known = new Map<unknown, ReadonlyMap<number, string> | undefined>()
  return (protocol, type) => {
    const declaration = protocol.declaration(type)
    if (declaration !== undefined && !known.has(declaration)) known.set(declaration, namesAt(declaration, path))
    return known.get(declaration)
  }
}

/** What stands at a path, in all elements of arrays where it does not say which. */
function* valuesAt(value: unknown, path: readonly string[]): Generator<unknown> {
  const [key, ...rest] = path
  if (Array.isArray(value)) {
    if (key !== undefined && /^\d+$/.test(key)) yield* valuesAt(value[Number(key)], rest)
    else for (const item of value) yield* valuesAt(item, path)
  } else if (key === undefined) {
    if (value !== undefined) yield value
  } else if (typeof value === 'object' && value !== null) yield* valuesAt((value as Body)[key], rest)
}

/** Whether an address, or the prefix of `length` bits that begins with it, lies within `prefix`. */
function isWithin(value: unknown, length: unknown, prefix: Prefix): boolean {
  if (typeof value !== 'string' || prefix.text === undefined) return false
  const address = parseAddress(value)
  if (address === undefined || address.family !== prefix.family) return false
  if (typeof length === 'number' && length < prefix.length) return false
  for (let bit = 0; bit < prefix.length; bit++) {
    const mask = 0x80 >> (bit & 7)
    if ((((address.bytes[bit >> 3] ?? 0) ^ (prefix.bytes[bit >> 3] ?? 0)) & mask) !== 0) return false
  }
  return true
}
