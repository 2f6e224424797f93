/** Tunnels as few machines have them, as link-crafted.ts has the other kinds: what `ip` prints of them is in link-crafted-tunnels.json. */

import { type LinkInput, TUNNEL_ENCAP_FLAG } from '@rtnl/families'
import { kind } from './link-crafted.ts'

const encap = { encapType: 'gue', encapFlags: ['csum', 'remcsum'], encapSport: 5555, encapDport: 5556 } as const

/** As the kernel tells of one that was made without options. */
const bareGre = {
  link: 0,
  iflags: [],
  oflags: [],
  ikey: 0,
  okey: 0,
  ttl: 0,
  fwmark: 0,
  encapType: 'none',
  encapSport: 0,
  encapDport: 0,
  encapFlags: [],
} as const
const bareGre4 = { ...bareGre, local: '0.0.0.0', remote: '0.0.0.0', tos: 0, pmtudisc: 1, ignoreDf: 0 } as const
const bareGre6 = { ...bareGre, local: '::', remote: '::', encapLimit: 0, flowinfo: 0, flags: [] } as const

const richGre = {
  link: 3,
  iflags: ['key', 'seq', 'csum'],
  oflags: ['key', 'seq', 'csum'],
  ikey: 0x0a00002a,
  okey: 0xffffffff,
  ttl: 64,
  fwmark: 0x12,
  ...encap,
} as const

const gre: LinkInput[] = [
  kind(2, 'gre0', 'gre', bareGre4),
  kind(3, 'gre1', 'gre', { ...richGre, local: '192.0.2.1', remote: '192.0.2.2', tos: 0x10, pmtudisc: 0, ignoreDf: 1 }),
  kind(4, 'gre2', 'gre'),
  kind(5, 'gre3', 'gre', {}),
  kind(6, 'gre4', 'gre', { ...bareGre4, iflags: ['key', 'csum'], oflags: ['seq', 'routing'], tos: 1, link: 99 }),
  kind(7, 'gre5', 'gre', { ...bareGre4, iflags: 0x8fff, oflags: 0x2000, ikey: 5, tos: 0xff, ttl: 255 }),
  kind(8, 'gre6', 'gre', { ...bareGre4, collectMetadata: true }),
  kind(9, 'gre7', 'gre', { ...bareGre4, encapType: 'fou', encapFlags: ['csum6'], encapDport: 65535 }),
  kind(10, 'gre8', 'gre', { ...bareGre4, encapType: 'mpls', encapFlags: 0xffff }),
  kind(11, 'gre9', 'gre', { ...bareGre4, encapType: 77, fwmark: 0xffffffff }),
  kind(12, 'tap0', 'gretap', bareGre4),
  kind(13, 'tap1', 'gretap', { ...richGre, local: '192.0.2.1', remote: '239.1.2.3', tos: 3, pmtudisc: 1 }),
  kind(14, 'span0', 'erspan', { ...bareGre4, oflags: ['key'], erspanVer: 1, erspanIndex: 0 }),
  kind(15, 'span1', 'erspan', { ...richGre, erspanVer: 2, erspanDir: 1, erspanHwid: 63 }),
  kind(16, 'span2', 'erspan', { ...bareGre4, erspanVer: 0 }),
  kind(17, 'span3', 'erspan', { ...bareGre4, erspanVer: 2, erspanDir: 0, erspanHwid: 0, erspanIndex: 0xfffff }),
]

