import {
  bareudp,
  geneve,
  gre,
  IFLA_BAREUDP,
  IFLA_GENEVE,
  IFLA_GRE,
  IFLA_IPTUN,
  IFLA_VTI,
  IFLA_XFRM,
  ip6gre,
  ip6tnl,
  ipip,
  type Link,
  type LinkInput,
  link,
  sit,
  vti,
  vti6,
  xfrm,
} from '@rtnl/families'
import { describe, expect, test } from 'vitest'
import { decodeOne, encoded, payload, plain, recording } from './recorded.ts'

type Set = {
  readonly prefix: string
  readonly declared: Readonly<Record<string, readonly [type: number, ...unknown[]]>>
}

const camel = (constant: string) => constant.toLowerCase().replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase())

/** Members that only tunnels over the other IP have: the kernel's policies do not know them. */
const GRE_IPV4 = 'TOS PMTUDISC IGNORE_DF'
const GRE_IPV6 = 'ENCAP_LIMIT FLOWINFO FLAGS'
const SIXRD = '6RD_PREFIX 6RD_RELAY_PREFIX 6RD_PREFIXLEN 6RD_RELAY_PREFIXLEN'

test.each<[kind: string, prefix: string, constants: Readonly<Record<string, number>>, set: Set, not: string]>([
  ['geneve', 'IFLA_GENEVE', IFLA_GENEVE, geneve, ''],
  ['bareudp', 'IFLA_BAREUDP', IFLA_BAREUDP, bareudp, ''],
  ['gre', 'IFLA_GRE', IFLA_GRE, gre, GRE_IPV6],
  ['ip6gre', 'IFLA_GRE', IFLA_GRE, ip6gre, GRE_IPV4],
  ['ipip', 'IFLA_IPTUN', IFLA_IPTUN, ipip, `ENCAP_LIMIT FLOWINFO FLAGS ${SIXRD}`],
  ['sit', 'IFLA_IPTUN', IFLA_IPTUN, sit, 'ENCAP_LIMIT FLOWINFO'],
  ['ip6tnl', 'IFLA_IPTUN', IFLA_IPTUN, ip6tnl, `TOS PMTUDISC ${SIXRD}`],
  ['vti', 'IFLA_VTI', IFLA_VTI, vti, ''],
  ['vti6', 'IFLA_VTI', IFLA_VTI, vti6, ''],
  ['xfrm', 'IFLA_XFRM', IFLA_XFRM, xfrm, ''],
])('each attribute of %s is declared, under its own name', (_kind, prefix, constants, set, not) => {
  const leftOut = ['UNSPEC', ...not.split(' ')]
  const expected = Object.entries(constants)
    .filter(([name]) => !leftOut.includes(name))
    .map(([name, type]) => [camel(name), type])
  expect(set.prefix).toBe(prefix)
  expect(Object.fromEntries(Object.entries(set.declared).map(([key, [type]]) => [key, type]))).toEqual(
    Object.fromEntries(expected),
  )
})

const RICH_GRE = {
  ikey: 0x0a00002a,
  okey: 0x0a00002a,
  iflags: ['seq', 'key', 'csum'],
  oflags: ['seq', 'key', 'csum'],
} as const
const RICH_ENCAP = {
  fwmark: 0x12,
  encapType: 'gue',
  encapFlags: ['csum', 'remcsum'],
  encapSport: 5555,
  encapDport: 5556,
} as const
const OVER_IPV4 = { local: '192.0.2.1', remote: '192.0.2.2', ttl: 64, tos: 0x10, link: 10 } as const
const OVER_IPV6 = {
  local: '2001:db8::1',
  remote: '2001:db8::2',
  ttl: 12,
  encapLimit: 7,
  flowinfo: 0x01c12345,
  flags: ['rcv_dscp_copy', 'allow_local_remote'],
  link: 10,
} as const
const GRE4 = { ...RICH_GRE, ...OVER_IPV4, pmtudisc: 0, ...RICH_ENCAP } as const
const GRE6 = { ...RICH_GRE, ...OVER_IPV6, ...RICH_ENCAP } as const

