import { parseAddress } from '../../address.ts'
import { takeUnsigned } from '../../numbers.ts'
import type { Printer } from '../../print.ts'
import { type Words, wrong } from '../../words.ts'

/** The keys of what comes in and goes out; 0 for none. */
export interface Keys {
  ikey: number
  okey: number
}

export function keysOf({ ikey = 0, okey = 0 }: Partial<Keys> = {}): Keys {
  return { ikey, okey }
}

/** A key: a number, or one in the form of an IPv4 address. */
export function takeKey(words: Words, keyword: string): number {
  if (!words.peek()?.includes('.')) return takeUnsigned(words, keyword)
  const word = words.take()
  const address = parseAddress(word, 'inet')
  if (!address) throw wrong(keyword, word, 'a number, or one in the form of an IPv4 address')
  return keyOf(address.bytes)
}

/** The key whose bytes are these. */
export function keyOf(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)
}

export function printKey(print: Printer, word: keyof Keys, key: number | undefined): void {
  if (key === undefined) return
  print.any(word, [key >>> 24, (key >>> 16) & 0xff, (key >>> 8) & 0xff, key & 0xff].join('.'), `${word} `)
}
