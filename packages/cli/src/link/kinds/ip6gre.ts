import type { Infer, Input } from '@rtnl/codec'
import { type ip6gre as declaration, TUNNEL_ENCAP_FLAG } from '@rtnl/families'
import type { Words } from '../../words.ts'
import {
  type Erspan,
  erspanHelp,
  erspanOf,
  erspanOptions,
  erspanSent,
  type GreHeader,
  greHeaderHelp,
  greHeaderOf,
  greHeaderOptions,
  printErspan,
  printGreHeader,
} from './gre-header.ts'
import type { LinkKind } from './kind.ts'
import { type Option, optionsOf, readOptions } from './options.ts'
import { shower } from './print.ts'
import { type Encap, encapHelp, encapOf, encapOptions, printEncap } from './tunnel-encap.ts'
import { endOptions, printEnds, printTtl } from './tunnel-ends.ts'
import {
  hoplimitOptions,
  ipv6Help,
  ipv6Options,
  type OverIpv6,
  overIpv6,
  printIpv6,
  printRemoteAndMark,
  tclassOptions,
} from './tunnel-ipv6.ts'

type Shown = Infer<typeof declaration>
type Data = Input<typeof declaration>

interface Given extends OverIpv6, GreHeader, Encap, Erspan {
  collectMetadata?: true
}

const { exact, fixed } = optionsOf<Given>()

/** ip takes the options of ERSPAN for all three kinds. */
const options: readonly Option<Given>[] = [
  ...greHeaderOptions,
  ...endOptions('inet6'),
  ...hoplimitOptions(),
  ...tclassOptions(['tos', 'tclass', 'dsfield']),
  ...ipv6Options,
  ...encapOptions,
  exact(fixed('external', 'collectMetadata', true)),
  ...erspanOptions,
]

function parse(kind: string, words: Words, before: Shown = {}): Data {
  const given = readOptions<Given>(kind, words, options, {
    ...overIpv6(before),
    ...greHeaderOf(before),
    ...encapOf(before, TUNNEL_ENCAP_FLAG.CSUM6),
    ...erspanOf(before),
    ...(before.collectMetadata ? { collectMetadata: true } : {}),
  })
  const { erspanVer, erspanIndex, erspanDir, erspanHwid, collectMetadata, ...rest } = given
  return collectMetadata ? { collectMetadata } : { ...rest, ...erspanSent(given) }
}

function kind(name: string, example: string): LinkKind<Shown, Data> {
  return {
    help: `Usage: rtnl link { add | set } [ NAME ] type ${name} ${ipv6Help}
${greHeaderHelp} [ external ]
${encapHelp}${erspanHelp}

KEY: a number, or one in the form of an IPv4 address

Example
  rtnl link add ${name}1 type ${name} local 2001:db8::1 remote 2001:db8::2 ${example}
`,
    whole: true,
    parse: (words, { before }) => parse(name, words, before),
    print(print, data, view) {
      shower(print).set('external', data.collectMetadata)
      printEnds(print, data, view)
      printTtl(print, 'hoplimit', data.ttl)
      printIpv6(print, data)
      printGreHeader(print, data)
      printRemoteAndMark(print, data)
      printErspan(print, data)
      printEncap(print, data)
    },
  }
}

/** A tunnel of IP packets by GRE over IPv6. */
export const ip6gre = kind('ip6gre', 'key 42')

/** The same of Ethernet frames. */
export const ip6gretap = kind('ip6gretap', 'key 42')

/** The same of mirrored frames. */
export const ip6erspan = kind('ip6erspan', 'seq key 42 erspan_ver 1 erspan 123')
