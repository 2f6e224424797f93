import type { Client } from '@rtnl/client'
import { expect, test } from 'vitest'
import { firstRequest } from './fake-kernel.ts'
import { Requests } from './like-ip.ts'

const recorded = new Requests('addr')

/** What ip(8) is told, and what we are. */
const TABLE: readonly [command: string, call: (net: Client) => Promise<unknown>][] = [
  [
    'ip addr add 192.0.2.1/24 brd + dev v0 label v0:one scope link metric 50 valid_lft 36000 preferred_lft 18000',
    (net) =>
      net.addr.add({
        local: '192.0.2.1/24',
        broadcast: '192.0.2.255',
        index: 'v0',
        label: 'v0:one',
        scope: 'link',
        rtPriority: 50,
        cacheinfo: { valid: 36000, prefered: 18000 },
      }),
  ],
  [
    'ip addr add 192.0.2.2/24 dev v0 scope link',
    (net) => net.addr.add({ address: '192.0.2.2/24', index: 10, scope: 'link' }),
  ],
  [
    'ip addr add 10.9.0.1 peer 10.9.0.2/32 dev v0 noprefixroute',
    (net) =>
      net.addr.add({ local: '10.9.0.1', address: '10.9.0.2/32', index: 'v0', flags: ['noprefixroute'], ifaFlags: 0 }),
  ],
  [
    'ip addr add 239.1.1.1/32 dev v0 autojoin',
    (net) => net.addr.add({ local: '239.1.1.1', index: 'v0', flags: ['mcautojoin'] }),
  ],
  [
    'ip -6 addr add 2001:db8::1/64 dev v0 nodad',
    (net) => net.addr.add({ local: '2001:db8::1/64', index: 'v0', ifaFlags: ['nodad'] }),
  ],
  [
    'ip -6 addr add 2001:db8:1::1/64 dev v0 valid_lft 72000 preferred_lft 0 home mngtmpaddr noprefixroute',
    (net) =>
      net.addr.add({
        local: '2001:db8:1::1/64',
        index: 'v0',
        cacheinfo: { valid: 72000, prefered: 0 },
        flags: ['homeaddress', 'managetempaddr', 'noprefixroute'],
      }),
  ],
  [
    'ip -6 addr add 2001:db8:2::1 peer 2001:db8:2::2/128 dev v0 metric 77 optimistic',
    (net) =>
      net.addr.add({
        local: '2001:db8:2::1',
        address: '2001:db8:2::2',
        index: 'v0',
        rtPriority: 77,
        ifaFlags: ['optimistic'],
      }),
  ],
  [
    'ip addr replace 192.0.2.1/24 dev v0 label v0:one valid_lft forever preferred_lft forever',
    (net) =>
      net.addr.replace({
        local: '192.0.2.1',
        prefixlen: 24,
        index: 'v0',
        label: 'v0:one',
        cacheinfo: { valid: 0xffffffff, prefered: 0xffffffff },
      }),
  ],
  [
    'ip -6 addr change 2001:db8::1/64 dev v0 valid_lft 90000 preferred_lft 80000',
    (net) => net.addr.change({ local: '2001:db8::1/64', index: 'v0', cacheinfo: { valid: 90000, prefered: 80000 } }),
  ],
  ['ip addr del 192.0.2.77/24 dev v0', (net) => net.addr.delete({ local: '192.0.2.77/24', index: 'v0' })],
  ['ip addr show dev v0', (net) => net.addr.list({ index: 'v0' })],
  ['ip -4 addr show', (net) => net.addr.list({ family: 'inet' })],
]

test.each(TABLE)('%s', async (command, call) => {
  expect(await firstRequest(recorded.links, call)).toEqual(recorded.of(command))
})
