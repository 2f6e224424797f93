import { type Addr, type AddrInput, addr } from '@rtnl/families'
import { describe, expect, test } from 'vitest'
import { decodeOne, encoded, plain, recording, requests, roundTrips } from './recorded.ts'

const HEADER = 8
const ZERO: Partial<Addr> = { family: 'unspec', prefixlen: 0, ifaFlags: [], scope: 'universe', index: 0 }
const FOREVER = 0xffffffff

// The values are in the order of the request's attributes, so that they encode to the same bytes.
const REQUESTS: Record<string, AddrInput> = {
  'ip addr add 192.0.2.1/24 brd + dev v0 label v0:one scope link metric 50 valid_lft 36000 preferred_lft 18000': {
    family: 'inet',
    prefixlen: 24,
    scope: 'link',
    index: 10,
    local: '192.0.2.1',
    label: 'v0:one',
    rtPriority: 50,
    address: '192.0.2.1',
    broadcast: '192.0.2.255',
    cacheinfo: { prefered: 18000, valid: 36000, cstamp: 0, tstamp: 0 },
  },
  'ip addr add 192.0.2.2/24 dev v0 scope link': {
    family: 'inet',
    prefixlen: 24,
    scope: 'link',
    index: 10,
    local: '192.0.2.2',
    address: '192.0.2.2',
  },
  'ip addr add 10.9.0.1 peer 10.9.0.2/32 dev v0 noprefixroute': {
    family: 'inet',
    prefixlen: 32,
    index: 10,
    local: '10.9.0.1',
    address: '10.9.0.2',
    flags: ['noprefixroute'],
  },
  'ip addr add 239.1.1.1/32 dev v0 autojoin': {
    family: 'inet',
    prefixlen: 32,
    index: 10,
    local: '239.1.1.1',
    flags: ['mcautojoin'],
    address: '239.1.1.1',
  },
  'ip -6 addr add 2001:db8::1/64 dev v0 nodad': {
    family: 'inet6',
    prefixlen: 64,
    ifaFlags: ['nodad'],
    index: 10,
    local: '2001:db8::1',
    address: '2001:db8::1',
  },
  'ip -6 addr add 2001:db8:1::1/64 dev v0 valid_lft 72000 preferred_lft 0 home mngtmpaddr noprefixroute': {
    family: 'inet6',
    prefixlen: 64,
    index: 10,
    local: '2001:db8:1::1',
    flags: ['homeaddress', 'managetempaddr', 'noprefixroute'],
    address: '2001:db8:1::1',
    cacheinfo: { prefered: 0, valid: 72000, cstamp: 0, tstamp: 0 },
  },
  'ip -6 addr add 2001:db8:2::1 peer 2001:db8:2::2/128 dev v0 metric 77 optimistic': {
    family: 'inet6',
    prefixlen: 128,
    ifaFlags: ['optimistic'],
    index: 10,
    local: '2001:db8:2::1',
    address: '2001:db8:2::2',
    rtPriority: 77,
  },
  'ip addr replace 192.0.2.1/24 dev v0 label v0:one valid_lft forever preferred_lft forever': {
    family: 'inet',
    prefixlen: 24,
    index: 10,
    local: '192.0.2.1',
    label: 'v0:one',
    address: '192.0.2.1',
    cacheinfo: { prefered: FOREVER, valid: FOREVER, cstamp: 0, tstamp: 0 },
  },
  'ip -6 addr change 2001:db8::1/64 dev v0 valid_lft 90000 preferred_lft 80000': {
    family: 'inet6',
    prefixlen: 64,
    index: 10,
    local: '2001:db8::1',
    address: '2001:db8::1',
    cacheinfo: { prefered: 80000, valid: 90000, cstamp: 0, tstamp: 0 },
  },
  'ip addr del 192.0.2.77/24 dev v0': {
    family: 'inet',
    prefixlen: 24,
    index: 10,
    local: '192.0.2.77',
    address: '192.0.2.77',
  },
  'ip addr show dev v0': { index: 10 },
  'ip -4 addr show': { family: 'inet' },
}

