import { type Rule, type RuleInput, rule } from '@rtnl/families'
import { describe, expect, test } from 'vitest'
import { encoded, type Json, likeIp, recording, requests, roundTrips } from './recorded.ts'

const HEADER = 12
const ZERO: Partial<Rule> = { dstLen: 0, srcLen: 0, tos: 0, hdrTable: 'unspec', action: 'unspec', flags: [] }

// The values are in the order of the request's attributes, so that they encode to the same bytes.
const REQUESTS: Record<string, RuleInput> = {
  'ip rule add from 192.0.2.0/24 to 198.51.100.0/24 table 100 pref 100': {
    family: 'inet',
    dstLen: 24,
    srcLen: 24,
    hdrTable: 100,
    action: 'to_tbl',
    src: '192.0.2.0',
    dst: '198.51.100.0',
    priority: 100,
  },
  'ip rule add not from 192.0.2.0/24 fwmark 0x2a/0xff lookup 1000 pref 101 protocol zebra': {
    family: 'inet',
    srcLen: 24,
    action: 'to_tbl',
    flags: ['invert'],
    src: '192.0.2.0',
    fwmark: 42,
    fwmask: 255,
    table: 1000,
    priority: 101,
    protocol: 'zebra',
  },
  'ip rule add iif v0 oif v1 tos 0x10 table main pref 102 realms 5/6': {
    family: 'inet',
    tos: 16,
    hdrTable: 'main',
    action: 'to_tbl',
    iifname: 'v0',
    oifname: 'v1',
    priority: 102,
    flow: 327686,
  },
  'ip rule add uidrange 1000-2000 ipproto tcp sport 1024-2047 dport 443 table 253 pref 103': {
    family: 'inet',
    hdrTable: 'default',
    action: 'to_tbl',
    uidRange: { start: 1000, end: 2000 },
    ipProto: 'tcp',
    sportRange: { start: 1024, end: 2047 },
    dportRange: { start: 443, end: 443 },
    priority: 103,
  },
  'ip rule add tun_id 77 iif v0 table 100 pref 104': {
    family: 'inet',
    hdrTable: 100,
    action: 'to_tbl',
    tunId: 77n,
    iifname: 'v0',
    priority: 104,
  },
  'ip rule add table main suppress_prefixlength 0 pref 105': {
    family: 'inet',
    hdrTable: 'main',
    action: 'to_tbl',
    suppressPrefixlen: 0,
    priority: 105,
  },
  'ip rule add table main suppress_ifgroup 7 pref 106': {
    family: 'inet',
    hdrTable: 'main',
    action: 'to_tbl',
    suppressIfgroup: 7,
    priority: 106,
  },
  'ip rule add goto 200 pref 107': { family: 'inet', action: 'goto', goto: 200, priority: 107 },
  'ip rule add nop pref 108': { family: 'inet', action: 'nop', priority: 108 },
  'ip rule add blackhole from 203.0.113.0/24 pref 109': {
    family: 'inet',
    srcLen: 24,
    action: 'blackhole',
    src: '203.0.113.0',
    priority: 109,
  },
  'ip rule add unreachable pref 110 iif gone0': {
    family: 'inet',
    action: 'unreachable',
    priority: 110,
    iifname: 'gone0',
  },
  'ip rule add prohibit fwmark 1 pref 111': { family: 'inet', action: 'prohibit', fwmark: 1, priority: 111 },
  'ip rule add l3mdev pref 112': { family: 'inet', action: 'to_tbl', l3mdev: 1, priority: 112 },
  'ip rule add from all lookup 100 pref 200': {
    family: 'inet',
    hdrTable: 100,
    action: 'to_tbl',
    src: '',
    priority: 200,
  },
  'ip -6 rule add from 2001:db8::/32 to 2001:db8:1::/48 table 100 pref 100': {
    family: 'inet6',
    dstLen: 48,
    srcLen: 32,
    hdrTable: 100,
    action: 'to_tbl',
    src: '2001:db8::',
    dst: '2001:db8:1::',
    priority: 100,
  },
  'ip -6 rule add iif v0 ipproto udp dport 53 table 300 pref 101': {
    family: 'inet6',
    action: 'to_tbl',
    iifname: 'v0',
    ipProto: 'udp',
    dportRange: { start: 53, end: 53 },
    table: 300,
    priority: 101,
  },
  'ip rule add from 192.0.2.9 table 100': {
    family: 'inet',
    srcLen: 32,
    hdrTable: 100,
    action: 'to_tbl',
    src: '192.0.2.9',
  },
  'ip rule del pref 108': { family: 'inet', priority: 108 },
  'ip rule show': { family: 'inet' },
  'ip -6 rule show table 100': { family: 'inet6' },
}

