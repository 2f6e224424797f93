import type { Infer, Input } from '@rtnl/codec'
import { type ip6tnl as declaration, IP6_TNL_F, IPPROTO, TUNNEL_ENCAP_FLAG } from '@rtnl/families'
import { bitsOf } from '../../enums.ts'
import { type Inside, insideOf, insideOptions, printInside, sentOf } from './iptunnel.ts'
import type { LinkKind } from './kind.ts'
import { type Option, readOptions } from './options.ts'
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

interface Given extends OverIpv6, Encap, Inside {}

const MODES = {
  'ipv6/ipv6': IPPROTO.IPV6,
  ip6ip6: IPPROTO.IPV6,
  'ip/ipv6': IPPROTO.IPIP,
  'ipv4/ipv6': IPPROTO.IPIP,
  ipip6: IPPROTO.IPIP,
  ip4ip6: IPPROTO.IPIP,
  'any/ipv6': 0,
  any: 0,
} as const

const options: readonly Option<Given>[] = [
  ...insideOptions(MODES),
  ...endOptions('inet6', true),
  ...hoplimitOptions(true),
  ...tclassOptions(['tos', 'tclass', 'tc'], true),
  ...tclassOptions(['dsfield']),
  ...ipv6Options,
  ...encapOptions,
]

/** A tunnel of IPv6 or IPv4 over IPv6. */
export const ip6tnl: LinkKind<Infer<typeof declaration>, Input<typeof declaration>> = {
  help: `Usage: rtnl link { add | set } [ NAME ] type ip6tnl ${ipv6Help}
    [ mode { ip6ip6 | ipip6 | any } ] [ external ]
${encapHelp}

Example
  rtnl link add tun0 type ip6tnl local 2001:db8::1 remote 2001:db8::2 mode any
`,
  whole: true,
  parse: (words, { before }) =>
    sentOf(
      readOptions<Given>('ip6tnl', words, options, {
        ...overIpv6(before),
        ...encapOf(before, TUNNEL_ENCAP_FLAG.CSUM6),
        ...insideOf(before),
      }),
    ),
  print(print, data, view) {
    printInside(print, data, { [IPPROTO.IPIP]: 'ipip6', [IPPROTO.IPV6]: 'ip6ip6', 0: 'any' })
    printEnds(print, data, view)
    printTtl(print, 'hoplimit', data.ttl)
    printIpv6(print, data)
    if (bitsOf(IP6_TNL_F, data.flags ?? []) & IP6_TNL_F.MIP6_DEV) print.any('ip6_tnl_f_mip6_dev', true, '', ' ', 'mip6')
    printRemoteAndMark(print, data)
    printEncap(print, data)
  },
}
