import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { patience } from '../guest.ts'
import { compareJson, compareText, report } from './compare.ts'
import { RTNL } from './namespace.ts'
import { nexthops, routes4, routes6 } from './state/routes.ts'
import { type RichState, richState } from './state.ts'
import { createTwins, type Twins } from './twins.ts'

/** Every selector, and look-ups of every kind. */
const SHOWN = [
  'route',
  '-6 route',
  '-d route',
  '-d -6 route',
  '-s route',
  '-s -6 route show table all',
  '-N route show table all',
  '-N -d -6 route show table all',
  '-o route',
  '-o -6 route show table all',
  'route show table all',
  '-4 route show table all',
  '-d route show table all',
  'route show table local',
  '-6 route show table local',
  'route show table blue',
  'route show table 100',
  '-6 route show table blue',
  'route show table 4294967290',
  'route show table default',
  'route show table cache',
  'route show cached',
  '-6 route show cached',
  'route show 10.81.0.0/24',
  'route show exact 10.81.0.0/24',
  'route show to exact 10.81.0.0/24',
  'route show root 10.81.0.0/16',
  'route show match 10.81.0.7',
  'route show root 10.80.0.0/12 match 10.81.0.0/24',
  'route show default',
  '-6 route show default',
  'route show table all default',
  'route show table all root default',
  'route show all',
  '-4 route show all',
  '-6 route show any',
  'route show table all root 2001:db8:81::/48',
  '-6 route show root 2001:db8:81::/48',
  '-6 route show match 2001:db8:81:1::5',
  '-6 route show 2001:db8:81:1::/64',
  '-6 route show from 2001:db8:5::/48',
  '-6 route show from root 2001:db8::/32',
  '-6 route show from match 2001:db8:5:1::/64',
  '-6 route show from default',
  'route show from all',
  'route show dev v0',
  'route show dev v1 table all',
  '-6 route show dev v1 table all',
  'route show oif lo table local',
  'route show iif v0 table all',
  'route show proto static',
  'route show proto kernel table all',
  'route show proto ourproto',
  'route show proto 16',
  'route show proto all',
  '-6 route show proto ra',
  'route show scope link',
  'route show scope host table all',
  'route show scope mine',
  'route show scope all',
  'route show type blackhole',
  'route show type local table all',
  'route show type mult table all',
  'route show via 10.50.0.2',
  'route show via 10.50.0.0/24',
  'route show via inet6 2001:db8::99',
  '-6 route show via 2001:db8::99',
  '-6 route show via fe80::/10',
  'route show src 10.50.0.1',
  'route show src 10.50.0.0/24 table all',
  'route show metric 500',
  'route show table all metric 3',
  '-6 route show metric 5',
  'route show priority 4',
  'route show tos 0x10',
  'route show tos lowdelay',
  'route show dsfield CS1',
  'route show mark 7',
  'route show realms inner/outer',
  'route show realms 3/',
  'route show realms 9',
  'route show table all type unreachable proto boot',
  'r sh t all',
  'ro l ro 10/8',
  'route get 10.81.0.9',
  '-d route get 10.81.0.9',
  '-N route get 10.81.0.9',
  '-o route get 10.81.0.9',
  'route get 10.50.0.1',
  'route get 127.0.0.1',
  'route get 10.50.0.255',
  'route get 239.5.0.1',
  'route get 10.81.7.1',
  'route get 10.81.8.1',
  'route get 10.81.10.1',
  'route get 10.81.12.1',
  'route get 10.81.0.9 from 10.50.0.10',
  'route get 10.81.0.9 oif v0',
  'route get 10.81.0.9 mark 3',
  'route get 10.81.0.9 mark 0x10',
  'route get 10.81.0.9 tos 4',
  'route get 10.81.4.9 tos 0x10',
  'route get 10.81.0.9 uid 1000',
  'route get 10.81.0.9 ipproto tcp sport 5 dport 6',
  'route get fibmatch 10.81.0.9',
  '-d route get fibmatch 10.83.0.9',
  'route get fibmatch 10.84.1.9',
  'route get fibmatch 10.82.4.1',
  'route get 10.82.0.1',
  'route get 10.82.2.1',
  'route get 2001:db8:81::5',
  '-d route get 2001:db8:81::5',
  'route get 2001:db8:81:3::5',
  'route get fibmatch 2001:db8:81:3::5',
  'route get 2001:db8:81:5::5',
  'route get fibmatch 2001:db8:83::5',
  'route get 2001:db8::1',
  'route get ::1',
  'route get fe80::5 oif v1',
  'route get ff02::1 oif v0',
  '-6 route get 2001:db8:82::1',
  'route get 2001:db8:81::5 from 2001:db8::1',
  'route get 2001:db8:85::1',
  '-d route get 2001:db8:85:5::1',
]

