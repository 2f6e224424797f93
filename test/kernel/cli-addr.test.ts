import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compareJson, compareText, report } from './compare.ts'
import { createNamespace, type Namespace, RTNL } from './namespace.ts'
import { oddNames } from './state/links.ts'
import { type RichState, richState } from './state.ts'

/** What comes after `address show`, and the options before it. */
const LISTINGS = [
  'address',
  '-d address',
  '-s address show dev v0',
  '-s -s address show dev v1',
  '-4 address',
  '-6 address',
  '-0 address show dev v0',
  '-0 -d address',
  '-6 -s -s address',
  '-s -h address show dev v0',
  '-s -h -iec address show dev v0',
  '-d -6 address',
  '-N address',
  '-br address',
  '-4 -br address',
  '-br -0 address',
  '-o address',
  '-o -6 address show up',
  'address show dev v0',
  'address show v1',
  '-6 address show dev v0',
  'address show dev other0',
  'address show up',
  'address show scope link',
  'address show scope host',
  'address show scope 77',
  'address show scope all',
  'address show to 10.60.0.0/16',
  'address show to 2001:db8::/32',
  'address show to 10.50.0.1',
  'address show label v0:*',
  'address show label v?',
  'address show permanent',
  'address show dynamic',
  'address show secondary',
  'address show primary',
  'address show deprecated',
  'address show -deprecated',
  'address show tentative',
  'address show dadfailed',
  'address show temporary',
  'address show home',
  'address show nodad',
  'address show mngtmpaddr',
  'address show noprefixroute',
  'address show autojoin',
  'address show master br1',
  'address show nomaster',
  'address show group backbone',
  'address show group 2000000000',
  'address show type veth',
  'address show type bridge',
  'address show type bridge_slave',
  '-4 address show type vxlan',
  '-4 address show master br1',
  'address show dev v0 scope global nodad',
  'address show dev v0 up to 10.50.0.0/16 label v0*',
  'address show type nosuch',
  '-4 address show type nosuch',
  'a s v0 up permanent',
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

  test.each(LISTINGS)('%s', (line) => {
    const compared = compareText(state.namespace, line)
    expect(report([compared])).toBe('')
  })

  test.each(oddNames)('an interface named %j', (name) => {
    const lines = [
      ['address', 'show', 'dev', name],
      ['-br', 'address', 'show', name],
    ]
    expect(
      report(lines.flatMap((line) => [compareJson(state.namespace, line), compareText(state.namespace, line)])),
    ).toBe('')
  })

  test('it compared what it should', () => {
    const { objects } = compareJson(state.namespace, 'address')
    expect(objects).toBeGreaterThan(90)
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
        'link set lo up',
        'link add v0 address 02:00:00:00:00:01 type veth peer name p0 address 02:00:00:00:00:02',
        'link set v0 up',
        'link set p0 up',
      ])
    }
  })
  afterAll(async () => {
    await ours.close()
    await theirs.close()
  })

  const shown = (namespace: Namespace) => namespace.exec('ip -o address').replace(/ tentative/g, '')
  const WITHOUT_SECONDS = [/\d+sec/g, '#sec'] as const

  /** Equal but for some seconds. */
  const expectSame = () => {
    const [mine, its] = [shown(ours), shown(theirs)]
    expect(mine.replace(...WITHOUT_SECONDS)).toBe(its.replace(...WITHOUT_SECONDS))
    const seconds = (text: string) => [...text.matchAll(/(\d+)sec/g)].map((match) => Number(match[1]))
    const others = seconds(its)
    for (const [i, value] of seconds(mine).entries()) expect(Math.abs(value - (others[i] ?? 0))).toBeLessThan(60)
  }

  test.each([
    'add 10.0.0.1/24 dev v0',
    'add 10.0.0.2/24 brd + dev v0 label v0:x',
    'add 10.0.1.1/24 brd - dev v0 scope link',
    'add 10.0.2.1 peer 10.0.3.0/24 dev v0',
    'add 10.0.4.1/24 dev v0 noprefixroute metric 55',
    'add 10.0.5.1/24 dev v0 valid_lft 3005 preferred_lft 2005',
    'add 224.9.9.9/32 dev v0 autojoin',
    'add 127.9.0.1/16 dev lo',
    'add 2001:db8::1/64 dev v0 nodad',
    'add 2001:db8:1::1/64 dev v0 home nodad noprefixroute',
    'add 2001:db8:2::1/64 dev v0 nodad mngtmpaddr valid_lft 905 preferred_lft 805',
    'add 2001:db8:3::1 peer 2001:db8:3::2 dev v0 nodad',
    'change 10.0.5.1/24 dev v0 valid_lft 4005 preferred_lft 4005',
    'replace 2001:db8::1/64 dev v0 valid_lft 705 preferred_lft 605',
    'replace 10.0.6.1/24 dev v0',
    'delete 10.0.0.2/24 dev v0',
    'del 10.0.1.1/24 dev v0',
    'delete 2001:db8:1::1/64 dev v0',
    'flush dev v0 to 10.0.0.0/16 scope global',
    'flush dev lo to 127.9.0.0/16',
    'flush dev v0 permanent',
  ])('%s', (line) => {
    const before = shown(ours)
    theirs.exec(`ip address ${line}`)
    ours.run(RTNL, ['address', ...line.split(' ')])
    expectSame()
    expect(shown(ours)).not.toBe(before)
  })

  test('who set it comes back', () => {
    ours.run(RTNL, 'address add 10.1.0.1/24 dev v0 proto 77'.split(' '))
    expect(ours.run(RTNL, ['-j', 'address', 'show', 'to', '10.1.0.1'])).toContain('"protocol":"77"')
    expect(ours.run(RTNL, ['-d', 'address', 'show', 'to', '10.1.0.1'])).toContain(' proto 77 ')
  })

  test.each([
    ['add 10.0.9.1/24 dev nosuch', 1, /nosuch/],
    ['add 10.0.9.1/24', 1, /dev/],
    ['show dev nosuch', 1, /nosuch/],
    ['delete 10.99.0.1/24 dev v0', 2, /Address not found|Cannot assign/],
    ['add 127.0.0.1/8 dev lo', 2, /already|exists/],
    ['flush', 1, /selector/],
    ['flush type veth', 1, /type/],
    ['save', 1, /save/],
  ])('%s: exit %i', (line, status, message) => {
    const done = ours.try(RTNL, ['address', ...line.split(' ')])
    expect([done.status, done.stdout]).toEqual([status, ''])
    expect(done.stderr).toMatch(message)
  })
})
