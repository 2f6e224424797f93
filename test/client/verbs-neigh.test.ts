import type { Client } from '@rtnl/client'
import { expect, test } from 'vitest'
import { firstRequest } from './fake-kernel.ts'
import { Requests } from './like-ip.ts'

const recorded = new Requests('neigh')
const LLADDR = '02:00:00:00:00:5'

/** What ip(8) and bridge(8) are told, and what we are. */
const TABLE: readonly [command: string, call: (net: Client) => Promise<unknown>][] = [
  [
    'ip neigh add 192.0.2.50 lladdr 02:00:00:00:00:50 nud permanent dev v0',
    (net) => net.neigh.add({ dst: '192.0.2.50', lladdr: `${LLADDR}0`, ifindex: 'v0' }),
  ],
  [
    'ip neigh add 192.0.2.51 lladdr 02:00:00:00:00:51 nud reachable dev v0 protocol zebra',
    (net) =>
      net.neigh.add({
        dst: '192.0.2.51',
        lladdr: `${LLADDR}1`,
        state: ['reachable'],
        ifindex: 'v0',
        protocol: 'zebra',
      }),
  ],
  [
    'ip neigh add 192.0.2.52 lladdr 02:00:00:00:00:52 nud stale router dev v0',
    (net) =>
      net.neigh.add({ dst: '192.0.2.52', lladdr: `${LLADDR}2`, state: ['stale'], flags: ['router'], ifindex: 10 }),
  ],
  [
    'ip neigh add 192.0.2.53 lladdr 02:00:00:00:00:53 extern_learn dev v0',
    (net) => net.neigh.add({ dst: '192.0.2.53', lladdr: `${LLADDR}3`, flags: ['ext_learned'], ifindex: 'v0' }),
  ],
  [
    'ip neigh add 192.0.2.54 lladdr 02:00:00:00:00:54 managed dev v0',
    (net) => net.neigh.add({ dst: '192.0.2.54', lladdr: `${LLADDR}4`, flagsExt: ['managed'], ifindex: 'v0' }),
  ],
  ['ip neigh add 192.0.2.55 use dev v0', (net) => net.neigh.add({ dst: '192.0.2.55', flags: ['use'], ifindex: 'v0' })],
  [
    'ip neigh add proxy 192.0.2.56 dev v0 protocol zebra',
    (net) => net.neigh.add({ dst: '192.0.2.56', flags: ['proxy'], ifindex: 'v0', protocol: 'zebra' }),
  ],
  [
    'ip -6 neigh add 2001:db8::50 lladdr 02:00:00:00:00:50 nud noarp dev v0',
    (net) => net.neigh.add({ dst: '2001:db8::50', lladdr: `${LLADDR}0`, state: ['noarp'], ifindex: 'v0' }),
  ],
  [
    'ip neigh replace 192.0.2.52 lladdr 02:00:00:00:01:52 nud permanent dev v0',
    (net) => net.neigh.replace({ dst: '192.0.2.52', lladdr: '02:00:00:00:01:52', ifindex: 'v0' }),
  ],
  [
    'ip neigh change 192.0.2.52 lladdr 02:00:00:00:02:52 nud stale dev v0',
    (net) => net.neigh.change({ dst: '192.0.2.52', lladdr: '02:00:00:00:02:52', state: 4, ifindex: 'v0' }),
  ],
  ['ip neigh del 192.0.2.50 dev v0', (net) => net.neigh.delete({ dst: '192.0.2.50', ifindex: 'v0' })],
  ['ip neigh get 192.0.2.51 dev v0', (net) => net.neigh.get({ dst: '192.0.2.51', ifindex: 'v0' })],
  ['ip neigh show dev v0', (net) => net.neigh.list({ ifindex: 'v0' })],
  ['ip neigh show proxy', (net) => net.neigh.list({ flags: ['proxy'] })],
  [
    'bridge fdb add 02:00:00:00:0a:04 dev p0 self',
    (net) => net.neigh.add({ family: 'bridge', lladdr: '02:00:00:00:0a:04', ifindex: 'p0' }),
  ],
  [
    'bridge fdb add 02:00:00:00:0a:02 dev p0 master static sticky',
    (net) =>
      net.neigh.add({
        family: 'bridge',
        lladdr: '02:00:00:00:0a:02',
        ifindex: 'p0',
        flags: ['master', 'sticky'],
        state: ['noarp', 'reachable'],
      }),
  ],
  [
    'bridge fdb add 02:00:00:00:0b:01 dev vx0 dst 192.0.2.99 port 4444 vni 200 via v0 self permanent',
    (net) =>
      net.neigh.add({
        family: 'bridge',
        lladdr: '02:00:00:00:0b:01',
        ifindex: 'vx0',
        dst: '192.0.2.99',
        port: 4444,
        vni: 200,
        ndaIfindex: 'v0',
      }),
  ],
  [
    'bridge fdb append 00:00:00:00:00:00 dev vx0 dst 192.0.2.98',
    (net) => net.neigh.append({ family: 'bridge', lladdr: '00:00:00:00:00:00', ifindex: 'vx0', dst: '192.0.2.98' }),
  ],
  [
    'bridge fdb replace 02:00:00:00:0a:01 dev p0 master dynamic',
    (net) =>
      net.neigh.replace({
        family: 'bridge',
        lladdr: '02:00:00:00:0a:01',
        ifindex: 'p0',
        flags: ['master'],
        state: ['reachable'],
      }),
  ],
  [
    'bridge fdb del 02:00:00:00:0a:02 dev p0 master',
    (net) => net.neigh.delete({ family: 'bridge', lladdr: '02:00:00:00:0a:02', ifindex: 'p0', flags: ['master'] }),
  ],
  [
    'bridge fdb get 02:00:00:00:0a:01 br br0',
    (net) => net.neigh.get({ family: 'bridge', lladdr: '02:00:00:00:0a:01', master: 'br0' }),
  ],
  ['bridge fdb show', (net) => net.neigh.list({ family: 'bridge' })],
  ['bridge fdb show br br0', (net) => net.neigh.list({ family: 'bridge', master: 'br0' })],
]

test.each(TABLE)('%s', async (command, call) => {
  expect(await firstRequest(recorded.links, call)).toEqual(recorded.of(command))
})