describe('beside ip', () => {
  let state: RichState
  let compared = 0
  beforeAll(async () => {
    state = await richState()
  })
  afterAll(() => state.close())

  test.each(SHOWN)('-j %s', (line) => {
    const comparison = compareJson(state.namespace, line)
    compared += comparison.objects
    expect(report([comparison])).toBe('')
  })

  // What is selected was compared as JSON.
  const asText = SHOWN.filter((line) => /^-|get|all$|^route$/.test(line))
  test.each(asText)('%s', (line) => {
    expect(report([compareText(state.namespace, line)])).toBe('')
  })

  test('-j -p, to the byte', () => {
    for (const line of ['-p route', '-p -d -6 route show table all']) {
      const words = ['-j', ...line.split(' ')]
      expect(state.namespace.run(RTNL, words).replaceAll(/"expires": \d+/g, '')).toBe(
        state.namespace.run('ip', words).replaceAll(/"expires": \d+/g, ''),
      )
    }
  })

  test('nothing was compared with nothing', () => {
    expect(compared).toBeGreaterThan(4000)
  })
})

const optional = (line: string) => line.replace(/^\? /, '')
/** The state has a hundred more that are all alike. */
const isSpecial = (line: string) => !/ (10\.80\.|2001:db8:80:)[^05]/.test(line)
const isNexthop = (line: string) => line.startsWith('nexthop')

