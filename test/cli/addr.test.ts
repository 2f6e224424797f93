import type { Addr } from '@rtnl/families'
import { describe, expect, test } from 'vitest'
import { globToRegExp } from '../../packages/cli/src/addr/glob.ts'
import { type AddrView, printAddr } from '../../packages/cli/src/addr/print.ts'
import { parseRequest } from '../../packages/cli/src/addr/request.ts'
import { addrMatcher, parseSelection } from '../../packages/cli/src/addr/select.ts'
import { UsageError } from '../../packages/cli/src/errors.ts'
import { Names } from '../../packages/cli/src/names.ts'
import type { PreferredFamily } from '../../packages/cli/src/options.ts'
import { JsonPrinter, TextPrinter } from '../../packages/cli/src/print.ts'
import { Words } from '../../packages/cli/src/words.ts'

const names = new Names({ readFile: () => undefined, readDirectory: () => [] })
const words = (line: string) => new Words(line.split(' ').filter(Boolean))

type Verb = Parameters<typeof parseRequest>[3]
const request = (line: string, verb: Verb = 'add', family: PreferredFamily = 'unspec') =>
  parseRequest(words(line), family, names, verb)

describe('what is to be sent', () => {
  test.each([
    ['10.0.0.1/24 dev v0', { family: 'inet', prefixlen: 24, local: '10.0.0.1', address: '10.0.0.1' }],
    ['10.8/16 dev v0', { family: 'inet', prefixlen: 16, local: '10.8.0.0', address: '10.8.0.0' }],
    ['10.0.0.1/255.255.240.0 dev v0', { family: 'inet', prefixlen: 20, local: '10.0.0.1', address: '10.0.0.1' }],
    ['10.0.0.1 dev v0', { family: 'inet', prefixlen: 32, local: '10.0.0.1', address: '10.0.0.1' }],
    ['127.1.0.1/16 dev lo', { family: 'inet', prefixlen: 16, scope: 254, local: '127.1.0.1', address: '127.1.0.1' }],
    ['local 10.0.0.1/24 brd + dev v0', { prefixlen: 24, broadcast: '10.0.0.255' }],
    ['10.0.0.1/20 broadcast + dev v0', { prefixlen: 20, broadcast: '10.0.15.255' }],
    ['10.0.0.77/28 brd - dev v0', { prefixlen: 28, broadcast: '10.0.0.64' }],
    ['10.0.0.1/24 b 10.0.0.9 dev v0', { broadcast: '10.0.0.9' }],
    ['10.0.0.1 peer 10.0.0.2 dev v0', { prefixlen: 32, local: '10.0.0.1', address: '10.0.0.2' }],
    ['10.0.0.1 remote 10.1.0.0/16 dev v0', { prefixlen: 16, local: '10.0.0.1', address: '10.1.0.0' }],
    ['10.0.0.1 peer 10.1.0.0/16 brd + dev v0', { broadcast: '10.1.255.255' }],
    ['10.0.0.1/24 anycast 10.0.0.7 dev v0', { anycast: '10.0.0.7' }],
    ['10.0.0.1/24 label v0:x scope link dev v0', { label: 'v0:x', scope: 253 }],
    ['10.0.0.1/24 scope 77 metric 5 dev v0', { scope: 77, rtPriority: 5 }],
    ['10.0.0.1/24 preference 0x10 dev v0', { rtPriority: 16 }],
    ['10.0.0.1/24 proto kernel_ll dev v0', { proto: 3 }],
    ['10.0.0.1/24 proto 200 dev v0', { proto: 200 }],
    ['2001:db8::1/64 valid_lft 20 preferred_lft 10 dev v0', { cacheinfo: { valid: 20, prefered: 10 } }],
    ['2001:db8::1/64 valid forever preferr 0 dev v0', { cacheinfo: { valid: 4294967295, prefered: 0 } }],
    ['2001:db8::1/64 home nodad dev v0', { family: 'inet6', ifaFlags: 0x12 }],
    ['nodad 2001:db8::1/64 dev v0', { ifaFlags: 2 }],
    ['2001:db8::1/64 noprefixroute mngtmpaddr dev v0', { flags: 0x300 }],
    ['224.1.1.1/32 autojoin dev v0', { flags: 0x400 }],
    ['ff05::1/128 autojoin dev v0', { flags: 0x400 }],
  ])('%s', (line, expected) => {
    const { addr } = request(line)!
    expect(addr).toMatchObject(expected)
  })

  test('a prefix without host bits has no broadcast address', () => {
    expect(request('10.0.0.1/31 brd + dev v0')!.addr).not.toHaveProperty('broadcast')
  })

  test('IPv4 addresses without a length are deleted whatever their length, with a warning', () => {
    const { addr, warnings } = request('10.0.0.1 dev v0', 'delete')!
    expect(addr).toMatchObject({ local: '10.0.0.1' })
    expect(addr).not.toHaveProperty('address')
    expect(warnings).toHaveLength(1)
    expect(request('any dev v0', 'delete', 'inet')?.warnings).toEqual([])
    expect(request('10.0.0.1/24 dev v0', 'delete')!.addr).toMatchObject({ address: '10.0.0.1', prefixlen: 24 })
    expect(request('2001:db8::1 dev v0', 'delete')!.addr).toMatchObject({ address: '2001:db8::1', prefixlen: 128 })
  })

  test('flags that cannot be set are left out, with a warning', () => {
    const { addr, warnings } = request('10.0.0.1/24 tentative nodad noprefixroute dev v0')!
    expect(addr).toMatchObject({ flags: 0x200 })
    expect(warnings).toHaveLength(2)
  })

  test('help', () => expect(request('10.0.0.1/24 help')).toBeUndefined())

  test.each([
    ['10.0.0.1/24'],
    ['10.0.0.1/33 dev v0'],
    ['10.0.0.1/24 10.0.0.2/24 dev v0'],
    ['10.0.0.1/24 brd 2001:db8::1 dev v0'],
    ['2001:db8::1/64 brd + dev v0'],
    ['10.0.0.1/24 scope nowhere-known dev v0'],
    ['10.0.0.1/24 valid_lft 0 dev v0'],
    ['10.0.0.1/24 valid_lft 5 preferred_lft 6 dev v0'],
    ['10.0.0.1/24 valid_lft soon dev v0'],
    ['10.0.0.1/24 autojoin dev v0'],
    ['10.0.0.1/24 metric -1 dev v0'],
    ['10.0.0.1/24 proto 256 dev v0'],
    ['10.0.0.1/24 nonsense dev v0'],
    ['10.0.0.1/24 dev'],
  ])('wrong usage: %s', (line) => expect(() => request(line)).toThrow(UsageError))

  test('the family of -6 refuses IPv4', () => {
    expect(() => request('10.0.0.1/24 dev v0', 'add', 'inet6')).toThrow(UsageError)
  })
})

