import type { Neigh } from '@rtnl/families'
import { describe, expect, test } from 'vitest'
import { UsageError } from '../../packages/cli/src/errors.ts'
import { Interfaces } from '../../packages/cli/src/ifnames.ts'
import { Names } from '../../packages/cli/src/names.ts'
import { type NeighView, printNeigh } from '../../packages/cli/src/neigh/print.ts'
import { parseGet, parseRequest } from '../../packages/cli/src/neigh/request.ts'
import { neighMatcher, parseSelection } from '../../packages/cli/src/neigh/select.ts'
import { parseState } from '../../packages/cli/src/neigh/states.ts'
import { JsonPrinter, TextPrinter } from '../../packages/cli/src/print.ts'
import { Words } from '../../packages/cli/src/words.ts'

const names = new Names({ readFile: () => undefined, readDirectory: () => [] })
const words = (line: string) => new Words(line.split(' ').filter(Boolean))

const interfaces = new Interfaces()
interfaces.remember({ index: 3, ifname: 'v0', flags: ['up'], type: 'ether' })
interfaces.remember({ index: 4, ifname: 'sit0', flags: ['up'], type: 'sit' })

describe('what is to be sent', () => {
  test.each([
    [
      '10.0.0.9 lladdr 2:0:0:0:0:a dev v0',
      { family: 'inet', dst: '10.0.0.9', lladdr: '02:00:00:00:00:0a', state: 0x80, flags: 0 },
    ],
    ['to 2001:db8::9 lla 02:00:00:00:00:01 dev v0 nud stale', { family: 'inet6', dst: '2001:db8::9', state: 4 }],
    ['10.0.0.9 lladdr null dev v0 nud none', { state: 0 }],
    ['10.0.0.9 dev v0 nud perm router', { state: 0x80, flags: 0x80 }],
    ['10.0.0.9 dev v0 use', { flags: 1 }],
    ['10.0.0.9 dev v0 managed extern_learn', { state: 0, flags: 0x10, flagsExt: 1 }],
    ['10.0.0.9 dev v0 managed nud reach', { state: 2, flagsExt: 1 }],
    ['10.0.0.9 dev v0 protocol bgp', { protocol: 186 }],
    ['10.0.0.9 dev v0 prot 222', { protocol: 222 }],
    ['proxy 10.0.0.9 dev v0', { dst: '10.0.0.9', flags: 8 }],
    ['pro 10.0.0.9', { dst: '10.0.0.9', flags: 8 }],
    ['10.0.0.9 lladdr 10.1.2.3 dev sit0', { lladdr: '0a:01:02:03' }],
  ])('%s', (line, expected) => expect(parseRequest(words(line), 'unspec', names)!.neigh).toMatchObject(expected))

  test('help', () => expect(parseRequest(words('10.0.0.9 help'), 'unspec', names)).toBeUndefined())

  test.each([
    ['dev v0'],
    ['10.0.0.9'],
    ['10.0.0.9 10.0.0.8 dev v0'],
    ['10.0.0.9 proxy 10.0.0.8 dev v0'],
    ['10.0.0.9 lladdr 02:zz dev v0'],
    ['10.0.0.9 lladdr 02:00 lladdr 02:01 dev v0'],
    ['10.0.0.9 nud asleep dev v0'],
    ['10.0.0.9 protocol 256 dev v0'],
    ['nonsense dev v0'],
  ])('wrong usage: %s', (line) => expect(() => parseRequest(words(line), 'unspec', names)).toThrow(UsageError))

  test('get', () => {
    expect(parseGet(words('10.0.0.9 dev v0'), 'unspec')).toEqual({
      device: 'v0',
      neigh: { family: 'inet', dst: '10.0.0.9', flags: 0 },
    })
    expect(parseGet(words('proxy 2001:db8::1'), 'unspec')!.neigh).toMatchObject({ family: 'inet6', flags: 8 })
    expect(() => parseGet(words('10.0.0.9'), 'unspec')).toThrow(UsageError)
    expect(parseGet(words('he'), 'unspec')).toBeUndefined()
  })

  test.each([
    ['none', 0],
    ['p', 0x80],
    ['r', 2],
    ['f', 0x20],
    ['st', undefined],
    ['stale', 4],
    ['0x10', 0x10],
    ['0', 0],
    ['3', undefined],
    ['256', undefined],
  ])('the state %s', (word, expected) => expect(parseState(word)).toBe(expected))
})

const base = {
  family: 'inet',
  ifindex: 3,
  state: ['reachable'],
  flags: [],
  type: 'unicast',
  dst: '10.0.0.9',
  lladdr: '02:00:00:00:00:01',
} satisfies Neigh

