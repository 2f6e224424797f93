import type { Infer, Input } from '@rtnl/codec'
import { type sit as declaration, IPPROTO, SIT } from '@rtnl/families'
import { parsePrefix } from '../../address.ts'
import { bitsOf } from '../../enums.ts'
import type { Printer } from '../../print.ts'
import { type Words, wrong } from '../../words.ts'
import {
  checkIpTunnel,
  type IpTunnel,
  ipTunnelHelp,
  ipTunnelOf,
  ipTunnelOptions,
  MODES,
  printIpTunnel,
} from './ipip.ts'
import { sentOf } from './iptunnel.ts'
import type { LinkKind } from './kind.ts'
import { type Option, readOptions } from './options.ts'
import { named } from './tunnel-ends.ts'

type Shown = Infer<typeof declaration>

interface Given extends IpTunnel {
  flags: number
  '6rdPrefix'?: string | undefined
  '6rdPrefixlen'?: number | undefined
  '6rdRelayPrefix'?: string | undefined
  '6rdRelayPrefixlen'?: number | undefined
}

const SIT_MODES = { 'ipv6/ipv4': IPPROTO.IPV6, ip6ip: IPPROTO.IPV6, ...MODES } as const

function start(before: Shown = {}): Given {
  return {
    ...ipTunnelOf(before),
    flags: bitsOf(SIT, before.flags ?? []),
    '6rdPrefix': before['6rdPrefix'],
    '6rdPrefixlen': before['6rdPrefixlen'],
    '6rdRelayPrefix': before['6rdRelayPrefix'],
    '6rdRelayPrefixlen': before['6rdRelayPrefixlen'],
  }
}

/** A prefix; without a length it is a whole address. */
function takePrefix(words: Words, keyword: string, family: 'inet' | 'inet6'): [prefix: string, length: number] {
  const word = words.take()
  const prefix = parsePrefix(word, family)
  if (prefix?.text === undefined) throw wrong(keyword, word, `an ${family === 'inet' ? 'IPv4' : 'IPv6'} prefix`)
  return [prefix.text, prefix.length]
}

const sitOptions: readonly Option<Given>[] = [
  ...named<Given>(['isatap'], true, (given) => {
    given.flags |= SIT.ISATAP
  }),
  ...named<Given>(['6rd-prefix'], true, (given, words, word) => {
    ;[given['6rdPrefix'], given['6rdPrefixlen']] = takePrefix(words, word, 'inet6')
  }),
  ...named<Given>(['6rd-relay_prefix'], true, (given, words, word) => {
    ;[given['6rdRelayPrefix'], given['6rdRelayPrefixlen']] = takePrefix(words, word, 'inet')
  }),
  // The prefix of 6to4.
  ...named<Given>(['6rd-reset'], true, (given) => {
    given['6rdPrefix'] = '2002::'
    given['6rdPrefixlen'] = 16
    given['6rdRelayPrefix'] = given['6rdRelayPrefixlen'] = undefined
  }),
]

/** A tunnel of IPv6, IPv4 or MPLS over IPv4. */
export const sit: LinkKind<Shown, Input<typeof declaration>> = {
  help: `Usage: rtnl link { add | set } [ NAME ] type sit ${ipTunnelHelp}
    [ mode { ip6ip | ipip | mplsip | any } ] [ isatap ]
    [ 6rd-prefix PREFIX ] [ 6rd-relay_prefix PREFIX ] [ 6rd-reset ]

Example
  rtnl link add six0 type sit local 192.0.2.1 remote 192.0.2.2 ttl 64
`,
  whole: true,
  parse(words, request) {
    const options: Option<Given>[] = [...ipTunnelOptions(SIT_MODES, request), ...sitOptions]
    const given = readOptions('sit', words, options, start(request.before))
    checkIpTunnel('sit', given)
    return sentOf(given)
  },
  print: (print, data, view) =>
    printIpTunnel(print, data, view, () => {
      if (bitsOf(SIT, data.flags ?? []) & SIT.ISATAP) print.any('isatap', true, '', ' ', 'isatap')
      if (data['6rdPrefixlen']) printSixRd(print, data)
    }),
}

function printSixRd(print: Printer, data: Shown): void {
  print.any('prefix', data['6rdPrefix'] ?? '::', '6rd-prefix ', '/')
  print.any('prefixlen', data['6rdPrefixlen'] ?? 0)
  const relay = data['6rdRelayPrefix'] ?? '0.0.0.0'
  if (relay === '0.0.0.0') return
  print.any('relay_prefix', relay, '6rd-relay_prefix ', '/')
  print.any('relay_prefixlen', data['6rdRelayPrefixlen'] ?? 0)
}