describe('what rtnl adds ip shows', () => {
  let twins: Twins
  beforeAll(async () => {
    twins = await createTwins(nexthops)
    for (const namespace of [twins.ip, twins.rtnl]) namespace.batch(routes6.filter(isNexthop), 'ip -6')
  })
  afterAll(() => twins.close())

  /** Both tools do the same, and both kernels take it or both do not. */
  function both(lines: readonly string[]): void {
    const unlike = lines
      .map((line) => ({ line, ...twins.run(line) }))
      .filter(({ ip, rtnl }) => (ip === 0) !== (rtnl === 0))
    expect(unlike).toEqual([])
  }

  function alike(): void {
    for (const line of ['-d route show table all', '-d -6 route show table all']) {
      const { ip, rtnl } = twins.show(line)
      // The kernel's own come in the order in which the links went up.
      const still = (lines: string[]) =>
        lines.filter((text) => !text.includes('proto kernel')).map((text) => text.replace(/expires \d+sec/, 'expires'))
      expect(still(rtnl)).toEqual(still(ip))
    }
  }

  test(
    'add',
    () => {
      both(routes4.filter(isSpecial).map(optional))
      both(routes6.filter((line) => isSpecial(line) && !isNexthop(line)).map((line) => `-6 ${optional(line)}`))
      alike()
      expect(twins.show('route show table all').rtnl.length).toBeGreaterThan(110)
    },
    120_000 * patience,
  )

  test('add, what is only for this', () => {
    both([
      'route add 10.90.0.0/24 encap mpls 100/200 via 10.50.0.2',
      'route add 10.90.1.0/24 encap rpl segs 2001:db8::1 dev v0',
      '-6 route add 2001:db8:90::/64 encap seg6 mode l2encap.red segs 2001:db8::1 dev v0',
      '-6 route add 2001:db8:90:1::/64 encap seg6local action End.DT46 vrftable 100 dev v0',
      '-6 route add 2001:db8:90:2::/64 encap seg6local action End flavors psp,usd dev v0',
      '-6 route add 2001:db8:90:3::/64 encap seg6local action End flavors next-csid lblen 48 nflen 16 dev v0',
      '-6 route add 2001:db8:90:4::/64 encap seg6 mode encap segs 2001:db8::1 hmac 0 dev v0',
      '-6 route add 2001:db8:90:5::/64 encap ioam6 mode encap tundst 2001:db8::2 trace prealloc type 0x800000 ns 1 size 12 dev v0',
      '-6 route add 2001:db8:90:6::/64 encap rpl segs 2001:db8:5::1,2001:db8:5::2 dev v0',
      '-6 route add 2001:db8:90:7::/64 encap xfrm if_id 5 dev v0',
      'route add default dev nosuch',
      'route add 10.91.0.0/24 via 10.99.99.99',
      'route add 10.80.0.0/24 via 10.50.0.2 dev v0 metric 0',
    ])
    alike()
  })

  test('change, replace, append, prepend, test', () => {
    both([
      'route change 10.81.0.0/24 via 10.50.0.7',
      'route change 10.99.0.0/24 via 10.50.0.7',
      'route replace 10.81.1.0/24 via 10.50.0.7 mtu 1300',
      'route replace 10.92.0.0/24 nexthop via 10.50.0.2 nexthop via 10.50.0.3 weight 9',
      'route append 10.81.2.0/24 via 10.50.0.9 tos 4',
      'route prepend 10.81.3.1 via 10.50.0.9',
      'route test 10.81.3.1 via 10.50.0.9',
      '-6 route change 2001:db8:81:1::/64 dev v1 metric 5',
      '-6 route replace 2001:db8:81:2::/64 dev v1 pref high',
      '-6 route append 2001:db8:83::/64 via 2001:db8::97 dev v0',
    ])
    alike()
  })

  test('an interface by the name that it has without one', () => {
    both([
      'route add 10.95.0.0/24 dev if10',
      'route add 10.95.1.0/24 nexthop via 10.50.0.2 dev if10 nexthop dev if12',
      'route add 10.95.2.0/24 dev if999',
      'route del 10.95.0.0/24 dev if12',
      'route get 10.50.0.7 oif if10',
      'route get 10.50.0.7 from 10.50.0.9 iif if12',
      '-6 route add 2001:db8:95::/64 dev if10',
    ])
    alike()
  })

  test('delete', () => {
    both([
      'route del 10.81.0.0/24 via 10.50.0.4',
      'route del 10.81.0.0/24',
      'route del 10.81.0.0/24 proto bgp',
      'route delete default metric 500',
      'route del 10.83.1.0/24',
      'route del unreachable 10.82.0.0/24',
      'route del 10.82.1.0/24 metric 5',
      'route del local 10.82.5.1 dev v0 table local',
      'route del 10.86.0.0/24 table 200',
      '-6 route del 2001:db8:83::/64 via 2001:db8::98 dev v0',
      '-6 route del 2001:db8:81::/64',
      '-6 route del 2001:db8:85::/64',
    ])
    alike()
  })

  test('flush', () => {
    // ip cannot flush routes of next-hop objects: it sends back both the object and what it is.
    both([
      ...[0, 1, 2, 3, 4, 5].map((i) => `route del 10.84.${i}.0/24`),
      ...['', ':1', ':2'].map((i) => `-6 route del 2001:db8:84${i}::/64`),
    ])
    both([
      'route flush table blue',
      'route flush root 10.82.0.0/16',
      'route flush proto static',
      'route flush 10.83.0.0/24',
      '-6 route flush table 200',
      '-6 route flush root 2001:db8:85::/48',
      'route flush dev v1',
      '-6 route flush dev v1',
      'route flush',
    ])
    alike()
  })

  test('flush says what it deletes', () => {
    both(['route add 10.96.0.0/24 dev v0', 'route add 10.96.1.0/24 via 10.50.0.2 table 7 proto static'])
    const words = '-s -s route flush table all root 10.96.0.0/16'.split(' ')
    const [ip, rtnl] = [twins.ip.run('ip', words), twins.rtnl.run(RTNL, words)].map((text) =>
      text.match(/^10\.96.*$/gm),
    )
    expect(rtnl).toEqual(ip)
    expect(rtnl).toHaveLength(2)
    alike()
  })

  test('flush of everything', () => {
    both(['route flush table all scope global', '-6 route flush table main'])
    alike()
  })
})
