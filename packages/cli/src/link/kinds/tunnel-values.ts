import { type Address, parseAddress } from '../../address.ts'
import { parseUnsigned, takeUnsigned } from '../../numbers.ts'
import { type Words, wrong } from '../../words.ts'
import type { KindRequest } from './kind.ts'
import { MAX } from './options.ts'

// The values of options that several kinds of tunnels have.

export function isMulticast({ family, bytes }: Address): boolean {
  return family === 'inet' ? (bytes[0] ?? 0) >> 4 === 14 : bytes[0] === 0xff
}

/** An address, of the family of the one that came before it. */
export function takeAddress(words: Words, keyword: string, other: Address | undefined, multicast: boolean): Address {
  const word = words.take()
  const address = parseAddress(word, other?.family ?? 'unspec')
  if (!address || isMulticast(address) !== multicast) {
    throw wrong(keyword, word, multicast ? 'a multicast address' : 'the address of one host')
  }
  return address
}

/** A number, or the word `instead` for `value`. */
export function takeWordOr(
  words: Words,
  keyword: string,
  instead: string,
  value: number,
  max: number = MAX.U32,
): number {
  if (words.takeIf(instead) !== undefined) return value
  return takeUnsigned(words, keyword, max)
}

/** The number 1 is what stands for `inherit`. */
export function takeTos(words: Words, { names }: Pick<KindRequest, 'names'>): number {
  const word = words.take()
  const tos = word === 'inherit' ? 1 : names.dsfieldId(word)
  if (tos === undefined) throw wrong('tos', word, 'inherit, or a name or hexadecimal number')
  return tos
}

/** The places are the numbers of `VXLAN_DF` and `GENEVE_DF`. */
const DF = ['unset', 'set', 'inherit']

export function takeDf(words: Words): number {
  const word = words.take()
  const df = DF.indexOf(word)
  if (df < 0) throw wrong('df', word, 'unset, set or inherit')
  return df
}

/** An IPv6 flow label. */
export function takeLabel(words: Words): number {
  return takeUnsigned(words, 'flowlabel', 0xfffff)
}

export function takePort(words: Words, keyword: string): number {
  const word = words.take()
  const port = parseUnsigned(word, MAX.U16)
  if (port === undefined) throw wrong(keyword, word, 'a port from 0 to 65535')
  return port
}
