import { type ColumnBatch, encode, frame, type Message } from '@rtnl/codec'
import {
  type AddrInput,
  addr,
  type LinkInput,
  link,
  type NeighInput,
  NLM_F,
  neigh,
  type RouteInput,
  RTM,
  type RuleInput,
  route,
  rule,
} from '@rtnl/families'
import { describe, expect, test } from 'vitest'
import { fakeKernel } from './fake-kernel.ts'
import { summary } from './like-ip.ts'

const LINKS = { eth0: 2, eth1: 3 }

/** The kernel dumps these objects whatever the filter, as one does that knows no strict checking. */
function kernelOf<In>(type: number, declaration: Message<unknown, In>, objects: readonly In[]) {
  return fakeKernel(LINKS, ({ seq, flags }) =>
    (flags & NLM_F.DUMP) === 0
      ? []
      : objects.map((object) => frame({ type, flags: NLM_F.MULTI, seq }, encode(declaration, object))),
  )
}

/** Which of all rows have passed the filter: it is to choose among columns what it chooses among objects. */
async function rowsThatPass<In>(
  verbs: { listColumns(fields: readonly string[], filter?: In): Promise<ColumnBatch<string>> },
  fields: readonly string[],
  filter: In,
): Promise<number[]> {
  const rows = ({ length, columns }: ColumnBatch<string>) =>
    Array.from({ length }, (_, row) => fields.map((field) => String(columns[field]?.get(row))).join())
  const all = rows(await verbs.listColumns(fields))
  expect(new Set(all).size).toBe(all.length)
  return rows(await verbs.listColumns(fields, filter)).map((row) => all.indexOf(row))
}

describe('routes', () => {
  const routes: readonly RouteInput[] = [
    { family: 'inet', rtmTable: 'main', table: 254, protocol: 'boot', type: 'unicast', oif: 2, gateway: '192.0.2.1' },
    {
      family: 'inet',
      dst: '10.0.0.0',
      dstLen: 8,
      table: 1000,
      protocol: 'bgp',
      type: 'unicast',
      priority: 7,
      metrics: { mtu: 1400, hoplimit: 60 },
      multipath: [
        { ifindex: 2, gateway: '192.0.2.1', hops: 3 },
        { ifindex: 3, gateway: '198.51.100.1' },
      ],
    },
    { family: 'inet', dst: '10.1.0.0', dstLen: 16, rtmTable: 7, type: 'blackhole', tos: 16 },
    {
      family: 'inet6',
      dst: '2001:db8::',
      dstLen: 32,
      table: 254,
      protocol: 186,
      type: 'unicast',
      oif: 3,
      flags: ['onlink', 'linkdown'],
    },
  ]

  test('whose next hops are not told are left to the kernel', async () => {
    const silent = { family: 'inet', dst: '10.2.0.0', dstLen: 16, nhId: 7 } as const
    await using kernel = await kernelOf(RTM.NEWROUTE, route, [silent, { ...silent, oif: 3 }])
    expect(await kernel.net.route.list({ oif: 'eth0' })).toMatchObject([{ nhId: 7 }])
  })

  test.each<[filter: RouteInput, found: readonly number[], asked?: object]>([
    [{}, [0, 1, 2, 3], { family: 'unspec' }],
    [{ dst: undefined }, [0, 1, 2, 3]],
    [{ family: 'unspec', oif: 0 }, [0, 1, 2, 3]],
    [{ family: 'inet6' }, [3], { family: 'inet6' }],
    [{ table: 'main' }, [0, 3], { table: 'main' }],
    [{ table: 1000 }, [1], { table: 1000 }],
    [{ table: 7 }, [2]],
    [{ protocol: 'bgp' }, [1, 3], { protocol: 'bgp' }],
    [{ protocol: 186, family: 'inet' }, [1], { protocol: 'bgp', family: 'inet' }],
    [{ type: 'blackhole' }, [2], { type: 'blackhole' }],
    [{ oif: 'eth1' }, [1, 3], { oif: 3 }],
    [{ oif: 'eth0', table: 'main' }, [0]],
    [{ dst: '10.0.0.0/8' }, [1], { family: 'inet', dstLen: 0 }],
    [{ dst: '10.0.0.0/16' }, []],
    [{ dst: '10.0.0.0' }, []],
    [{ dst: '2001:DB8:0::/32' }, [3], { family: 'inet6' }],
    [{ dst: 'default' }, [0]],
    [{ dst: 'default', family: 'inet6' }, []],
    [{ gateway: '192.0.2.1' }, [0]],
    [{ priority: 7 }, [1]],
    [{ priority: 8 }, []],
    [{ tos: 16 }, [2]],
    [{ tos: 0, family: 'inet' }, [0, 1]],
    [{ flags: ['onlink'] }, [3], { flags: [] }],
    [{ flags: ['onlink', 'dead'] }, []],
    [{ flags: ['prefix'] }, [0, 1, 2, 3], { flags: ['prefix'] }],
    [{ flags: ['cloned'] }, [], { flags: ['cloned'] }],
    [{ metrics: { mtu: 1400 } }, [1]],
    [{ metrics: { mtu: 1400, hoplimit: 61 } }, []],
    [{ multipath: [{ gateway: '198.51.100.1' }], family: 'inet' }, [1]],
    [{ multipath: [{ gateway: '198.51.100.1', ifindex: 'eth0' }], family: 'inet' }, []],
  ])('%j', async (filter, found, asked = {}) => {
    await using kernel = await kernelOf(RTM.NEWROUTE, route, routes)
    const all = await kernel.net.route.list()
    expect(await kernel.net.route.list(filter)).toEqual(found.map((i) => all[i]))
    expect(summary(kernel.sent[1]?.bytes ?? new Uint8Array())).toMatchObject({ type: 'RTM_GETROUTE', body: asked })
    expect(await rowsThatPass(kernel.net.route, ['rtmTable', 'table', 'oif', 'priority'], filter)).toEqual(found)
  })
})

