import type { Client } from '@rtnl/client'
import { encode, frame } from '@rtnl/codec'
import { link, RTM } from '@rtnl/families'
import { expect, test } from 'vitest'
import { fakeKernel, firstRequest } from './fake-kernel.ts'
import { decodeOne, Requests } from './like-ip.ts'

const recorded = new Requests('link')

/** What ip(8) is told, and what we are. */
const TABLE: readonly [command: string, call: (net: Client) => Promise<unknown>][] = [
  ['ip link set lo up', (net) => net.link.set(1, { up: true })],
  ['ip link set dev v0 promisc on', (net) => net.link.set(10, { flags: ['promisc'] })],
  ['ip link set dev v0 group 7', (net) => net.link.set({ index: 10, group: 7 })],
  ["ip link set dev v0 alias 'two words'", (net) => net.link.change({ index: 10, ifalias: 'two words' })],
  ['ip link set p0 master br0', (net) => net.link.set(14, { master: 'br0' })],
  ['ip link set dev p0 nomaster', (net) => net.link.set(14, { master: 0 })],
  [
    'ip link set dev v0 gso_max_size 30000 gso_max_segs 100 gro_max_size 40000',
    (net) => net.link.set(10, { gsoMaxSize: 30000, gsoMaxSegs: 100, groMaxSize: 40000 }),
  ],
  ['ip link set dev v0 addrgenmode none', (net) => net.link.set(10, { afSpec: { inet6: { addrGenMode: 'none' } } })],
  [
    'ip link add v0 index 10 address 02:00:00:00:00:10 mtu 1400 numtxqueues 4 numrxqueues 2 type veth peer name v1 index 11 address 02:00:00:00:00:11',
    (net) =>
      net.link.add({
        ifname: 'v0',
        index: 10,
        address: '02:00:00:00:00:10',
        mtu: 1400,
        numTxQueues: 4,
        numRxQueues: 2,
        linkinfo: {
          kind: 'veth',
          data: { peer: { ifname: 'v1', index: 11, address: '02:00:00:00:00:11' } },
        },
      }),
  ],
  [
    'ip link add link v1 name mv0 index 30 address 02:00:00:00:00:30 type macvlan mode private bcqueuelen 500',
    (net) =>
      net.link.add({
        link: 'v1',
        ifname: 'mv0',
        index: 30,
        address: '02:00:00:00:00:30',
        linkinfo: { kind: 'macvlan', data: { mode: 'private', bcQueueLen: 500 } },
      }),
  ],
  [
    'ip link set dev vx4 type vxlan ageing 900',
    (net) => net.link.set(20, { linkinfo: { kind: 'vxlan', data: { ageing: 900 } } }),
  ],
  [
    'ip link set dev mv2 type macvlan macaddr set 02:00:00:00:aa:01 02:00:00:00:aa:02',
    (net) =>
      net.link.set(32, {
        linkinfo: {
          kind: 'macvlan',
          data: { macaddrMode: 'set', macaddrData: ['02:00:00:00:aa:01', '02:00:00:00:aa:02'] },
        },
      }),
  ],
  [
    'bridge link set dev p0 cost 33 priority 6 learning on mcast_to_unicast off',
    (net) =>
      net.link.set(14, {
        family: 'bridge',
        protinfo: { cost: 33, priority: 6, learning: 1, mcastToUcast: 0 },
      }),
  ],
  [
    'ip link property add dev v0 altname a-rather-long-alternative-name altname second',
    (net) => net.link.addAltnames(10, ['a-rather-long-alternative-name', 'second']),
  ],
  ['ip link property del dev p0 altname deleted', (net) => net.link.deleteAltnames(14, ['deleted'])],
  [
    'ip link show type vxlan',
    (net) => net.link.list({ family: 'packet', extMask: ['vf'], linkinfo: { kind: 'vxlan' } }),
  ],
  ['ip link del dev v8', (net) => net.link.delete(5)],
]

test.each(TABLE)('%s', async (command, call) => {
  expect(await firstRequest(recorded.links, call)).toEqual(recorded.of(command))
})

// Up to Linux 6.1 a link that is up may not even be given the name that it has.
test.each([
  ['v0', undefined],
  ['v1', 'v1'],
])('a link that is handed back under the name %s: what is sent of it', async (ifname, sent) => {
  const report = { index: 10, ifname: 'v0', mtu: 1500, promiscuity: 0 }
  const type = RTM.NEWLINK
  await using kernel = await fakeKernel({}, ({ type: asked, seq }) =>
    asked === RTM.GETLINK ? [frame({ type, flags: 0, seq, portid: 4711 }, encode(link, report))] : [],
  )
  await kernel.net.link.set({ ...report, ifname, mtu: 1400 })
  const request = kernel.sent.find(({ type: asked }) => asked === type)
  const body = request && (decodeOne(request.bytes) as Readonly<Record<string, unknown>>)
  expect(body).toMatchObject({ index: 10, mtu: 1400 })
  expect(body?.ifname).toBe(sent)
})
