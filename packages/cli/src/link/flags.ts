import { IFF } from '@rtnl/families'
import { bitsOf } from '../enums.ts'
import type { Printer } from '../print.ts'

/** The flags that ip names, in the order in which it prints them. */
const ORDER = [
  'LOOPBACK',
  'BROADCAST',
  'POINTOPOINT',
  'MULTICAST',
  'NOARP',
  'ALLMULTI',
  'PROMISC',
  'MASTER',
  'SLAVE',
  'DEBUG',
  'DYNAMIC',
  'AUTOMEDIA',
  'PORTSEL',
  'NOTRAILERS',
  'UP',
  'LOWER_UP',
  'DORMANT',
  'ECHO',
] as const

/**
 * What ip makes of `ifi_flags`: `RUNNING` is not shown, but its absence from a link that is up is, as `NO-CARRIER`. Bits
 * without a name come last, in hexadecimal, and after them `M-DOWN` if the link beneath is down.
 */
export function flagWords(flags: readonly (string | number)[], lowerDown = false): string[] {
  let bits = bitsOf(IFF, flags)
  const words: string[] = []
  if (bits & IFF.UP && !(bits & IFF.RUNNING)) words.push('NO-CARRIER')
  bits &= ~IFF.RUNNING
  for (const name of ORDER) {
    if (!(bits & IFF[name])) continue
    bits &= ~IFF[name]
    words.push(name)
  }
  if (bits) words.push((bits >>> 0).toString(16))
  if (lowerDown) words.push('M-DOWN')
  return words
}

/** Prints `<BROADCAST,UP> `, in JSON the array `key`. */
export function printFlags(print: Printer, key: string, words: readonly string[]): void {
  print.array(key)
  print.text('<')
  words.forEach((word, i) => {
    print.any(undefined, word, i === 0 ? '' : ',', '')
  })
  print.text('> ')
  print.endArray()
}
