import type { Input } from '@rtnl/codec'
import type { gre } from '@rtnl/families'
import { parseAddress } from '../../address.ts'
import { takeUnsigned } from '../../numbers.ts'
import type { Printer } from '../../print.ts'
import { type Words, wrong } from '../../words.ts'
import { hex } from '../hex.ts'
import type { LinkView } from '../view.ts'
import type { Option } from './options.ts'

// The ends of tunnels over IP.

type Family = 'inet' | 'inet6'

/** What every tunnel over IP has. Addresses are absent for none. */
export interface Ends {
  local?: string | undefined
  remote?: string | undefined
  /** Absent for none. */
  link?: string | number | undefined
  fwmark: number
}

/** The ends of a tunnel that is there, or of a new one. */
export function endsOf({ local, remote, link, fwmark = 0 }: Partial<Ends> = {}): Ends {
  return { local: known(local), remote: known(remote), link: link || undefined, fwmark }
}

function known(address: string | undefined): string | undefined {
  return address === '0.0.0.0' || address === '::' ? undefined : address
}

/** An option under any of several names. */
export function named<Given>(words: readonly string[], exact: boolean, read: Option<Given>['read']): Option<Given>[] {
  return words.map((word) => ({ word, exact, read }))
}

/** `remote`, `local` and `dev`. */
export function endOptions(family: Family, exact = false): Option<Ends>[] {
  return [
    ...named<Ends>(['remote'], exact, (given, words) => {
      given.remote = takeEnd(words, 'remote', family)
    }),
    ...named<Ends>(['local'], exact, (given, words) => {
      given.local = takeEnd(words, 'local', family)
    }),
    ...named<Ends>(['dev'], false, (given, words) => {
      given.link = words.take()
    }),
  ]
}

/** An address, or undefined for `any`. */
function takeEnd(words: Words, keyword: string, family: Family): string | undefined {
  if (words.takeIf('any', 'all', 'default') !== undefined) return undefined
  const word = words.take()
  const address = parseAddress(word, family)
  if (!address) throw wrong(keyword, word, `an ${family === 'inet' ? 'IPv4' : 'IPv6'} address, or any`)
  return address.bytes.some((byte) => byte !== 0) ? address.text : undefined
}

export const fwmarkOption: Option<Ends> = {
  word: 'fwmark',
  exact: true,
  read(given, words) {
    given.fwmark = takeUnsigned(words, 'fwmark')
  },
}

/** Prints where the tunnel begins, where it ends and what it goes through. */
export function printEnds(
  print: Printer,
  { local, remote, link }: Pick<Input<typeof gre>, 'local' | 'remote'> & { link?: number },
  { interfaces }: LinkView,
): void {
  print.any('remote', known(remote) ?? 'any', 'remote ')
  print.any('local', known(local) ?? 'any', 'local ')
  if (link) print.any('link', interfaces.name(link), 'dev ')
}

export function printFwmark(print: Printer, fwmark: number | undefined): void {
  if (fwmark) print.any('fwmark', hex(fwmark), 'fwmark ')
}

/** A time to live or hop limit; as text `inherit` for 0. */
export function printTtl(print: Printer, word: 'ttl' | 'hoplimit', ttl = 0): void {
  print.any('ttl', ttl, `${word} `, ' ', ttl || 'inherit')
}