/** By the kind and a word of the command, what the data of one recorded request means. */
const VALUES: readonly [kind: string, words: RegExp, data: object][] = [
  [
    'geneve',
    /innerprotoinherit/,
    {
      id: 0xffffff,
      remote6: '2001:db8::1',
      ttl: 64,
      tos: 0x10,
      df: 'set',
      label: 0x12345,
      port: 6082,
      udpCsum: 1,
      udpZeroCsum6Tx: 0,
      udpZeroCsum6Rx: 1,
      innerProtoInherit: true,
    },
  ],
  ['bareudp', /1000 multiproto/, { port: 7000, ethertype: 'ip', srcportMin: 1000, multiprotoMode: true }],
  ['gre', /encap gue.*dport/, GRE4],
  ['gretap', /encap gue/, GRE4],
  ['erspan', /encap gue/, { ...GRE4, erspanVer: 1 }],
  ['erspan', /erspan_hwid 0x3f/, expect.objectContaining({ erspanVer: 2, erspanDir: 1, erspanHwid: 63 })],
  ['erspan', /erspan 0xfffff/, expect.objectContaining({ erspanVer: 1, erspanIndex: 0xfffff })],
  ['ip6gre', /encap gue/, { ...GRE6, erspanVer: 1 }],
  ['ip6gretap', /encap gue/, { ...GRE6, erspanVer: 1 }],
  ['ip6erspan', /encap gue/, { ...GRE6, erspanVer: 1 }],
  ['ipip', /encap gue/, { ...OVER_IPV4, pmtudisc: 1, proto: 'ip', ...RICH_ENCAP }],
  ['sit', /encap gue/, { ...OVER_IPV4, pmtudisc: 1, proto: 'ip', ...RICH_ENCAP, flags: [] }],
  [
    'sit',
    /^.{0,30}6rd-prefix .*\/8$/,
    expect.objectContaining({
      '6rdPrefix': '2001:db8::',
      '6rdPrefixlen': 32,
      '6rdRelayPrefix': '10.0.0.0',
      '6rdRelayPrefixlen': 8,
    }),
  ],
  ['sit', /isatap$/, expect.objectContaining({ proto: 'ipv6', flags: ['isatap'] })],
  ['ip6tnl', /encap gue/, { ...OVER_IPV6, proto: 'ipip', ...RICH_ENCAP }],
  ['vti', /fwmark 0x12/, { local: '192.0.2.1', remote: '192.0.2.2', ikey: 42, okey: 42, link: 10, fwmark: 0x12 }],
  ['vti6', /fwmark 0x12/, { local: '2001:db8::1', remote: '2001:db8::2', ikey: 42, okey: 42, link: 10, fwmark: 0x12 }],
  ['xfrm', /0xffffffff/, { link: 10, ifId: 0xffffffff }],
]

const { tool, vectors = [] } = recording('link/kinds-tunnels')

describe(`requests of ${tool}`, () => {
  test.each(VALUES)('%s %s', (kind, words, data) => {
    const found = vectors.filter(({ command }) => command.includes(` type ${kind} `) && words.test(command))
    expect(found).toHaveLength(1)
    const { body } = decodeOne<Link>(found[0]?.hex ?? '')
    expect(plain(body.linkinfo)).toEqual({ kind, data })
  })

  // The kind stands there without a NUL, and its padding is what was in ip's memory.
  test.each(vectors.map(({ command, hex }) => [command, hex] as const))('%s, and back', (_command, hex) => {
    const { body } = decodeOne<Link & LinkInput>(hex)
    expect(encoded(link, body)).toBe(payload(hex, 16))
  })
})

test('attributes of a newer kernel survive', () => {
  const unknown = [{ type: 200, data: new Uint8Array([1, 2, 3, 4]) }]
  for (const kind of ['geneve', 'gre', 'ip6gre', 'ipip', 'sit', 'ip6tnl', 'vti', 'vti6', 'xfrm', 'bareudp'] as const) {
    const bytes = encoded(link, { linkinfo: { kind, data: { unknown } } } as LinkInput)
    const { body } = decodeOne<Link & LinkInput>(`${framing(bytes)}${bytes}`)
    expect(body.linkinfo?.data).toEqual({ unknown })
    expect(encoded(link, body)).toBe(bytes)
  }
})

/** The header of an `RTM_NEWLINK` with this payload. */
function framing(bytes: string): string {
  const header = Buffer.alloc(16)
  header.writeUInt32LE(16 + bytes.length / 2, 0)
  header.writeUInt16LE(16, 4)
  return header.toString('hex')
}
