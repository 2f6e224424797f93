import { describe, EncodeError, familyOfText } from '@rtnl/codec'

/** The families that have prefixes. */
export type IpFamily = 'inet' | 'inet6'

/** Bits of an address. */
const BITS = { inet: 32, inet6: 128 } as const
/** Bits of an MPLS label. */
const LABEL_BITS = 20

/** `AF_*` and `RTNL_FAMILY_*` that have addresses of IP. */
const IP_FAMILIES: Readonly<Record<string | number, IpFamily>> = {
  inet: 'inet',
  2: 'inet',
  ipmr: 'inet',
  128: 'inet',
  inet6: 'inet6',
  10: 'inet6',
  ip6mr: 'inet6',
  129: 'inet6',
}

type Family = string | number | undefined

/** True when no family was given: absent, or one of the kernel's ways to say any. */
export const isAnyFamily = (family: Family): boolean => family === undefined || family === 'unspec' || family === 0

export const isMpls = (family: Family): boolean => family === 'mpls' || family === 28

/** The family that an address is written in; undefined for what is no IP address. */
export function familyOf(text: unknown): IpFamily | undefined {
  if (typeof text !== 'string') return undefined
  const slash = text.indexOf('/')
  return familyOfText(text, 0, slash < 0 ? text.length : slash)
}

/** The family given, or else that of the first of `texts` which is an address. */
export function inferFamily<F extends Family>(family: F, ...texts: readonly unknown[]): F | IpFamily | undefined {
  if (!isAnyFamily(family)) return family
  for (const text of texts) {
    const found = familyOf(text)
    if (found) return found
  }
  return undefined
}

/** An address with the length of its prefix. */
export interface Prefix {
  /** Absent: any, the prefix of length 0. */
  readonly address?: string | undefined
  /** Bits that count; absent when it was not said and the address's form does not tell. */
  readonly length?: number | undefined
}

/**
 * Takes a prefix as people write it: `'10.1.0.0/16'`, a lone address (all of it counts), `'default'` (length 0), or an address beside its length,
 * as messages have it. In a message of family mpls the address is a label, without a length. Throws `EncodeError` for a length that is none, or is
 * given twice and not the same.
 */
export function readPrefix(
  text: string | undefined,
  given: number | undefined,
  family: Family,
  where: { path: string; constant: string },
): Prefix {
  // What is neither text nor absent is refused when it is encoded.
  if (typeof text !== 'string') return { address: text, length: given }
  if (isMpls(family)) return { address: text, length: given ?? LABEL_BITS }
  if (text === 'default') return { length: agree(0, given, where) }
  const slash = text.indexOf('/')
  if (slash >= 0) {
    const address = text.slice(0, slash)
    const length = wholeNumber(text, slash + 1)
    // Up to 32 is a length in both families.
    const bits = length >= 0 && length <= BITS.inet ? BITS.inet : BITS[familyOf(text) ?? 'inet6']
    if (length < 0 || length > bits)
      throw new EncodeError(
        `${describe(text)} is not a prefix: its length is not a whole number from 0 to ${bits}`,
        where,
      )
    return { address, length: agree(length, given, where) }
  }
  const own = familyOf(text)
  return { address: text, length: given ?? (own && BITS[own]) }
}

/** The decimal number of at most three digits from `from` on, without leading zeros; -1 if it is none. */
function wholeNumber(text: string, from: number): number {
  const digits = text.length - from
  if (digits < 1 || digits > 3 || (digits > 1 && text.charCodeAt(from) === 48)) return -1
  let value = 0
  for (let i = from; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 48
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
  }
  return value
}

function agree(length: number, given: number | undefined, where: { path: string; constant: string }): number {
  if (given !== undefined && given !== length)
    throw new EncodeError(`the prefix has the length ${length}, but ${String(given)} is given beside it`, where)
  return length
}

/** True for addresses of two different families: `gateway` is to be sent as `via` then. */
export function isForeign(address: unknown, family: Family): boolean {
  const own = familyOf(address)
  return own !== undefined && family !== undefined && IP_FAMILIES[family] !== own
}
