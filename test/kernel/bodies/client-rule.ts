import assert from 'node:assert/strict'
import type { RuleInput } from '@rtnl/families'
import { open } from 'rtnl'
import { batch, ip, refused, sees, steadyAll, watch } from './client-common.ts'

const LIVES: readonly { rule: RuleInput; show: string; seen: Readonly<Record<string, unknown>> }[] = [
  {
    rule: { src: '10.1.0.0/16', iifname: 'v0', fwmark: 7, table: 1000, priority: 100, protocol: 'static' },
    show: '-4 rule show pref 100',
    seen: { priority: 100, src: '10.1.0.0', srclen: 16, iif: 'v0', fwmark: '0x7', table: '1000' },
  },
  {
    rule: { dst: '2001:db8::/32', action: 'blackhole', priority: 100 },
    show: '-6 rule show pref 100',
    seen: { priority: 100, src: 'all', dst: '2001:db8::', dstlen: 32, action: 'blackhole' },
  },
]

/** add, list, monitor, delete: what we do `ip` sees. */
export async function life() {
  await using net = await open()
  for (const { rule, show, seen } of LIVES) {
    const changes = await watch(
      net,
      ['rule'],
      async () => {
        await net.rule.add(rule)
        sees(show, seen)
        await refused(net.rule.add(rule), { code: 'EEXIST', operation: 'RTM_NEWRULE' })
        const found = await net.rule.list({ priority: 100 })
        assert.equal(found.length, 1)
        assert.equal((await net.rule.list({ ...rule, priority: 101 })).length, 0)
        assert.equal((await net.rule.list(rule)).length, 1)
        for (const one of found) await net.rule.delete(one)
        assert.equal(ip(show), '')
        await refused(net.rule.delete(rule), { code: 'ENOENT' })
      },
      ({ kind }) => kind === 'delete',
    )
    assert.deepEqual(
      changes.map(({ kind, object }) => [kind, object]),
      [
        ['new', 'rule'],
        ['delete', 'rule'],
      ],
    )
  }
  await net.rule.add({ table: 7, priority: 50 })
  await net.rule.delete({ priority: 50 })
  assert.equal(ip('rule show pref 50'), '')
}

/** What a list returns is taken back as it is: deleted, made again. */
export async function handBack() {
  batch([
    'rule add from 192.0.2.0/24 to 198.51.100.0/24 table 100 pref 100',
    'rule add not from 192.0.2.0/24 fwmark 0x2a/0xff lookup 1000 pref 101 protocol zebra',
    'rule add iif v0 oif v1 tos 0x10 table main pref 102 realms 5/6',
    'rule add uidrange 0-0 ipproto tcp sport 1024-2047 dport 443 table 253 pref 103',
    'rule add tun_id 77 iif v0 table 100 pref 104',
    'rule add table main suppress_prefixlength 0 pref 105',
    'rule add table main suppress_ifgroup 7 pref 106',
    'rule add goto 200 pref 107',
    'rule add goto 201 pref 108',
    'rule add nop pref 109',
    'rule add blackhole from 203.0.113.0/24 pref 110',
    'rule add unreachable pref 111 iif gone0',
    'rule add prohibit fwmark 1 pref 112',
    'rule add l3mdev pref 113',
    'rule add from all lookup 4000000000 pref 200',
  ])
  batch(
    [
      'rule add from 2001:db8::/32 to 2001:db8:1::/48 table 100 pref 100',
      'rule add iif v0 ipproto udp dport 53 table 300 pref 101',
    ],
    '-6',
  )
  await using net = await open()
  const before = await net.rule.list()
  assert.ok(before.length >= 17 + 5)
  for (const rule of before) await net.rule.delete(rule)
  assert.deepEqual(await net.rule.list(), [])
  for (const rule of before) await net.rule.add(rule)
  assert.deepEqual(steadyAll(await net.rule.list()), steadyAll(before))
}
