import assert from 'node:assert/strict'
import type { ClientChange } from '@rtnl/client'
import { open } from 'rtnl'
import { ip, twoEnds, watch } from './client-common.ts'

/** What `ip` is told, and what a monitor of everything then sees of it, among others. */
const TABLE: readonly [command: string, kind: 'new' | 'delete', object: ClientChange['object'], member: object][] = [
  ['link add ifb7 mtu 1400 type ifb', 'new', 'link', { ifname: 'ifb7', mtu: 1400 }],
  ['link set ifb7 up', 'new', 'link', { ifname: 'ifb7', operstate: 'unknown' }],
  // Linux 6.1 renames no link that is up.
  ['link set ifb7 down', 'new', 'link', { ifname: 'ifb7', operstate: 'down' }],
  ['link set ifb7 name ifb8', 'new', 'link', { ifname: 'ifb8' }],
  ['link set ifb8 up', 'new', 'link', { ifname: 'ifb8', operstate: 'unknown' }],
  ['link property add ifb8 altname the-eighth', 'new', 'link', { propList: { altIfname: ['the-eighth'] } }],
  ['addr add 203.0.113.1/24 dev v0', 'new', 'addr', { local: '203.0.113.1', prefixlen: 24 }],
  ['-6 addr add 2001:db8:7::1/64 dev v0 nodad', 'new', 'addr', { address: '2001:db8:7::1' }],
  ['addr change 203.0.113.1/24 dev v0 valid_lft 900 preferred_lft 800', 'new', 'addr', { local: '203.0.113.1' }],
  ['addr del 203.0.113.1/24 dev v0', 'delete', 'addr', { local: '203.0.113.1' }],
  ['route add 10.1.0.0/16 via 192.0.2.9 mtu 1400', 'new', 'route', { dst: '10.1.0.0', metrics: { mtu: 1400 } }],
  ['route replace 10.1.0.0/16 via 192.0.2.8', 'new', 'route', { dst: '10.1.0.0', gateway: '192.0.2.8' }],
  ['route del 10.1.0.0/16', 'delete', 'route', { dst: '10.1.0.0' }],
  ['-6 route add blackhole 2001:db8:9::/48 table 777', 'new', 'route', { type: 'blackhole', table: 777 }],
  ['-6 route del 2001:db8:9::/48 table 777', 'delete', 'route', { type: 'blackhole', table: 777 }],
  ['neigh add 192.0.2.7 lladdr 02:00:00:00:00:07 dev v0', 'new', 'neigh', { lladdr: '02:00:00:00:00:07' }],
  ['neigh del 192.0.2.7 dev v0', 'delete', 'neigh', { dst: '192.0.2.7' }],
  ['bridge fdb add 02:00:00:00:00:08 dev v0 self', 'new', 'neigh', { family: 'bridge', lladdr: '02:00:00:00:00:08' }],
  ['rule add from 10.0.0.0/8 table 7 pref 77', 'new', 'rule', { priority: 77, src: '10.0.0.0', srcLen: 8 }],
  ['-6 rule add iif v0 blackhole pref 78', 'new', 'rule', { family: 'inet6', action: 'blackhole', iifname: 'v0' }],
  ['rule del pref 77', 'delete', 'rule', { priority: 77 }],
  ['nexthop add id 7 via 192.0.2.7 dev v0', 'new', 'nexthop', { id: 7 }],
  ['link del ifb8', 'delete', 'link', { ifname: 'ifb8' }],
]

/** Each change that `ip` makes is seen, in the order in which it made them. */
export async function everything() {
  twoEnds()
  await using net = await open()
  const changes = await watch(
    net,
    ['link', 'addr', 'route', 'neigh', 'rule', 'nexthop'],
    () => {
      for (const [command] of TABLE) ip(command)
    },
    ({ kind, object }) => kind === 'delete' && object === 'link',
  )
  let from = 0
  for (const [command, kind, object, member] of TABLE) {
    const at = changes.findIndex((change, i) => i >= from && isOf(change, kind, object) && has(change.message, member))
    assert.ok(at >= 0, `not seen in its place: ${command}`)
    from = at + 1
  }
}

const isOf = (change: ClientChange, kind: string, object: string) => change.kind === kind && change.object === object

function has(message: object, members: object): boolean {
  return Object.entries(members).every(([key, value]) => {
    const found = (message as Readonly<Record<string, unknown>>)[key]
    return typeof value === 'object'
      ? typeof found === 'object' && found !== null && has(found, value)
      : found === value
  })
}
