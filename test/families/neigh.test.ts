import { type Neigh, type NeighInput, neigh, RTM } from '@rtnl/families'
import { describe, expect, test } from 'vitest'
import { decodeOne, encoded, type Json, likeIp, plain, recording, requests, roundTrips } from './recorded.ts'

const HEADER = 12
const ZERO: Partial<Neigh> = { family: 'unspec', ifindex: 0, state: [], flags: [], type: 'unspec' }

// The values are in the order of the request's attributes, so that they encode to the same bytes.
const REQUESTS: Record<string, NeighInput> = {
  'ip neigh add 192.0.2.50 lladdr 02:00:00:00:00:50 nud permanent dev v0': {
    family: 'inet',
    ifindex: 10,
    state: ['permanent'],
    dst: '192.0.2.50',
    lladdr: '02:00:00:00:00:50',
  },
  'ip neigh add 192.0.2.51 lladdr 02:00:00:00:00:51 nud reachable dev v0 protocol zebra': {
    family: 'inet',
    ifindex: 10,
    state: ['reachable'],
    protocol: 'zebra',
    dst: '192.0.2.51',
    lladdr: '02:00:00:00:00:51',
  },
  'ip neigh add 192.0.2.52 lladdr 02:00:00:00:00:52 nud stale router dev v0': {
    family: 'inet',
    ifindex: 10,
    state: ['stale'],
    flags: ['router'],
    dst: '192.0.2.52',
    lladdr: '02:00:00:00:00:52',
  },
  'ip neigh add 192.0.2.53 lladdr 02:00:00:00:00:53 extern_learn dev v0': {
    family: 'inet',
    ifindex: 10,
    state: ['permanent'],
    flags: ['ext_learned'],
    dst: '192.0.2.53',
    lladdr: '02:00:00:00:00:53',
  },
  'ip neigh add 192.0.2.54 lladdr 02:00:00:00:00:54 managed dev v0': {
    family: 'inet',
    ifindex: 10,
    dst: '192.0.2.54',
    flagsExt: ['managed'],
    lladdr: '02:00:00:00:00:54',
  },
  'ip neigh add 192.0.2.55 use dev v0': {
    family: 'inet',
    ifindex: 10,
    state: ['permanent'],
    flags: ['use'],
    dst: '192.0.2.55',
  },
  'ip neigh add proxy 192.0.2.56 dev v0 protocol zebra': {
    family: 'inet',
    ifindex: 10,
    state: ['permanent'],
    flags: ['proxy'],
    protocol: 'zebra',
    dst: '192.0.2.56',
  },
  'ip -6 neigh add 2001:db8::50 lladdr 02:00:00:00:00:50 nud noarp dev v0': {
    family: 'inet6',
    ifindex: 10,
    state: ['noarp'],
    dst: '2001:db8::50',
    lladdr: '02:00:00:00:00:50',
  },
  'ip -6 neigh add proxy 2001:db8::51 dev v0': {
    family: 'inet6',
    ifindex: 10,
    state: ['permanent'],
    flags: ['proxy'],
    dst: '2001:db8::51',
  },
  'ip neigh replace 192.0.2.52 lladdr 02:00:00:00:01:52 nud permanent dev v0': {
    family: 'inet',
    ifindex: 10,
    state: ['permanent'],
    dst: '192.0.2.52',
    lladdr: '02:00:00:00:01:52',
  },
  'ip neigh change 192.0.2.52 lladdr 02:00:00:00:02:52 nud stale dev v0': {
    family: 'inet',
    ifindex: 10,
    state: ['stale'],
    dst: '192.0.2.52',
    lladdr: '02:00:00:00:02:52',
  },
  'ip neigh del 192.0.2.50 dev v0': { family: 'inet', ifindex: 10, state: ['permanent'], dst: '192.0.2.50' },
  'ip neigh get 192.0.2.51 dev v0': { family: 'inet', ifindex: 10, dst: '192.0.2.51' },
  'ip neigh show dev v0': { ndaIfindex: 10 },
  'ip neigh show proxy': { flags: ['proxy'] },
  'bridge fdb add 02:00:00:00:0a:01 dev p0 master static': {
    family: 'bridge',
    ifindex: 15,
    state: ['reachable', 'noarp'],
    flags: ['master'],
    lladdr: '02:00:00:00:0a:01',
  },
  'bridge fdb add 02:00:00:00:0a:02 dev p0 master static sticky': {
    family: 'bridge',
    ifindex: 15,
    state: ['reachable', 'noarp'],
    flags: ['master', 'sticky'],
    lladdr: '02:00:00:00:0a:02',
  },
  'bridge fdb add 02:00:00:00:0a:03 dev p0 master dynamic extern_learn': {
    family: 'bridge',
    ifindex: 15,
    state: ['reachable'],
    flags: ['master', 'ext_learned'],
    lladdr: '02:00:00:00:0a:03',
  },
  'bridge fdb add 02:00:00:00:0a:04 dev p0 self': {
    family: 'bridge',
    ifindex: 15,
    state: ['noarp', 'permanent'],
    flags: ['self'],
    lladdr: '02:00:00:00:0a:04',
  },
  'bridge fdb add 02:00:00:00:0a:05 dev p0 master vlan 7': {
    family: 'bridge',
    ifindex: 15,
    state: ['noarp', 'permanent'],
    flags: ['master'],
    lladdr: '02:00:00:00:0a:05',
    vlan: 7,
  },
  'bridge fdb add 02:00:00:00:0b:01 dev vx0 dst 192.0.2.99 port 4444 vni 200 via v0 self permanent': {
    family: 'bridge',
    ifindex: 13,
    state: ['noarp', 'permanent'],
    flags: ['self'],
    lladdr: '02:00:00:00:0b:01',
    dst: '192.0.2.99',
    port: 4444,
    vni: 200,
    ndaIfindex: 10,
  },
  'bridge fdb append 00:00:00:00:00:00 dev vx0 dst 192.0.2.98': {
    family: 'bridge',
    ifindex: 13,
    state: ['noarp', 'permanent'],
    flags: ['self'],
    lladdr: '00:00:00:00:00:00',
    dst: '192.0.2.98',
  },
  'bridge fdb add 02:00:00:00:0b:02 dev vx1 dst 192.0.2.97 src_vni 300 vni 301 self static': {
    family: 'bridge',
    ifindex: 14,
    state: ['reachable', 'noarp'],
    flags: ['self'],
    lladdr: '02:00:00:00:0b:02',
    dst: '192.0.2.97',
    vni: 301,
    srcVni: 300,
  },
  'bridge fdb add 02:00:00:00:0b:03 dev vx0 nhid 20': {
    family: 'bridge',
    ifindex: 13,
    state: ['noarp', 'permanent'],
    flags: ['self'],
    lladdr: '02:00:00:00:0b:03',
    nhId: 20,
  },
  'bridge fdb replace 02:00:00:00:0a:01 dev p0 master dynamic': {
    family: 'bridge',
    ifindex: 15,
    state: ['reachable'],
    flags: ['master'],
    lladdr: '02:00:00:00:0a:01',
  },
  'bridge fdb del 02:00:00:00:0a:02 dev p0 master': {
    family: 'bridge',
    ifindex: 15,
    state: ['noarp', 'permanent'],
    flags: ['master'],
    lladdr: '02:00:00:00:0a:02',
  },
  'bridge fdb get 02:00:00:00:0a:01 br br0': { family: 'bridge', lladdr: '02:00:00:00:0a:01', master: 12 },
  'bridge fdb show': { family: 'bridge' },
  'bridge fdb show br br0': { family: 'bridge', master: 12 },
  'bridge fdb flush dev p0 nopermanent vlan 7': {
    family: 'bridge',
    ifindex: 15,
    flags: ['self'],
    vlan: 7,
    ndmStateMask: ['permanent'],
  },
}