describe('links', () => {
  const links: readonly LinkInput[] = [
    { index: 1, ifname: 'lo', type: 'loopback', flags: ['up', 'loopback'] },
    {
      index: 2,
      ifname: 'eth0',
      master: 3,
      flags: ['broadcast'],
      group: 7,
      linkinfo: { kind: 'vxlan', data: { id: 5, local: '192.0.2.1' } },
      propList: { altIfname: ['lan', 'wan'] },
    },
    { index: 3, ifname: 'br0', flags: ['up'], linkinfo: { kind: 'bridge', data: { stpState: 0 } } },
  ]

  test.each<
    [
      filter: Parameters<Awaited<ReturnType<typeof kernelOf>>['net']['link']['list']>[0] & object,
      found: readonly number[],
      asked?: object,
    ]
  >([
    [{}, [0, 1, 2]],
    [{ up: true }, [0, 2]],
    [{ up: false }, [1]],
    [{ up: true, flags: ['loopback'] }, [0]],
    [{ master: 'eth1' }, [1], { master: 3 }],
    [{ master: -1 }, [0, 2], { master: -1 }],
    [{ master: 0 }, [0, 1, 2]],
    [{ linkinfo: { kind: 'vxlan' } }, [1], { linkinfo: { kind: 'vxlan' } }],
    [{ linkinfo: { kind: 'vxlan', data: { id: 5 } } }, [1], { linkinfo: { kind: 'vxlan' } }],
    [{ linkinfo: { kind: 'vxlan', data: { id: 6 } } }, []],
    [{ linkinfo: { kind: 'vxlan', data: { local: '192.0.2.1' } } }, [1]],
    [{ ifname: 'br0' }, [2], { index: 0 }],
    [{ index: 'eth0' }, [1], { index: 0 }],
    [{ altIfname: 'wan' }, [1]],
    [{ propList: { altIfname: ['wan', 'lan'] } }, [1]],
    [{ group: 7 }, [1]],
    [{ type: 'loopback' }, [0], { type: 'netrom' }],
    [{ family: 'inet6', extMask: ['skip_stats'] }, [0, 1, 2], { family: 'inet6', extMask: ['skip_stats'] }],
  ])('%j', async (filter, found, asked = {}) => {
    await using kernel = await kernelOf(RTM.NEWLINK, link, links)
    const all = await kernel.net.link.list()
    expect(await kernel.net.link.list(filter)).toEqual(found.map((i) => all[i]))
    expect(summary(kernel.sent[1]?.bytes ?? new Uint8Array())).toMatchObject({ type: 'RTM_GETLINK', body: asked })
    if (!('up' in filter)) expect(await rowsThatPass(kernel.net.link, ['index'], filter)).toEqual(found)
  })
})