const gre6: LinkInput[] = [
  kind(2, 'gre0', 'ip6gre', bareGre6),
  kind(3, 'gre1', 'ip6gre', {
    ...richGre,
    local: '2001:db8::1',
    remote: '2001:db8::2',
    encapLimit: 4,
    flowinfo: 0x01c12345,
    flags: ['rcv_dscp_copy', 'allow_local_remote'],
  }),
  kind(4, 'gre2', 'ip6gre', {}),
  kind(5, 'gre3', 'ip6gre', {
    ...bareGre6,
    flags: ['ign_encap_limit', 'use_orig_tclass', 'use_orig_flowlabel', 'use_orig_fwmark', 'mip6_dev'],
    fwmark: 7,
  }),
  kind(6, 'gre4', 'ip6gre', { ...bareGre6, flowinfo: 0x0ff00000, flags: 0xffffff00, collectMetadata: true }),
  kind(7, 'tap0', 'ip6gretap', { ...bareGre6, flowinfo: 0xf00fffff, link: 2, fwmark: 0x80000000 }),
  kind(8, 'tap1', 'ip6gretap'),
  kind(9, 'span0', 'ip6erspan', { ...bareGre6, oflags: ['key'], erspanVer: 1, erspanIndex: 123 }),
  kind(10, 'span1', 'ip6erspan', { ...richGre, erspanVer: 2, erspanDir: 0, erspanHwid: 1, encapLimit: 255 }),
]

const bareTunnel = {
  link: 0,
  ttl: 0,
  proto: 'ip',
  fwmark: 0,
  encapType: 'none',
  encapSport: 0,
  encapDport: 0,
  encapFlags: [],
} as const
const bareTunnel4 = { ...bareTunnel, local: '0.0.0.0', remote: '0.0.0.0', tos: 0, pmtudisc: 1 } as const
const richTunnel4 = {
  ...encap,
  link: 2,
  local: '192.0.2.1',
  remote: '192.0.2.2',
  ttl: 64,
  tos: 1,
  pmtudisc: 0,
  fwmark: 18,
} as const

const ipTunnels: LinkInput[] = [
  kind(2, 'ipip0', 'ipip', bareTunnel4),
  kind(3, 'ipip1', 'ipip', { ...richTunnel4, proto: 'ipip' }),
  kind(4, 'ipip2', 'ipip', { ...bareTunnel4, proto: 'mpls', collectMetadata: true }),
  kind(5, 'ipip3', 'ipip', { proto: 'udp' }),
  kind(6, 'ipip4', 'ipip', {}),
  kind(7, 'ipip5', 'ipip'),
  kind(8, 'sit0', 'sit', {
    ...bareTunnel4,
    proto: 'ipv6',
    flags: [],
    '6rdPrefix': '2002::',
    '6rdPrefixlen': 16,
    '6rdRelayPrefix': '0.0.0.0',
    '6rdRelayPrefixlen': 0,
  }),
  kind(9, 'sit1', 'sit', {
    ...richTunnel4,
    flags: ['isatap'],
    '6rdPrefix': '2001:db8::',
    '6rdPrefixlen': 32,
    '6rdRelayPrefix': '10.0.0.0',
    '6rdRelayPrefixlen': 8,
  }),
  kind(10, 'sit2', 'sit', {
    ...bareTunnel4,
    proto: 'ipip',
    flags: 0x8002,
    '6rdPrefix': '2001:db8::1',
    '6rdPrefixlen': 0,
    '6rdRelayPrefix': '10.0.0.0',
    '6rdRelayPrefixlen': 8,
  }),
  kind(11, 'sit3', 'sit', { ...bareTunnel4, proto: 'mpls' }),
  kind(12, 'tnl0', 'ip6tnl', { ...bareTunnel, local: '::', remote: '::', encapLimit: 0, flowinfo: 0, flags: [] }),
  kind(13, 'tnl1', 'ip6tnl', {
    ...encap,
    encapFlags: TUNNEL_ENCAP_FLAG.CSUM6,
    proto: 'ipv6',
    link: 2,
    local: '2001:db8::1',
    remote: '2001:db8::2',
    ttl: 64,
    encapLimit: 4,
    flowinfo: 0x01c12345,
    flags: ['rcv_dscp_copy', 'allow_local_remote', 'mip6_dev'],
    fwmark: 18,
  }),
  kind(14, 'tnl2', 'ip6tnl', {
    ...bareTunnel,
    proto: 'ipip',
    flags: ['ign_encap_limit', 'use_orig_tclass', 'use_orig_flowlabel', 'use_orig_fwmark'],
    collectMetadata: true,
  }),
  kind(15, 'tnl3', 'ip6tnl', { proto: 'gre', flags: 0x80000000 }),
  kind(16, 'tnl4', 'ip6tnl', {}),
]