/** `ip -j -s neigh` prints clock ticks as seconds. */
const seconds = (ticks: number | undefined) => Math.floor((ticks ?? 0) / 100)
const FLAGS: Readonly<Record<string, string>> = { ext_learned: 'extern_learn', offloaded: 'offload' }

function asNeigh(n: Neigh, links: Readonly<Record<string, string>>): Json {
  const entry: Record<string, unknown> = { dst: n.dst, dev: links[n.ifindex] }
  if (n.lladdr !== undefined) entry.lladdr = n.lladdr
  for (const flag of [...n.flags, ...(n.flagsExt ?? [])]) entry[FLAGS[flag] ?? flag] = null
  if (n.cacheinfo !== undefined) {
    const { refcnt, used, confirmed, updated } = n.cacheinfo
    if (refcnt) entry.refcnt = refcnt
    Object.assign(entry, { used: seconds(used), confirmed: seconds(confirmed), updated: seconds(updated) })
  }
  if (n.probes !== undefined) entry.probes = n.probes
  if (n.state.length > 0) entry.state = n.state.map((state) => String(state).toUpperCase())
  if (n.protocol !== undefined) entry.protocol = n.protocol
  return entry
}

function asFdb(n: Neigh, links: Readonly<Record<string, string>>): Json {
  const entry: Record<string, unknown> = { mac: n.lladdr, ifname: links[n.ifindex] }
  if (n.dst !== undefined) entry.dst = n.dst
  if (n.port !== undefined) entry.port = n.port
  if (n.vni !== undefined) entry.vni = n.vni
  if (n.srcVni !== undefined) entry.src_vni = n.srcVni
  if (n.ndaIfindex !== undefined) entry.viaIf = links[n.ndaIfindex]
  if (n.nhId !== undefined) entry.nhid = n.nhId
  if (n.cacheinfo !== undefined)
    Object.assign(entry, { used: seconds(n.cacheinfo.used), updated: seconds(n.cacheinfo.updated) })
  entry.flags = n.flags.map((flag) => FLAGS[flag] ?? flag)
  if (n.master !== undefined) entry.master = links[n.master]
  entry.state = n.state.includes('permanent') ? 'permanent' : n.state.includes('noarp') ? 'static' : ''
  return entry
}