describe('addresses', () => {
  const addrs: readonly AddrInput[] = [
    { family: 'inet', index: 2, local: '192.0.2.1', address: '192.0.2.1', prefixlen: 24, label: 'eth0' },
    { family: 'inet', index: 3, local: '192.0.2.1', address: '192.0.2.9', prefixlen: 32, flags: ['permanent'] },
    { family: 'inet6', index: 2, address: '2001:db8::1', prefixlen: 64, flags: ['permanent', 'nodad'] },
  ]

  test.each<[filter: AddrInput, found: readonly number[], asked?: object]>([
    [{ index: 'eth0' }, [0, 2], { index: 2 }],
    [{ index: 0 }, [0, 1, 2], { index: 0 }],
    [{ local: '192.0.2.1' }, [0, 1], { family: 'inet', prefixlen: 0 }],
    [{ local: '192.0.2.1/24' }, [0]],
    [{ local: '2001:db8:0:0::1' }, [2]],
    [{ address: '192.0.2.9' }, [1]],
    [{ flags: ['permanent'] }, [1, 2]],
    [{ label: 'eth0' }, [0]],
    [{ family: 'inet6', index: 'eth1' }, []],
  ])('%j', async (filter, found, asked = {}) => {
    await using kernel = await kernelOf(RTM.NEWADDR, addr, addrs)
    const all = await kernel.net.addr.list()
    expect(await kernel.net.addr.list(filter)).toEqual(found.map((i) => all[i]))
    expect(summary(kernel.sent[1]?.bytes ?? new Uint8Array())).toMatchObject({ type: 'RTM_GETADDR', body: asked })
    expect(await rowsThatPass(kernel.net.addr, ['index', 'prefixlen', 'family'], filter)).toEqual(found)
  })

  test('IPv4 has no look-up of its own', async () => {
    await using kernel = await kernelOf(RTM.NEWADDR, addr, addrs)
    expect(await kernel.net.addr.get({ local: '192.0.2.1', index: 'eth1' })).toMatchObject({ address: '192.0.2.9' })
    const missing = kernel.net.addr.get('192.0.2.2')
    await expect(missing).rejects.toMatchObject({ code: 'EADDRNOTAVAIL', operation: 'RTM_GETADDR', path: 'local' })
  })
})

describe('neighbours', () => {
  const neighs: readonly NeighInput[] = [
    { family: 'inet', ifindex: 2, dst: '192.0.2.7', state: ['reachable'], lladdr: '02:00:00:00:00:07' },
    { family: 'inet6', ifindex: 3, dst: 'fe80::7', state: ['stale'], flags: ['router'] },
    { family: 'inet', ifindex: 3, dst: '192.0.2.8', state: 0 },
    { family: 'inet', ifindex: 3, dst: '192.0.2.9', flags: ['proxy'] },
  ]

  test.each<[filter: NeighInput, found: readonly number[], asked?: object]>([
    [{ ifindex: 'eth1' }, [1, 2, 3], { ifindex: 0, ndaIfindex: 3 }],
    [{ state: ['reachable', 'stale'] }, [0, 1], { state: [] }],
    [{ state: 0 }, [2, 3]],
    [{ dst: 'fe80:0::7' }, [1], { family: 'inet6' }],
    [{ lladdr: '02:00:00:00:00:07' }, [0]],
    [{ flags: ['router'] }, [1], { flags: [] }],
    [{ flags: ['proxy'] }, [3], { flags: ['proxy'] }],
    [{ master: 'eth0' }, [0, 1, 2, 3], { master: 2 }],
    [{ master: -1 }, [0, 1, 2, 3], { master: -1 }],
    [{ family: 'bridge', flags: ['proxy'] }, [], { family: 'bridge', flags: [] }],
  ])('%j', async (filter, found, asked = {}) => {
    await using kernel = await kernelOf(RTM.NEWNEIGH, neigh, neighs)
    const all = await kernel.net.neigh.list()
    expect(await kernel.net.neigh.list(filter)).toEqual(found.map((i) => all[i]))
    expect(summary(kernel.sent[1]?.bytes ?? new Uint8Array())).toMatchObject({ type: 'RTM_GETNEIGH', body: asked })
    expect(await rowsThatPass(kernel.net.neigh, ['dst'], filter)).toEqual(found)
  })
})