describe('selectors', () => {
  const select = (line: string, more: Partial<Neigh> = {}, verb: 'show' | 'flush' = 'show', device = 0) =>
    neighMatcher(parseSelection(words(line), 'unspec', names, verb)!, device)({ ...base, ...more })

  test.each<[string, boolean, Partial<Neigh>?]>([
    ['', true],
    ['', false, { state: ['noarp'] }],
    ['', false, { state: [] }],
    ['', true, { state: [], flags: ['proxy'] }],
    ['', true, { state: ['noarp'], flags: ['ext_learned'] }],
    ['nud noarp', true, { state: ['noarp'] }],
    ['nud none', true, { state: [] }],
    ['nud none', false],
    ['nud all', true, { state: [] }],
    ['nud stale nud reachable', true],
    ['nud stale', false],
    ['to 10/8', true],
    ['10.0.0.0/30', false],
    ['to 2001:db8::/32', false],
    ['protocol bgp', false],
    ['protocol bgp', true, { protocol: 'bgp' }],
    ['protocol all', true],
    ['unused', true, { cacheinfo: { confirmed: 0, used: 0, updated: 0, refcnt: 0 } }],
    ['unused', false, { cacheinfo: { confirmed: 0, used: 0, updated: 0, refcnt: 1 } }],
  ])('%s: %s', (line, expected, more) => expect(select(line, more)).toBe(expected))

  test('flush leaves alone what is permanent, and what needs no resolution unless that is named', () => {
    expect(select('dev v0', {}, 'flush')).toBe(true)
    expect(select('dev v0', { state: [] }, 'flush')).toBe(true)
    expect(select('dev v0', { state: ['permanent'] }, 'flush')).toBe(false)
    expect(select('nud all', { state: ['permanent'] }, 'flush')).toBe(true)
    expect(select('nud all', { state: ['noarp'] }, 'flush')).toBe(false)
    expect(select('nud noarp', { state: ['noarp'] }, 'flush')).toBe(true)
  })

  test('the interface', () => {
    expect(select('', {}, 'show', 3)).toBe(true)
    expect(select('', {}, 'show', 4)).toBe(false)
  })

  test('wrong usage', () => {
    for (const line of ['nud asleep', 'protocol nobody', 'dev v0 dev v1', 'to nowhere', 'dev']) {
      expect(() => parseSelection(words(line), 'unspec', names, 'show')).toThrow(UsageError)
    }
    expect(parseSelection(words('help'), 'unspec', names, 'show')).toBeUndefined()
  })
})

describe('printing', () => {
  const both = (neigh: Neigh, more: Partial<NeighView> = {}) => {
    const view = { names, interfaces, ...more }
    return [new TextPrinter(), new JsonPrinter()].map((print) => {
      printNeigh(print, neigh, view)
      return print.take()
    })
  }
  const cacheinfo = { confirmed: 1234, used: 199, updated: 100, refcnt: 1 }

  // Each as `ip neigh` and `ip -j neigh` of iproute2 6.1.0 print it, on Linux 6.18.
  test.each<[string, Neigh, Partial<NeighView>, string, string]>([
    [
      'neigh add 10.0.0.9 lladdr 02:00:00:00:00:01 dev v0 nud reachable',
      base,
      {},
      '10.0.0.9 dev v0 lladdr 02:00:00:00:00:01 REACHABLE \n',
      '{"dst":"10.0.0.9","dev":"v0","lladdr":"02:00:00:00:00:01","state":["REACHABLE"]}',
    ],
    [
      'neigh show dev v0',
      base,
      { hideDevice: true },
      '10.0.0.9 lladdr 02:00:00:00:00:01 REACHABLE \n',
      '{"dst":"10.0.0.9","lladdr":"02:00:00:00:00:01","state":["REACHABLE"]}',
    ],
    [
      'neigh add proxy 10.0.0.8 dev v0, neigh show proxy',
      { family: 'inet', ifindex: 3, state: [], flags: ['proxy'], type: 'unspec', dst: '10.0.0.8' },
      {},
      '10.0.0.8 dev v0 proxy \n',
      '{"dst":"10.0.0.8","dev":"v0","proxy":null}',
    ],
    [
      'neigh add 10.0.0.9 lladdr 02:00:00:00:00:01 dev v0 router managed extern_learn protocol bgp',
      { ...base, flags: ['router', 'ext_learned'], flagsExt: ['managed'], protocol: 'bgp' },
      {},
      '10.0.0.9 dev v0 lladdr 02:00:00:00:00:01 router managed extern_learn REACHABLE proto bgp \n',
      '{"dst":"10.0.0.9","dev":"v0","lladdr":"02:00:00:00:00:01","router":null,"managed":null,"extern_learn":null,' +
        '"state":["REACHABLE"],"protocol":"bgp"}',
    ],
    [
      'neigh show, with -s',
      { ...base, cacheinfo, probes: 4 },
      { statistics: true },
      '10.0.0.9 dev v0 lladdr 02:00:00:00:00:01  ref 1 used 1/12/1probes 4 REACHABLE \n',
      '{"dst":"10.0.0.9","dev":"v0","lladdr":"02:00:00:00:00:01","refcnt":1,"used":1,"confirmed":12,"updated":1,"probes":4,' +
        '"state":["REACHABLE"]}',
    ],
    [
      'neigh show, with -br',
      base,
      { brief: true },
      `${'10.0.0.9'.padEnd(39)} ${'v0'.padEnd(16)} 02:00:00:00:00:01\n`,
      '{"dst":"10.0.0.9","dev":"v0","lladdr":"02:00:00:00:00:01"}',
    ],
  ])('%s', (_, neigh, view, text, json) => expect(both(neigh, view)).toEqual([text, json]))

  test('ages and probes are not shown without being asked for', () => {
    expect(both({ ...base, cacheinfo, probes: 4 })).toEqual(both(base))
  })

  test('the link-layer address of a tunnel is an IP address', () => {
    expect(both({ ...base, ifindex: 4, lladdr: '0a:01:02:03' })[0]).toContain('dev sit0 lladdr 10.1.2.3 ')
  })

  test('an interface that is gone, a deleted neighbour, a miss', () => {
    expect(both({ ...base, ifindex: 9 })[0]).toContain('dev if9 ')
    expect(both(base, { event: 'deleted' })).toEqual([
      expect.stringMatching(/^Deleted 10/),
      expect.stringMatching(/^{"deleted":true,/),
    ])
    expect(both(base, { event: 'miss' })).toEqual([
      expect.stringMatching(/^miss 10/),
      expect.stringMatching(/^{"miss":null,/),
    ])
  })
})
