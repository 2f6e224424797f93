import type { Infer, Input } from '@rtnl/codec'
import { type gre as declaration, GRE } from '@rtnl/families'
import { parseAddress } from '../../address.ts'
import { UsageError } from '../../errors.ts'
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
import type { KindRequest, LinkKind } from './kind.ts'
import { type Option, optionsOf, readOptions } from './options.ts'
import { shower } from './print.ts'
import { type Encap, encapHelp, encapOf, encapOptions, printEncap } from './tunnel-encap.ts'
import { endOptions, fwmarkOption, printEnds, printFwmark, printTtl } from './tunnel-ends.ts'
import { type OverIpv4, overIpv4, pmtudiscOptions, tosOptions, ttlOptions } from './tunnel-ipv4.ts'
import { keyOf } from './tunnel-key.ts'
import { isMulticast } from './tunnel-values.ts'
import { printTos } from './udp-print.ts'

type Shown = Infer<typeof declaration>
type Data = Input<typeof declaration>

interface Given extends OverIpv4, GreHeader, Encap, Erspan {
  ignoreDf?: number
  collectMetadata?: true
}

const { exact, fixed } = optionsOf<Given>()

function start(before: Shown = {}): Given {
  return {
    ...overIpv4(before),
    ...greHeaderOf(before),
    ...encapOf(before),
    ...erspanOf(before),
    ...(before.ignoreDf ? { ignoreDf: 1 } : {}),
    ...(before.collectMetadata ? { collectMetadata: true } : {}),
  }
}

function optionsFor(kind: string, request: KindRequest<Shown>): Option<Given>[] {
  return [
    ...greHeaderOptions,
    ...pmtudiscOptions(),
    ...endOptions('inet'),
    ...ttlOptions(),
    ...tosOptions(request, ['tos', 'tclass', 'dsfield']),
    ...encapOptions,
    exact(fixed('external', 'collectMetadata', true)),
    exact(fixed('ignore-df', 'ignoreDf', 1)),
    exact(fixed('noignore-df', 'ignoreDf', 0)),
    fwmarkOption,
    ...(kind === 'erspan' ? erspanOptions : []),
  ]
}

/** A multicast group is its own key where none was given. */
function broadcast(kind: string, given: Given): void {
  const group = given.remote === undefined ? undefined : parseAddress(given.remote, 'inet')
  if (!group || !isMulticast(group)) return
  for (const side of ['i', 'o'] as const) {
    if (given[`${side}key`] !== 0) continue
    given[`${side}key`] = keyOf(group.bytes)
    given[`${side}flags`] |= GRE.KEY
  }
  if (given.local === undefined) throw new UsageError(`${kind}: to a group goes only with local`)
}

function parse(kind: string, words: Words, request: KindRequest<Shown>): Data {
  const given = readOptions(kind, words, optionsFor(kind, request), start(request.before))
  broadcast(kind, given)
  const { erspanVer, erspanIndex, erspanDir, erspanHwid, collectMetadata, ...rest } = given
  if (collectMetadata) return { collectMetadata }
  return { ...rest, ...(kind === 'erspan' ? erspanSent(given) : {}) }
}

function kind(name: string, example: string): LinkKind<Shown, Data> {
  return {
    help: `Usage: rtnl link { add | set } [ NAME ] type ${name} [ remote ADDRESS ] [ local ADDRESS ] [ dev DEV ]
${greHeaderHelp}
    [ ttl { 1..255 | inherit } ] [ tos { TOS | inherit } ] [ [no]pmtudisc ] [ [no]ignore-df ] [ fwmark MARK ] [ external ]
${encapHelp}${name === 'erspan' ? erspanHelp : ''}

KEY: a number, or one in the form of an IPv4 address

Example
  rtnl link add ${name}1 type ${name} local 192.0.2.1 remote 192.0.2.2 ${example}
`,
    whole: true,
    parse: (words, request) => parse(name, words, request),
    print(print, data, view) {
      const { set } = shower(print)
      set('external', data.collectMetadata)
      printEnds(print, data, view)
      printTtl(print, 'ttl', data.ttl)
      printTos(print, data.tos)
      if (data.pmtudisc) print.only('pmtudisc', true)
      else if (data.pmtudisc !== undefined) print.any('pmtudisc', false, '', ' ', 'nopmtudisc')
      set('ignore_df', data.ignoreDf, 'ignore-df')
      printGreHeader(print, data)
      printFwmark(print, data.fwmark)
      printErspan(print, data)
      printEncap(print, data)
    },
  }
}

/** A tunnel of IP packets by GRE over IPv4. */
export const gre = kind('gre', 'key 42')

/** The same of Ethernet frames. */
export const gretap = kind('gretap', 'key 42')

/** The same of mirrored frames. */
export const erspan = kind('erspan', 'seq key 42 erspan_ver 1 erspan 123')