const hex = (number: number) => `0x${number.toString(16)}`

function asIp(r: Rule): Json {
  const bits = r.family === 'inet' ? 32 : 128
  const entry: Record<string, unknown> = { priority: r.priority ?? 0, src: r.src ?? 'all' }
  if (r.flags.includes('invert')) entry.not = null
  if (r.src !== undefined && r.srcLen !== bits) entry.srclen = r.srcLen
  if (r.dst !== undefined) Object.assign(entry, { dst: r.dst }, r.dstLen !== bits && { dstlen: r.dstLen })
  if (r.tos) entry.tos = hex(r.tos)
  if (r.fwmark !== undefined) entry.fwmark = hex(r.fwmark)
  if (r.fwmask !== undefined && r.fwmask !== 0xffffffff) entry.fwmask = hex(r.fwmask)
  if (r.iifname !== undefined) entry.iif = r.iifname
  if (r.flags.includes('iif_detached')) entry.iif_detached = null
  if (r.oifname !== undefined) entry.oif = r.oifname
  if (r.l3mdev) entry.l3mdev = null
  if (r.uidRange !== undefined) Object.assign(entry, { uid_start: r.uidRange.start, uid_end: r.uidRange.end })
  if (r.ipProto !== undefined) entry.ipproto = r.ipProto
  for (const [name, range] of [
    ['sport', r.sportRange],
    ['dport', r.dportRange],
  ] as const)
    if (range !== undefined && range.start === range.end) entry[name] = range.start
    else if (range !== undefined) Object.assign(entry, { [`${name}_start`]: range.start, [`${name}_end`]: range.end })
  if (r.tunId !== undefined) entry.tun_id = Number(r.tunId)
  if (r.table !== undefined && r.table !== 'unspec') entry.table = String(r.table)
  if (r.suppressPrefixlen !== undefined && r.suppressPrefixlen !== -1) entry.suppress_prefixlen = r.suppressPrefixlen
  if (r.suppressIfgroup !== undefined) entry.suppress_ifgroup = String(r.suppressIfgroup)
  if (r.flow) Object.assign(entry, { flow_from: String(r.flow >>> 16), flow_to: String(r.flow & 0xffff) })
  if (r.action === 'goto') entry.goto = r.goto
  else if (r.action !== 'to_tbl') entry.action = r.action
  entry.protocol = r.protocol
  return entry
}

requests(rule, 'rule/requests', HEADER, ZERO, REQUESTS)

describe('what the kernel sends', () => {
  for (const file of ['dump-inet', 'dump-inet6', 'notifications']) roundTrips(rule, `rule/${file}`, HEADER)
  likeIp('rule/dump-inet', asIp)
  likeIp('rule/dump-inet6', asIp)
})

describe('attributes newer than the iproute2 at hand', () => {
  const newer = (recording('rule/requests').vectors ?? []).filter(({ command }) => command.startsWith('record/'))
  const table = { hdrTable: 100, action: 'to_tbl' } as const
  const values: RuleInput[] = [
    { family: 'inet', ...table, priority: 150, dscp: 46, dscpMask: 62 },
    {
      family: 'inet',
      ...table,
      priority: 151,
      sportRange: { start: 0x100, end: 0x100 },
      sportMask: 0xff00,
      dportRange: { start: 0x200, end: 0x200 },
      dportMask: 0xfff0,
    },
    { family: 'inet6', ...table, priority: 152, flowlabel: 0x12340, flowlabelMask: 0xffff0 },
  ]
  test.each(values.map((value, i) => [i, value] as const))('request %i', (i, value) => {
    expect(encoded(rule, value)).toBe(newer[i]?.hex.slice(32))
  })
})

describe('what is refused before it is sent', () => {
  test('the name of an interface of 16 bytes', () => {
    expect(() => encoded(rule, { family: 'inet', iifname: '0123456789abcdef' })).toThrow(/iifname/)
  })
  test('an unknown key', () => {
    expect(() => encoded(rule, { family: 'inet', lookup: 100 } as RuleInput)).toThrow(/lookup/)
  })
  test('a port out of range', () => {
    expect(() => encoded(rule, { family: 'inet', dportRange: { start: 1, end: 65536 } })).toThrow(/dportRange\.end/)
  })
})
