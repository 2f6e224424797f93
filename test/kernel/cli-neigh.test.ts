import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compareJson, compareText, report } from './compare.ts'
import { createNamespace, type Namespace, RTNL } from './namespace.ts'
import { type RichState, richState } from './state.ts'

const LISTINGS = [
  'neigh',
  '-4 neigh',
  '-6 neigh',
  '-s neigh',
  '-s -s neigh show nud all',
  '-d neigh',
  '-br neigh',
  '-N neigh',
  '-o neigh',
  '-B neigh',
  '-B neigh show dev vx0',
  'neigh show nud all',
  'neigh show nud none',
  'neigh show nud permanent',
  'neigh show nud reachable',
  'neigh show nud stale nud failed',
  'neigh show nud noarp',
  'neigh show dev v0',
  'neigh show dev br1 nud all',
  'neigh show to 10.60.0.0/16',
  'neigh show 2001:db8::/32',
  'neigh show proxy',
  '-6 neigh show proxy',
  'neigh show proxy dev v0',
  'neigh show unused',
  'neigh show nomaster',
  'neigh show master br1',
  'neigh show protocol bgp',
  'neigh show protocol 222',
  'n l dev v0 nud p',
]

describe('beside ip', () => {
  let state: RichState
  beforeAll(async () => {
    state = await richState()
  })
  afterAll(() => state.close())

  test.each(LISTINGS)('-j %s', (line) => {
    const compared = compareJson(state.namespace, line)
    expect(report([compared])).toBe('')
  })

  test.each([
    ...LISTINGS,
    '-j -p neigh show dev v0',
    '-j -p -s neigh show to 2001:db8::/32',
    'neigh get 10.50.0.21 dev v0',
    'neigh get 2001:db8::21 dev v0',
    'neigh get proxy 10.50.0.40 dev v0',
  ])('%s', (line) => {
    const compared = compareText(state.namespace, line)
    expect(report([compared])).toBe('')
  })

  test('get as JSON, which ip 6.1 prints as text', () => {
    const line = ['-j', 'neigh', 'get', '10.50.0.21', 'dev', 'v0']
    expect(JSON.parse(state.namespace.run(RTNL, line))).toEqual([
      { dst: '10.50.0.21', dev: 'v0', lladdr: '02:00:00:00:00:02', state: ['PERMANENT'] },
    ])
  })

  test('it compared what it should', () => {
    expect(compareJson(state.namespace, 'neigh show nud all').objects).toBeGreaterThan(50)
  })
})

describe('there and back', () => {
  let ours: Namespace
  let theirs: Namespace
  beforeAll(async () => {
    ours = await createNamespace()
    theirs = await createNamespace()
    for (const namespace of [ours, theirs]) {
      namespace.batch([
        'link add v0 type veth peer name p0',
        'link set v0 up',
        'link set p0 up',
        'address add 10.0.0.1/24 dev v0',
      ])
      // Multicast neighbours come and go by themselves.
      namespace.batch(['link set v0 multicast off', 'link set p0 multicast off'])
    }
  })
  afterAll(async () => {
    await ours.close()
    await theirs.close()
  })

  // Proxies of one device: those of none outlive their namespace in the kernel, and show up in a later one.
  const shown = (namespace: Namespace) =>
    ['neigh show nud all to 10.0.0.0/8', 'neigh show nud all to 2001:db8::/32', 'neigh show proxy dev v0']
      .map((line) => namespace.exec(`ip ${line}`).split('\n').sort().join('\n'))
      .join('\n')

  test.each([
    'add 10.0.0.9 lladdr 02:00:00:00:00:09 dev v0',
    'add 10.0.0.10 lladdr 02:00:00:00:00:0a dev v0 nud reachable router',
    'add 10.0.0.11 lladdr 2:0:0:0:0:b dev v0 nud stale extern_learn',
    'add 10.0.0.12 lladdr 02:00:00:00:00:0c dev v0 nud noarp protocol bgp',
    'add 10.0.0.13 dev v0 nud none',
    'add 10.0.0.14 lladdr 02:00:00:00:00:0e dev v0 nud stale',
    'add proxy 10.0.0.40 dev v0',
    'add proxy 2001:db8::40 dev v0 protocol static',
    'add 2001:db8::9 lladdr 02:00:00:00:06:09 dev v0',
    'replace 10.0.0.9 lladdr 02:00:00:00:00:99 dev v0',
    'change 10.0.0.14 lladdr 02:00:00:00:00:0f dev v0 nud permanent',
    'delete 10.0.0.10 dev v0',
    'del proxy 10.0.0.40 dev v0',
    'flush dev v0 nud stale',
    'flush 10.0.0.0/24 nud all',
  ])('%s', (line) => {
    const before = shown(ours)
    theirs.exec(`ip neigh ${line}`)
    ours.run(RTNL, ['neigh', ...line.split(' ')])
    expect(shown(ours)).toBe(shown(theirs))
    expect(shown(ours)).not.toBe(before)
  })

  test('a flush tells what it did', () => {
    ours.run(RTNL, 'neigh add 10.0.0.50 lladdr 02:00:00:00:00:50 dev v0 nud stale'.split(' '))
    const line = 'neigh flush to 10.0.0.50'.split(' ')
    expect(ours.run(RTNL, ['-s', '-s', ...line])).toMatch(
      /^10\.0\.0\.50 dev v0 lladdr 02:00:00:00:00:50 .*STALE \nround 1: 1 deleted\nround 2: 0 deleted\n$/,
    )
    expect(ours.run(RTNL, line)).toBe('')
  })

  test.each([
    ['add 10.0.0.9 lladdr 02:00:00:00:00:09 dev nosuch', 1, /nosuch/],
    ['add 10.0.0.9', 1, /dev/],
    ['get 10.0.0.77 dev v0', 2, /not found/],
    ['delete 10.0.0.77 dev v0', 2, /No such file/],
    ['add 2001:db8::9 lladdr 02:00:00:00:00:09 dev v0', 2, /File exists/],
    ['flush', 1, /selector/],
    ['show nud asleep', 1, /asleep/],
  ])('%s: exit %i', (line, status, message) => {
    const done = ours.try(RTNL, ['neigh', ...line.split(' ')])
    expect([done.status, done.stdout]).toEqual([status, ''])
    expect(done.stderr).toMatch(message)
  })
})