const base = {
  family: 'inet',
  prefixlen: 24,
  ifaFlags: ['permanent'],
  scope: 'universe',
  index: 3,
  address: '10.0.0.1',
  local: '10.0.0.1',
  label: 'v0:one',
  flags: ['permanent'],
} satisfies Addr

describe('selectors', () => {
  const select = (line: string, addr: Addr, family: PreferredFamily = 'unspec') =>
    addrMatcher(parseSelection(words(line), family, names)!)(addr, 'v0')

  test.each<[string, boolean, { [Key in keyof Addr]?: Addr[Key] | undefined }?]>([
    ['', true],
    ['to 10.0.0.0/8', true],
    ['to 10/8', true],
    ['to 10.0.0.1', true],
    ['to 10.0.1.0/24', false],
    ['to 2001:db8::/32', false],
    ['to 0/0', true],
    ['scope global', true],
    ['scope link', false],
    ['scope all', true],
    ['scope 0', true],
    ['label v0:*', true],
    ['label v0', false],
    ['permanent', true],
    ['dynamic', false],
    ['-permanent', false],
    ['primary', true],
    ['secondary', false],
    ['secondary', true, { flags: ['permanent', 'secondary'] }],
    ['-secondary', false, { flags: ['permanent', 'secondary'] }],
    ['deprecated', true, { flags: ['deprecated'] }],
    ['-tentative', true],
    ['stable-privacy', true, { flags: ['stable_privacy'] }],
    ['label v0', true, { family: 'inet6', label: undefined }],
  ])('%s: %s', (line, expected, more) => {
    expect(select(line, { ...base, ...more } as Addr)).toBe(expected)
  })

  test('the family of the prefix becomes that of the listing', () => {
    expect(parseSelection(words('to 2001:db8::/32'), 'unspec', names)).toMatchObject({ family: 'inet6' })
    expect(() => parseSelection(words('to 2001:db8::/32'), 'inet', names)).toThrow(UsageError)
  })

  test('interfaces, masters, kinds, groups', () => {
    expect(parseSelection(words('v0 up'), 'unspec', names)).toMatchObject({ device: 'v0', up: true })
    expect(parseSelection(words('dev up master br0'), 'unspec', names)).toMatchObject({ device: 'up', master: 'br0' })
    expect(parseSelection(words('type bridge_slave group 7'), 'unspec', names)).toMatchObject({
      slaveKind: 'bridge',
      group: 7,
    })
    expect(parseSelection(words('vrf red type veth'), 'unspec', names)).toMatchObject({
      vrf: true,
      master: 'red',
      kind: 'veth',
    })
    expect(parseSelection(words('vrf red nomaster'), 'unspec', names)).toMatchObject({ nomaster: true })
    expect(parseSelection(words('he'), 'unspec', names)).toBeUndefined()
    expect(() => parseSelection(words('v0 v1'), 'unspec', names)).toThrow(UsageError)
  })

  test.each([
    ['*', 'anything/at all', true],
    ['v?', 'v0', true],
    ['v?', 'v10', false],
    ['v[0-2]', 'v1', true],
    ['v[!0-2]', 'v1', false],
    ['v[]x]', 'v]', true],
    ['v[', 'v[', true],
    ['v[z-a]', 'vz', false],
    ['\\*', '*', true],
    ['a.c', 'abc', false],
    ['(a)+', '(a)+', true],
  ])('the pattern %s against %s: %s', (glob, text, expected) => expect(globToRegExp(glob).test(text)).toBe(expected))
})