const ipsec: LinkInput[] = [
  kind(2, 'vti0', 'vti', { link: 0, ikey: 0, okey: 0, local: '0.0.0.0', remote: '0.0.0.0', fwmark: 0 }),
  kind(3, 'vti1', 'vti', {
    link: 2,
    ikey: 42,
    okey: 0xffffffff,
    local: '192.0.2.1',
    remote: '192.0.2.2',
    fwmark: 0x12,
  }),
  kind(4, 'vti2', 'vti', {}),
  kind(5, 'vti3', 'vti'),
  kind(6, 'vti4', 'vti6', { link: 77, ikey: 0x01000000, okey: 0, local: '2001:db8::1', remote: '::', fwmark: 0 }),
  kind(7, 'vti5', 'vti6', { ikey: 1, okey: 2, local: '::', remote: 'fe80::1', fwmark: 1 }),
  kind(8, 'xfrm0', 'xfrm', { link: 2, ifId: 7 }),
  kind(9, 'xfrm1', 'xfrm', { ifId: 0xffffffff, collectMetadata: true }),
  kind(10, 'xfrm2', 'xfrm', { ifId: 0 }),
  kind(11, 'xfrm3', 'xfrm', {}),
  kind(12, 'xfrm4', 'xfrm'),
]

const udp: LinkInput[] = [
  kind(2, 'gen0', 'geneve', {
    id: 7,
    remote: '192.0.2.1',
    ttl: 0,
    tos: 0,
    label: 0,
    port: 6081,
    udpCsum: 0,
    udpZeroCsum6Rx: 1,
    ttlInherit: 0,
    df: 'unset',
  }),
  kind(3, 'gen1', 'geneve', {
    id: 0xffffff,
    remote6: '2001:db8::1',
    ttl: 64,
    tos: 1,
    label: 0xfffff,
    port: 1,
    collectMetadata: true,
    udpCsum: 1,
    udpZeroCsum6Tx: 1,
    udpZeroCsum6Rx: 0,
    df: 'set',
    innerProtoInherit: true,
    portRange: { low: 1, high: 2 },
  }),
  kind(4, 'gen2', 'geneve', { remote: '0.0.0.0', ttl: 9, ttlInherit: 1, tos: 0x1c, df: 'inherit' }),
  kind(5, 'gen3', 'geneve', { remote6: '::', df: 9, udpZeroCsum6Tx: 0 }),
  kind(6, 'gen4', 'geneve', { remote6: 'ff02::1' }),
  kind(7, 'gen5', 'geneve', {}),
  kind(8, 'gen6', 'geneve'),
  kind(9, 'bare0', 'bareudp', { port: 6635, ethertype: 'mpls_uc', srcportMin: 0 }),
  kind(10, 'bare1', 'bareudp', { port: 65535, ethertype: 'ip', srcportMin: 1000, multiprotoMode: true }),
  kind(11, 'bare2', 'bareudp', { ethertype: 0x1234 }),
  kind(12, 'bare3', 'bareudp', {}),
  kind(13, 'bare4', 'bareudp'),
]

/** By name, what one dump contains. */
export const crafted: Readonly<Record<string, readonly LinkInput[]>> = { gre, gre6, ipTunnels, ipsec, udp }

/** What each is printed with. */
export const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  gre: ['-d', '-o -d'],
  gre6: ['-d'],
  ipTunnels: ['-d'],
  ipsec: ['-d'],
  udp: ['-d', '-N -d'],
}