describe('rules', () => {
  const rules: readonly RuleInput[] = [
    { family: 'inet', table: 255, action: 'to_tbl' },
    { family: 'inet', hdrTable: 'main', action: 'to_tbl', priority: 32766, src: '10.0.0.0', srcLen: 8 },
    { family: 'inet6', table: 1000, action: 'to_tbl', iifname: 'eth0', fwmark: 5 },
  ]

  test.each<[filter: RuleInput, found: readonly number[]]>([
    [{ family: 'inet' }, [0, 1]],
    [{ table: 'main' }, [1]],
    [{ table: 'local' }, [0]],
    [{ src: '10.0.0.0/8' }, [1]],
    [{ iifname: 'eth0' }, [2]],
    [{ fwmark: 5, table: 1000 }, [2]],
    [{ fwmark: 5, table: 1001 }, []],
  ])('%j', async (filter, found) => {
    await using kernel = await kernelOf(RTM.NEWRULE, rule, rules)
    const all = await kernel.net.rule.list()
    expect(await kernel.net.rule.list(filter)).toEqual(found.map((i) => all[i]))
    const { type, body } = summary(kernel.sent[1]?.bytes ?? new Uint8Array())
    expect(type).toBe('RTM_GETRULE')
    expect(body).toMatchObject({ dstLen: 0, srcLen: 0, hdrTable: 'unspec', action: 'unspec', flags: [] })
    expect(Object.keys(body as object)).toHaveLength(7)
    expect(await rowsThatPass(kernel.net.rule, ['table', 'hdrTable'], filter)).toEqual(found)
  })
})

test('filters that are used again choose what they chose before, whatever came between', async () => {
  const neighs: readonly NeighInput[] = [
    { family: 'inet', ifindex: 2, dst: '192.0.2.7', lladdr: '02:00:00:00:00:07' },
    { family: 'inet', ifindex: 3, dst: '192.0.2.7' },
    { family: 'inet', ifindex: 3, dst: '192.0.2.8', lladdr: '02:00:00:00:00:08' },
  ]
  await using kernel = await kernelOf(RTM.NEWNEIGH, neigh, neighs)
  const all = await kernel.net.neigh.list()
  const filters: [NeighInput, number[]][] = [
    [{ dst: '192.0.2.7' }, [0, 1]],
    [{ dst: '192.0.2.8' }, [2]],
    [{ ifindex: 'eth1' }, [1, 2]],
    [{ ifindex: 2 }, [0]],
    [{ ifindex: 3, dst: '192.0.2.8' }, [2]],
    [{}, [0, 1, 2]],
  ]
  for (let round = 0; round < 3; round++)
    for (const [filter, found] of filters) expect(await kernel.net.neigh.list(filter)).toEqual(found.map((i) => all[i]))
  // More than are kept.
  for (let i = 0; i < 100; i++) expect(await kernel.net.neigh.list({ dst: `192.0.2.${i + 9}` })).toEqual([])
  for (const [filter, found] of filters) expect(await kernel.net.neigh.list(filter)).toEqual(found.map((i) => all[i]))
  // A name may have become another interface's.
  expect(kernel.lookups()).toBe(4)
})
