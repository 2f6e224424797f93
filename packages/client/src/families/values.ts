import { EncodeError } from '@rtnl/codec'

/** The value, if it is an object. Throws `EncodeError` for what is none; `what` it should be. */
export function objectOf<T>(value: T, what: string): T {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  throw new EncodeError(`${Array.isArray(value) ? 'an array' : String(value)} is not ${what}`)
}

/** True for the same value: of objects the same keys with the same values, of arrays the same items in order. Absent is `undefined`. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (a instanceof Uint8Array) return b instanceof Uint8Array && a.join() === b.join()
  const [one, other] = [a as Readonly<Record<string, unknown>>, b as Readonly<Record<string, unknown>>]
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((key) => same(one[key], other[key]))
}

/**
 * True if `have` has what is wanted: of objects the keys of `shape`, which is how `want` was written, as a decoded struct has members that nobody
 * asked for; of arrays all items, wherever they stand.
 */
export function agrees(want: unknown, have: unknown, shape: unknown): boolean {
  if (want === have) return true
  if (typeof want !== 'object' || typeof have !== 'object' || want === null || have === null) return false
  if (want instanceof Uint8Array) return same(want, have)
  if (Array.isArray(want)) {
    const shapes = Array.isArray(shape) ? shape : []
    return Array.isArray(have) && want.every((item, i) => have.some((other) => agrees(item, other, shapes[i])))
  }
  return Object.entries(shape as object).every(
    ([key, inner]) =>
      inner === undefined ||
      agrees((want as Readonly<Record<string, unknown>>)[key], (have as Readonly<Record<string, unknown>>)[key], inner),
  )
}