describe('printing', () => {
  const json = (addr: Addr, view: Partial<AddrView> = {}) => {
    const print = new JsonPrinter()
    print.object()
    printAddr(print, addr, { names, ...view })
    print.endObject()
    return print.take()
  }
  const text = (addr: Addr, view: Partial<AddrView> = {}, oneline = false) => {
    const print = new TextPrinter(oneline)
    printAddr(print, addr, { names, ...view })
    return print.take()
  }

  // `ip addr add 10.0.0.1/24 brd + label v0:one dev v0`, then `ip -j addr` and `ip addr`, iproute2 6.1.0 on Linux 6.18.
  const ipv4: Addr = {
    ...base,
    broadcast: '10.0.0.255',
    cacheinfo: { valid: 0xffffffff, prefered: 0xffffffff, cstamp: 0, tstamp: 0 },
  }
  test('IPv4', () => {
    expect(json(ipv4)).toBe(
      '{"family":"inet","local":"10.0.0.1","prefixlen":24,"broadcast":"10.0.0.255","scope":"global","label":"v0:one",' +
        '"valid_life_time":4294967295,"preferred_life_time":4294967295}',
    )
    expect(text(ipv4)).toBe(
      '    inet 10.0.0.1/24 brd 10.0.0.255 scope global v0:one\n       valid_lft forever preferred_lft forever\n',
    )
  })

  // `ip addr add 2001:db8:5::1/64 dev v0 valid_lft 5000 preferred_lft 0 noprefixroute`, the same way.
  const ipv6: Addr = {
    family: 'inet6',
    prefixlen: 64,
    ifaFlags: ['deprecated'],
    scope: 'universe',
    index: 3,
    address: '2001:db8:5::1',
    flags: ['deprecated', 'noprefixroute'],
    cacheinfo: { valid: 5000, prefered: 0, cstamp: 0, tstamp: 0 },
  }
  test('IPv6 with an end', () => {
    expect(json(ipv6)).toBe(
      '{"family":"inet6","local":"2001:db8:5::1","prefixlen":64,"scope":"global","deprecated":true,"dynamic":true,' +
        '"noprefixroute":true,"valid_life_time":5000,"preferred_life_time":0}',
    )
    expect(text(ipv6)).toBe(
      '    inet6 2001:db8:5::1/64 scope global deprecated dynamic noprefixroute \n       valid_lft 5000sec preferred_lft 0sec\n',
    )
  })

  test('a peer, a metric, a family without a name, flags without a name', () => {
    expect(text({ ...base, address: '10.0.0.2', prefixlen: 32, rtPriority: 7 })).toBe(
      '    inet 10.0.0.1 peer 10.0.0.2/32 metric 7 scope global v0:one\n',
    )
    expect(json({ ...base, family: 35, flags: ['permanent', 0x8000] })).toBe(
      '{"family_index":35,"local":"10.0.0.1","prefixlen":24,"scope":"global","ifa_flags":"8000","label":"v0:one"}',
    )
  })

  test('the secondary of IPv6 is called temporary', () => {
    expect(text({ ...ipv6, flags: ['secondary', 'permanent'] })).toContain('scope global temporary \n')
    expect(text({ ...base, flags: ['secondary', 'permanent'] })).toContain('scope global secondary v0:one')
  })

  test('who set it', () => {
    expect(json({ ...ipv6, proto: 'kernel_ll' })).toContain('"scope":"global","protocol":"kernel_ll","deprecated"')
    expect(text({ ...ipv6, proto: 'kernel_ll' })).not.toContain('proto')
    expect(text({ ...ipv6, proto: 77 }, { protocol: true })).toContain('scope global proto 77 deprecated')
  })

  test('brief, one line, deleted', () => {
    expect(text(ipv4, { brief: true })).toBe('10.0.0.1/24 ')
    expect(text(ipv6, { device: 'v0' }, true)).toMatch(
      /^3: v0 {4}inet6 2001:db8:5::1\/64 .* noprefixroute \\ {7}valid_lft 5000sec/,
    )
    expect(json(ipv6, { device: 'v0' })).toMatch(/^{"index":3,"dev":"v0","family":"inet6",/)
    expect(text(ipv4, { deleted: true })).toMatch(/^Deleted {5}inet 10\.0\.0\.1/)
  })

  test('a label cannot drive the terminal', () => {
    expect(text({ ...base, label: '\u001b[31m' })).toContain('\\x1b[31m')
  })
})
