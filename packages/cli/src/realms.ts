import type { Names } from './names.ts'
import { parseUnsigned } from './numbers.ts'
import { type Words, wrong } from './words.ts'

/**
 * Realms as `[SOURCE/]DESTINATION`, names or numbers up to 255, or one number of 32 bits: the source's in the upper 16 bits.
 * Undefined when `text` is neither.
 */
export function parseRealms(text: string, names: Names): number | undefined {
  const slash = text.indexOf('/')
  const source = text.slice(0, Math.max(slash, 0))
  const from = source === '' ? 0 : names.realmId(source)
  const rest = slash < 0 ? text : text.slice(slash + 1)
  const to = rest === '' ? 0 : names.realmId(rest)
  if (from !== undefined && to !== undefined) return ((from << 16) | to) >>> 0
  return parseUnsigned(text)
}

/** Takes realms, or throws a `UsageError`. */
export function takeRealms(words: Words, keyword: string, names: Names): number {
  const word = words.take()
  const realms = parseRealms(word, names)
  if (realms === undefined) throw wrong(keyword, word, 'a realm, or two with a slash between them')
  return realms
}
