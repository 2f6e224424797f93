import type { Client } from '@rtnl/client'
import { expect, test } from 'vitest'
import { firstRequest } from './fake-kernel.ts'
import { Requests } from './like-ip.ts'

const recorded = new Requests('rule')

/** What ip(8) is told, and what we are. */
const TABLE: readonly [command: string, call: (net: Client) => Promise<unknown>][] = [
  [
    'ip rule add from 192.0.2.0/24 to 198.51.100.0/24 table 100 pref 100',
    (net) => net.rule.add({ src: '192.0.2.0/24', dst: '198.51.100.0/24', table: 100, priority: 100 }),
  ],
  [
    'ip rule add not from 192.0.2.0/24 fwmark 0x2a/0xff lookup 1000 pref 101 protocol zebra',
    (net) =>
      net.rule.add({
        flags: ['invert'],
        src: '192.0.2.0/24',
        fwmark: 0x2a,
        fwmask: 0xff,
        table: 1000,
        priority: 101,
        protocol: 'zebra',
      }),
  ],
  [
    'ip rule add iif v0 oif v1 tos 0x10 table main pref 102 realms 5/6',
    (net) => net.rule.add({ iifname: 'v0', oifname: 'v1', tos: 16, table: 'main', priority: 102, flow: (5 << 16) | 6 }),
  ],
  [
    'ip rule add uidrange 1000-2000 ipproto tcp sport 1024-2047 dport 443 table 253 pref 103',
    (net) =>
      net.rule.add({
        uidRange: { start: 1000, end: 2000 },
        ipProto: 'tcp',
        sportRange: { start: 1024, end: 2047 },
        dportRange: { start: 443, end: 443 },
        table: 'default',
        priority: 103,
      }),
  ],
  [
    'ip rule add tun_id 77 iif v0 table 100 pref 104',
    (net) => net.rule.add({ tunId: 77n, iifname: 'v0', table: 100, priority: 104 }),
  ],
  [
    'ip rule add table main suppress_prefixlength 0 pref 105',
    (net) => net.rule.add({ suppressPrefixlen: 0, priority: 105 }),
  ],
  [
    'ip rule add table main suppress_ifgroup 7 pref 106',
    (net) => net.rule.add({ hdrTable: 'main', suppressIfgroup: 7, priority: 106 }),
  ],
  ['ip rule add goto 200 pref 107', (net) => net.rule.add({ goto: 200, priority: 107 })],
  ['ip rule add nop pref 108', (net) => net.rule.add({ action: 'nop', priority: 108 })],
  [
    'ip rule add blackhole from 203.0.113.0/24 pref 109',
    (net) => net.rule.add({ action: 'blackhole', src: '203.0.113.0/24', priority: 109 }),
  ],
  ['ip rule add l3mdev pref 112', (net) => net.rule.add({ l3mdev: 1, priority: 112 })],
  [
    'ip -6 rule add from 2001:db8::/32 to 2001:db8:1::/48 table 100 pref 100',
    (net) => net.rule.add({ src: '2001:db8::/32', dst: '2001:db8:1::/48', table: 100, priority: 100 }),
  ],
  [
    'ip -6 rule add iif v0 ipproto udp dport 53 table 300 pref 101',
    (net) =>
      net.rule.add({
        family: 'inet6',
        iifname: 'v0',
        ipProto: 'udp',
        dportRange: { start: 53, end: 53 },
        table: 300,
        priority: 101,
      }),
  ],
  ['ip rule add from 192.0.2.9 table 100', (net) => net.rule.add({ src: '192.0.2.9', table: 100 })],
  ['ip rule del pref 108', (net) => net.rule.delete({ priority: 108 })],
  ['ip rule show', (net) => net.rule.list({ family: 'inet' })],
  ['ip -6 rule show table 100', (net) => net.rule.list({ family: 'inet6', table: 100 })],
]

test.each(TABLE)('%s', async (command, call) => {
  expect(await firstRequest(recorded.links, call)).toEqual(recorded.of(command))
})