requests(neigh, 'neigh/requests', HEADER, ZERO, REQUESTS)

describe('what the kernel sends', () => {
  for (const file of ['dump-neighbours', 'dump-proxies', 'dump-bridge', 'notifications'])
    roundTrips(neigh, `neigh/${file}`, HEADER)
  likeIp('neigh/dump-neighbours', asNeigh)
  likeIp('neigh/dump-proxies', asNeigh)
  likeIp('neigh/dump-bridge', asFdb)

  test('more of a forwarding entry', () => {
    const entries = (recording('neigh/dump-bridge').messages ?? []).map((hex) => plain(decodeOne<Neigh>(hex).body))
    expect(entries.find(({ lladdr }) => lladdr === '02:00:00:00:0a:06')).toMatchObject({
      family: 'bridge',
      ifindex: 15,
      state: ['noarp'],
      master: 12,
      flagsExt: [],
      fdbExtAttrs: { activityNotify: ['bit'] },
    })
  })
})

describe('what there is no device for here', () => {
  test.each([
    ['no bytes', '', '04000200'],
    ['an IPv4 tunnel', '0a:00:00:01', '080002000a000001'],
    ['FireWire', '00:11:22:33:44:55:66:77', '0c0002000011223344556677'],
    ['an IPv6 tunnel', Array(16).fill('fd').join(':'), `14000200${'fd'.repeat(16)}`],
    ['InfiniBand', Array(20).fill('fe').join(':'), `18000200${'fe'.repeat(20)}`],
  ])('link-layer address: %s', (_, lladdr, attribute) => {
    const bytes = encoded(neigh, { family: 'inet', lladdr })
    expect(bytes).toBe(`02${'00'.repeat(11)}${attribute}`)
    const header = Buffer.alloc(16)
    header.writeUInt32LE(16 + bytes.length / 2, 0)
    header.writeUInt16LE(RTM.NEWNEIGH, 4)
    expect(decodeOne<Neigh>(header.toString('hex') + bytes).body.lladdr).toBe(lladdr)
  })

  test('a forwarding entry takes either family, others their own', () => {
    expect(encoded(neigh, { family: 'bridge', dst: '2001:db8::1' })).toContain('1400010020010db8')
    expect(encoded(neigh, { family: 'bridge', dst: '192.0.2.1' })).toContain('08000100c0000201')
    expect(() => encoded(neigh, { family: 'inet', dst: '2001:db8::1' })).toThrow(/dst/)
  })

  test("a VXLAN's port is in network byte order, its VNI in the host's", () => {
    expect(encoded(neigh, { port: 4789, vni: 0x010203 }).slice(24)).toBe('0600060012b500000800070003020100')
  })
})