const NAMES: Readonly<Record<string, string>> = {
  homeaddress: 'home',
  managetempaddr: 'mngtmpaddr',
  mcautojoin: 'autojoin',
  universe: 'global',
}

/** An entry of `addr_info`. */
function asIp(a: Addr): Record<string, unknown> {
  const flags = (a.flags ?? []).map(String).map((flag) => NAMES[flag] ?? flag)
  const entry: Record<string, unknown> = { family: a.family, local: a.local ?? a.address, prefixlen: a.prefixlen }
  if (a.local !== undefined && a.address !== a.local) entry.address = a.address
  if (a.broadcast !== undefined) entry.broadcast = a.broadcast
  if (a.rtPriority !== undefined) entry.metric = a.rtPriority
  entry.scope = NAMES[a.scope] ?? a.scope
  for (const flag of flags) if (flag !== 'permanent') entry[flag] = true
  if (!flags.includes('permanent')) entry.dynamic = true
  if (a.label !== undefined) entry.label = a.label
  entry.valid_life_time = a.cacheinfo?.valid
  entry.preferred_life_time = a.cacheinfo?.prefered
  return entry
}

requests(addr, 'addr/requests', HEADER, ZERO, REQUESTS)

describe('what the kernel sends', () => {
  for (const file of ['dump', 'target-netnsid', 'multicast', 'anycast', 'notifications'])
    roundTrips(addr, `addr/${file}`, HEADER)

  test('a dump is like ip -j addr', () => {
    const { messages = [], ip, links } = recording('addr/dump')
    const byLink = new Map<string, unknown[]>(Object.values(links).map((name) => [name, []]))
    for (const hex of messages) {
      const { body } = decodeOne<Addr>(hex)
      byLink.get(links[body.index] ?? '')?.push(asIp(body))
    }
    expect(Object.fromEntries(byLink)).toEqual(
      Object.fromEntries((ip?.output ?? []).map((link) => [link.ifname, link.addr_info])),
    )
  })

  test('an address that the kernel gave itself says so', () => {
    const found = (recording('addr/dump').messages ?? []).map((hex) => decodeOne<Addr>(hex).body)
    expect(found.find((a) => a.address === '::1')).toMatchObject({ proto: 'kernel_lo', scope: 'host', index: 1 })
    expect(found.find((a) => a.address === '127.0.0.1')?.cacheinfo).toMatchObject({ prefered: FOREVER, valid: FOREVER })
  })

  test('an answer from another namespace carries its id', () => {
    for (const hex of recording('addr/target-netnsid').messages ?? [])
      expect(decodeOne<Addr>(hex).body.targetNetnsid).toBe(5)
  })

  test('groups joined and anycast addresses', () => {
    const [multicast] = recording('addr/multicast').messages ?? []
    expect(plain(decodeOne<Addr>(multicast ?? ''))).toMatchObject({
      name: 'RTM_GETMULTICAST',
      body: { family: 'inet6', prefixlen: 128, index: 10, multicast: 'ff02::1:ff00:0' },
    })
    const anycast = (recording('addr/anycast').messages ?? []).map((hex) => decodeOne<Addr>(hex).body.anycast)
    expect(anycast).toEqual(['2001:db8:1::', '2001:db8::'])
  })
})

describe('what is refused before it is sent', () => {
  test('an address of the wrong family', () => {
    expect(() => encoded(addr, { family: 'inet', local: '2001:db8::1' })).toThrow(/local/)
    expect(() => encoded(addr, { family: 'inet6', address: '192.0.2.1' })).toThrow(/address/)
  })

  test('a label of 16 bytes', () => {
    expect(() => encoded(addr, { family: 'inet', label: '0123456789abcdef' })).toThrow(/label/)
    expect(() => encoded(addr, { family: 'inet', label: '0123456789abcde' })).not.toThrow()
  })

  test('a flag that the eight bits of the header do not hold', () => {
    expect(() => encoded(addr, { family: 'inet', ifaFlags: ['noprefixroute'] })).toThrow(/ifaFlags/)
  })
})
