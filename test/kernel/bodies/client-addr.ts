import assert from 'node:assert/strict'
import type { AddrInput } from '@rtnl/families'
import { open } from 'rtnl'
import { batch, ip, ipJson, refused, steadyAll, twoEnds, watch } from './client-common.ts'

const LIVES: readonly { addr: AddrInput; text: string; show: string; seen: Readonly<Record<string, unknown>> }[] = [
  {
    addr: { local: '203.0.113.7/24', index: 'v0', label: 'v0:seven', broadcast: '203.0.113.255', rtPriority: 50 },
    text: '203.0.113.7',
    show: '-4 addr show to 203.0.113.7',
    seen: {
      local: '203.0.113.7',
      prefixlen: 24,
      label: 'v0:seven',
      broadcast: '203.0.113.255',
      metric: 50,
      scope: 'global',
    },
  },
  {
    addr: { local: '2001:db8:7::7/64', index: 'v0', flags: ['nodad'], cacheinfo: { valid: 7200, prefered: 3600 } },
    text: '2001:db8:7::7',
    show: '-6 addr show to 2001:db8:7::7',
    seen: { local: '2001:db8:7::7', prefixlen: 64, scope: 'global' },
  },
]

function seesAddr(show: string, members: Readonly<Record<string, unknown>>): void {
  const infos = ipJson(show).flatMap(({ addr_info = [] }) => addr_info as Readonly<Record<string, unknown>>[])
  const [info] = infos.filter((one) => Object.keys(one).length > 0)
  for (const [key, value] of Object.entries(members)) assert.deepEqual(info?.[key], value, `ip ${show}: ${key}`)
}

/** add, get, list, monitor, replace, delete: what we do `ip` sees. */
export async function life() {
  twoEnds()
  await using net = await open()
  const { index } = await net.link.get('v0')
  for (const { addr, text, show, seen } of LIVES) {
    const changes = await watch(
      net,
      ['addr'],
      async () => {
        await net.addr.add(addr)
        seesAddr(show, seen)
        await refused(net.addr.add(addr), { code: 'EEXIST', operation: 'RTM_NEWADDR' })
        assert.equal((await net.addr.get(text)).index, index)
        assert.equal((await net.addr.get({ local: text, index: 'v0' })).prefixlen, seen.prefixlen)
        assert.equal((await net.addr.list({ local: text })).length, 1)
        assert.equal((await net.addr.list({ local: text, index: 'v1' })).length, 0)
        assert.ok((await net.addr.list({ index: 'v0' })).every((found) => found.index === index))
        await net.addr.replace({ ...addr, cacheinfo: { valid: 600, prefered: 300 } })
        assert.equal((await net.addr.get(text)).cacheinfo?.prefered, 300)
        await net.addr.delete(addr)
        assert.deepEqual(ipJson(show), [])
        await refused(net.addr.delete(addr), { code: 'EADDRNOTAVAIL' })
        await refused(net.addr.get(text), { code: 'EADDRNOTAVAIL' })
      },
      ({ kind }) => kind === 'delete',
    )
    assert.deepEqual(
      changes.map(({ kind, object }) => [kind, object]),
      [
        ['new', 'addr'],
        ['new', 'addr'],
        ['delete', 'addr'],
      ],
    )
  }
  await net.addr.add({ local: '203.0.113.8/25', index: 'v0' })
  await net.addr.delete({ local: '203.0.113.8', index: 'v0' })
  assert.deepEqual(ipJson('addr show to 203.0.113.8'), [])
  await refused(net.addr.add({ local: '203.0.113.8/25', index: 4_000_000 }), { code: 'ENODEV' })
  await refused(net.addr.list({ index: 4_000_000 }), { code: 'ENODEV' })
}

/** What a list returns is taken back as it is: deleted, made again, replaced by itself. */
export async function handBack() {
  twoEnds()
  batch([
    'addr add 10.50.0.1/24 brd + dev v0 label v0:one metric 50 valid_lft 36000 preferred_lft 18000',
    'addr add 10.50.0.2/24 dev v0',
    'addr add 10.9.0.1 peer 10.9.0.2/32 dev v1 noprefixroute',
    'addr add 239.1.1.1/32 dev v1 autojoin',
    'addr add 127.0.0.9/8 dev lo',
    'addr add 2001:db8:2::1/64 dev v0 valid_lft 72000 preferred_lft 0 home mngtmpaddr noprefixroute nodad',
    'addr add 2001:db8:3::1 peer 2001:db8:3::2/128 dev v0 metric 77 nodad',
    'addr add fe80::77/64 dev v1 nodad',
    'addr add ff05::5555/128 dev v1 autojoin nodad',
  ])
  await using net = await open()
  // The time left counts down; IPv6 tells of the tentative ones for a moment.
  const made = async () => (await net.addr.list()).filter(({ index }) => index > 1)
  const before = await made()
  for (const addr of before) await net.addr.replace(addr)
  assert.deepEqual(steadyAll(await made()), steadyAll(before))

  // A primary address takes its secondary ones with it.
  const backwards = [...before].reverse()
  for (const addr of backwards) await net.addr.delete(addr)
  assert.deepEqual(await made(), [])
  assert.equal(ip('-4 addr show dev v0'), '')

  for (const addr of before) await net.addr.add(addr)
  assert.deepEqual(steadyAll(await made()), steadyAll(before))
  const valid = (await net.addr.get('10.50.0.1')).cacheinfo?.valid ?? 0
  assert.ok(valid > 35_000 && valid <= 36_000, `valid for ${valid} s`)
}
