import type { Infer } from '@rtnl/codec'
import type { vti as declaration } from '@rtnl/families'
import type { LinkKind } from './kind.ts'
import { type Option, readOptions } from './options.ts'
import { type Ends, endOptions, endsOf, fwmarkOption, named, printEnds, printFwmark } from './tunnel-ends.ts'
import { type Keys, keysOf, printKey, takeKey } from './tunnel-key.ts'

interface Given extends Ends, Keys {}

const keyOptions: readonly Option<Keys>[] = [
  ...named<Keys>(['key'], false, (given, words, word) => {
    given.okey = given.ikey = takeKey(words, word)
  }),
  ...named<Keys>(['ikey'], false, (given, words, word) => {
    given.ikey = takeKey(words, word)
  }),
  ...named<Keys>(['okey'], false, (given, words, word) => {
    given.okey = takeKey(words, word)
  }),
]

/** Both kinds differ in the family of their addresses only. */
function kind(name: string, family: 'inet' | 'inet6', example: string): LinkKind<Infer<typeof declaration>, Given> {
  return {
    help: `Usage: rtnl link { add | set } [ NAME ] type ${name} [ remote ADDRESS ] [ local ADDRESS ]
    [ key KEY | [ ikey KEY ] [ okey KEY ] ] [ dev DEV ] [ fwmark MARK ]

KEY: a number, or one in the form of an IPv4 address

Example
  rtnl link add ipsec0 type ${name} ${example} key 42
`,
    whole: true,
    parse: (words, { before }) =>
      readOptions<Given>(name, words, [...keyOptions, ...endOptions(family), fwmarkOption], {
        ...endsOf(before),
        ...keysOf(before),
      }),
    print(print, data, view) {
      printEnds(print, data, view)
      printKey(print, 'ikey', data.ikey || undefined)
      printKey(print, 'okey', data.okey || undefined)
      printFwmark(print, data.fwmark)
    },
  }
}

/** A tunnel of IPsec over IPv4. */
export const vti = kind('vti', 'inet', 'local 192.0.2.1 remote 192.0.2.2')

/** A tunnel of IPsec over IPv6. */
export const vti6 = kind('vti6', 'inet6', 'local 2001:db8::1 remote 2001:db8::2')
