import assert from 'node:assert/strict'
import type { NeighInput } from '@rtnl/families'
import { open } from 'rtnl'
import { batch, ip, ipJson, refused, sees, steadyAll, twoEnds, watch } from './client-common.ts'

const LLADDR = '02:00:00:00:00:07'

const LIVES: readonly { neigh: NeighInput; show: string; seen: Readonly<Record<string, unknown>> }[] = [
  {
    neigh: { dst: '192.0.2.7', lladdr: LLADDR, ifindex: 'v0', protocol: 'static' },
    show: '-4 neigh show to 192.0.2.7',
    seen: { dst: '192.0.2.7', dev: 'v0', lladdr: LLADDR, state: ['PERMANENT'] },
  },
  {
    neigh: { dst: '2001:db8::7', lladdr: LLADDR, ifindex: 'v0', state: ['noarp'], flags: ['router'] },
    show: '-6 neigh show to 2001:db8::7 nud noarp',
    seen: { dst: '2001:db8::7', dev: 'v0', lladdr: LLADDR, state: ['NOARP'] },
  },
]

/** add, get, list, monitor, replace, change, delete: what we do `ip` sees. */
export async function life() {
  twoEnds()
  await using net = await open()
  for (const { neigh, show, seen } of LIVES) {
    const { dst = '', ifindex = 0 } = neigh
    const changes = await watch(
      net,
      ['neigh'],
      async () => {
        await net.neigh.add(neigh)
        sees(show, seen)
        await refused(net.neigh.add(neigh), { code: 'EEXIST', operation: 'RTM_NEWNEIGH' })
        assert.equal((await net.neigh.get({ dst, ifindex })).lladdr, LLADDR)
        const found = await net.neigh.list({ dst, ifindex })
        assert.equal(found.length, 1)
        assert.deepEqual(await net.neigh.list({ dst, ifindex: 'v1' }), [])
        assert.deepEqual(await net.neigh.list({ dst, state: ['failed', 'incomplete'] }), [])
        await net.neigh.replace({ ...neigh, lladdr: '02:00:00:00:00:08' })
        assert.equal((await net.neigh.get({ dst, ifindex })).lladdr, '02:00:00:00:00:08')
        await net.neigh.change(neigh)
        for (const one of found) {
          assert.equal((await net.neigh.get(one)).lladdr, LLADDR)
          await net.neigh.delete(one)
        }
        await refused(net.neigh.get({ dst, ifindex }), { code: 'ENOENT' })
        await refused(net.neigh.change(neigh), { code: 'ENOENT' })
      },
      ({ kind }) => kind === 'delete',
    )
    assert.ok(changes.every(({ object }) => object === 'neigh'))
    assert.deepEqual(
      [changes[0], changes.at(-1)].map((change) => change?.kind),
      ['new', 'delete'],
    )
  }
  await net.neigh.add({ dst: '192.0.2.77', flags: ['proxy'], ifindex: 'v0' })
  // Proxies of one device: those of none outlive their namespace in the kernel, and show up in a later one.
  assert.equal(ip('neigh show proxy dev v0').trim(), '192.0.2.77 proxy')
  assert.equal((await net.neigh.list({ flags: ['proxy'], ifindex: 'v0' })).length, 1)
  assert.deepEqual((await net.neigh.get({ dst: '192.0.2.77', flags: ['proxy'], ifindex: 'v0' })).flags, ['proxy'])
}

const NEIGHS = [
  'neigh add 192.0.2.50 lladdr 02:00:00:00:00:50 nud permanent dev v0',
  'neigh add 192.0.2.51 lladdr 02:00:00:00:00:51 nud noarp dev v0 protocol zebra',
  'neigh add 192.0.2.53 lladdr 02:00:00:00:00:53 extern_learn dev v0',
  'neigh add 2001:db8::50 lladdr 02:00:00:00:00:50 nud noarp router dev v0',
]

const FORWARDING = [
  'bridge fdb add 02:00:00:00:0a:01 dev p0 master static',
  'bridge fdb add 02:00:00:00:0a:02 dev p0 master static sticky',
  'bridge fdb add 02:00:00:00:0a:03 dev p0 master dynamic extern_learn',
  'bridge fdb add 02:00:00:00:0a:04 dev p0 self',
  'bridge fdb add 02:00:00:00:0a:06 dev br0 self local',
  'bridge fdb add 02:00:00:00:0b:01 dev vx0 dst 192.0.2.99 port 4444 vni 200 via v0 self permanent',
  'bridge fdb append 00:00:00:00:00:00 dev vx0 dst 192.0.2.98',
  'bridge fdb append 00:00:00:00:00:00 dev vx0 dst 192.0.2.97',
]

/** What a list returns is taken back as it is: neighbours of both families, proxies, entries of a bridge and of a VXLAN. */
export async function handBack() {
  twoEnds()
  batch([
    ...NEIGHS,
    'neigh add proxy 192.0.2.56 dev v0 protocol zebra',
    'neigh add proxy 2001:db8::56 dev v0',
    'link add br0 address 02:00:00:00:00:13 type bridge',
    'link add p0 address 02:00:00:00:00:14 type veth peer name p1',
    'link set p0 master br0',
    'link add vx0 type vxlan id 5 dev v0 local 192.0.2.1 dstport 4789',
  ])
  for (const line of FORWARDING) ip(line)
  await using net = await open()
  const [br0, vx0] = await Promise.all(['br0', 'vx0'].map((name) => net.link.get(name)))
  const lists: (() => Promise<NeighInput[]>)[] = [
    async () =>
      (await net.neigh.list()).filter(({ dst }) => dst?.startsWith('192.0.2.') || dst?.startsWith('2001:db8:')),
    () => net.neigh.list({ flags: ['proxy'] }),
    async () =>
      (await net.neigh.list({ family: 'bridge' })).filter(({ lladdr }) => lladdr?.startsWith('02:00:00:00:0')),
    () => net.neigh.list({ family: 'bridge', ifindex: vx0?.index }),
  ]
  for (const list of lists) {
    const before = await list()
    assert.ok(before.length >= 2)
    for (const neigh of before) await net.neigh.delete(neigh)
    assert.deepEqual(await list(), [])
    for (const neigh of before) await net.neigh.append(neigh)
    assert.deepEqual(steadyAll(await list()), steadyAll(before))
    // A VXLAN's entries for all other addresses are added to, and not replaced.
    const replaceable = before.filter(({ lladdr }) => lladdr !== '00:00:00:00:00:00')
    for (const neigh of replaceable) await net.neigh.replace(neigh)
    assert.deepEqual(steadyAll(await list()), steadyAll(before))
  }
  const ofBridge = await net.neigh.list({ family: 'bridge', master: 'br0', lladdr: '02:00:00:00:0a:02' })
  // Where the kernel's bridges know VLANs, an entry for all is one for each of the port's besides.
  const shown: { mac: string; vlan?: number }[] = JSON.parse(ip('bridge -j fdb show br br0 brport p0'))
  assert.deepEqual(
    ofBridge.map(({ master, flags, vlan }) => [master, flags, vlan]),
    shown.filter(({ mac }) => mac === '02:00:00:00:0a:02').map(({ vlan }) => [br0?.index, ['sticky'], vlan]),
  )
  assert.ok(ofBridge.length > 0)
  for (const neigh of ofBridge) assert.equal((await net.neigh.get(neigh)).ifindex, neigh.ifindex)
  assert.equal(ipJson('neigh show dev v0 nud permanent').length, 2)
}
