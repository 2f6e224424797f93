import type { Protocol } from '@rtnl/codec'
import { type Prefix, parseAddress, parsePrefix } from '../address.ts'
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

/** Whether a body fulfils all conditions. */
export function bodyFilter(family: string | undefined, where: readonly Condition[]): (body: unknown) => boolean {
  const tests = where.map(({ path, value }) => ({ path, test: valueTest(path, value) }))
  return (body) => {
    if (tests.length === 0 && family === undefined) return true
    if (typeof body !== 'object' || body === null) return false
    if (family !== undefined && String((body as Body).family) !== family) return false
    return tests.every(({ path, test }) => test(path, body as Body))
  }
}

type Test = (path: readonly string[], body: Body) => boolean

function valueTest(path: readonly string[], value: string): Test {
  const last = path.at(-1) ?? ''
  const prefix = parsePrefix(value)
  return (keys, body) => {
    const found = [...valuesAt(body, keys)]
    // Where a destination is everything, the kernel leaves it out.
    if (value === 'default') return found.length === 0
    const length = path.length === 1 ? body[`${last}Len`] : undefined
    return found.some((one) => String(one) === value || (prefix !== undefined && isWithin(one, length, prefix)))
  }
}

/** What stands at a path, in all elements of arrays. */
function* valuesAt(value: unknown, path: readonly string[]): Generator<unknown> {
  if (Array.isArray(value)) for (const item of value) yield* valuesAt(item, path)
  else if (path.length === 0) {
    if (value !== undefined) yield value
  } else if (typeof value === 'object' && value !== null)
    yield* valuesAt((value as Body)[path[0] as string], path.slice(1))
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
