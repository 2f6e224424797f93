import type { Infer, Input } from '@rtnl/codec'
import { type ipip as declaration, IPPROTO } from '@rtnl/families'
import { UsageError } from '../../errors.ts'
import type { Printer } from '../../print.ts'
import type { LinkView } from '../view.ts'
import { type Inside, insideOf, insideOptions, type Modes, printInside, sentOf } from './iptunnel.ts'
import type { KindRequest, LinkKind } from './kind.ts'
import { type Option, readOptions } from './options.ts'
import { type Encap, encapHelp, encapOf, encapOptions, printEncap } from './tunnel-encap.ts'
import { endOptions, fwmarkOption, printEnds, printFwmark, printTtl } from './tunnel-ends.ts'
import { type OverIpv4, overIpv4, pmtudiscOptions, tosOptions, ttlOptions } from './tunnel-ipv4.ts'
import { printTos } from './udp-print.ts'

/** What ipip and sit have in common. */
export interface IpTunnel extends OverIpv4, Encap, Inside {}

type Shown = Infer<typeof declaration>

export const MODES = {
  'ipv4/ipv4': IPPROTO.IPIP,
  ipip: IPPROTO.IPIP,
  ip4ip4: IPPROTO.IPIP,
  'mpls/ipv4': IPPROTO.MPLS,
  mplsip: IPPROTO.MPLS,
  'any/ipv4': 0,
  any: 0,
} as const

export function ipTunnelOf(before: Shown = {}): IpTunnel {
  return { ...overIpv4(before), ...encapOf(before), ...insideOf(before) }
}

export function ipTunnelOptions(modes: Modes, request: Pick<KindRequest, 'names'>): Option<IpTunnel>[] {
  return [
    ...insideOptions(modes),
    ...endOptions('inet', true),
    ...ttlOptions(true),
    ...tosOptions(request, ['tos', 'tclass', 'tc'], true),
    ...tosOptions(request, ['dsfield']),
    ...pmtudiscOptions(true),
    ...encapOptions,
    fwmarkOption,
  ]
}

export function checkIpTunnel(kind: string, { ttl, pmtudisc }: IpTunnel): void {
  if (ttl !== 0 && pmtudisc === 0) throw new UsageError(`${kind}: nopmtudisc goes only with ttl inherit`)
}

export const ipTunnelHelp = `[ remote ADDRESS ] [ local ADDRESS ] [ dev DEV ]
    [ ttl { 1..255 | inherit } ] [ tos { TOS | inherit } ] [ [no]pmtudisc ] [ fwmark MARK ] [ external ]
${encapHelp}`

/** `between`: what a kind has before the mark. */
export function printIpTunnel(print: Printer, data: Shown, view: LinkView, between: () => void = () => {}): void {
  printInside(print, data, {
    [IPPROTO.IPIP]: 'ipip',
    [IPPROTO.IPV6]: 'ip6ip',
    [IPPROTO.MPLS]: 'mplsip',
    0: 'any',
  })
  printEnds(print, data, view)
  printTtl(print, 'ttl', data.ttl)
  printTos(print, data.tos)
  const pmtudisc = Boolean(data.pmtudisc)
  print.any('pmtudisc', pmtudisc, '', ' ', pmtudisc ? 'pmtudisc' : 'nopmtudisc')
  between()
  printFwmark(print, data.fwmark)
  printEncap(print, data)
}

/** A tunnel of IPv4 or MPLS over IPv4. */
export const ipip: LinkKind<Shown, Input<typeof declaration>> = {
  help: `Usage: rtnl link { add | set } [ NAME ] type ipip ${ipTunnelHelp}
    [ mode { ipip | mplsip | any } ]

Example
  rtnl link add tun0 type ipip local 192.0.2.1 remote 192.0.2.2
`,
  whole: true,
  parse(words, request) {
    const given = readOptions('ipip', words, ipTunnelOptions(MODES, request), ipTunnelOf(request.before))
    checkIpTunnel('ipip', given)
    return sentOf(given)
  },
  print: (print, data, view) => printIpTunnel(print, data, view),
}
