import assert from 'node:assert/strict'
import type { Route, RouteInput } from '@rtnl/families'
import { open } from 'rtnl'
import { batch, ip, refused, sees, steady, steadyAll, twoEnds, watch } from './client-common.ts'

/** Of both families: the route, what replaces it, an address in it, and how ip(8) names what it sees. */
const LIVES: readonly {
  route: RouteInput
  other: RouteInput
  inside: string
  show: string
  seen: Readonly<Record<string, unknown>>
}[] = [
  {
    route: { dst: '10.1.0.0/16', gateway: '192.0.2.9', oif: 'v0', metrics: { mtu: 1400 }, priority: 7 },
    other: { dst: '10.1.0.0/16', gateway: '198.51.100.9', protocol: 'static', priority: 7 },
    inside: '10.1.2.3',
    show: '-4 route show 10.1.0.0/16',
    seen: { dst: '10.1.0.0/16', gateway: '192.0.2.9', dev: 'v0', metric: 7, metrics: [{ mtu: 1400 }] },
  },
  {
    route: { dst: '2001:db8:a::/48', gateway: '2001:db8::9', oif: 'v0', pref: 'high', metrics: { hoplimit: 60 } },
    other: { dst: '2001:db8:a::/48', gateway: '2001:db8:1::9', protocol: 'static' },
    inside: '2001:db8:a::1',
    show: '-6 route show 2001:db8:a::/48',
    seen: { dst: '2001:db8:a::/48', gateway: '2001:db8::9', dev: 'v0', pref: 'high', metrics: [{ hoplimit: 60 }] },
  },
]

/** add, get, list, monitor, replace, change, delete: what we do `ip` sees. */
export async function life() {
  twoEnds()
  await using net = await open()
  const v1 = (await net.link.get('v1')).index
  for (const { route, other, inside, show, seen } of LIVES) {
    const { dst = '' } = route
    const changes = await watch(
      net,
      ['route'],
      async () => {
        await net.route.add(route)
        sees(show, seen)
        await refused(net.route.add(route), { code: 'EEXIST', operation: 'RTM_NEWROUTE' })
        const best = await net.route.get(inside)
        assert.equal(best.gateway, route.gateway)
        assert.equal((await net.route.get({ dst: inside, flags: ['fib_match'] })).dst, dst.split('/')[0])

        const found = await net.route.list({ dst, oif: 'v0', table: 'main' })
        assert.equal(found.length, 1)
        assert.equal(found[0]?.gateway, route.gateway)
        assert.deepEqual(await net.route.list({ dst, oif: 'v1' }), [])

        await net.route.replace(other)
        assert.equal((await net.route.get(inside)).oif, v1)
        await net.route.change({ ...other, gateway: route.gateway })
        assert.equal((await net.route.get(inside)).gateway, route.gateway)
        await net.route.delete({ dst })
        assert.equal(ip(show), '')
        await refused(net.route.delete({ dst }), { code: 'ESRCH' })
        await refused(net.route.change(other), { code: 'ENOENT' })
      },
      ({ kind }) => kind === 'delete',
    )
    assert.deepEqual(
      changes.map(({ kind, object, type }) => [kind, object, type]),
      [
        ['new', 'route', 'RTM_NEWROUTE'],
        ['new', 'route', 'RTM_NEWROUTE'],
        ['new', 'route', 'RTM_NEWROUTE'],
        ['delete', 'route', 'RTM_DELROUTE'],
      ],
    )
    const [first] = changes
    assert.ok(first?.object === 'route' && first.message.gateway === route.gateway)
  }
}

const IPV4 = [
  'route add 10.1.0.0/16 via 192.0.2.2 dev v0 src 192.0.2.1 metric 100 proto static',
  'route add 10.2.0.0/16 dev v0 tos 0x10 table 1000 proto bgp',
  'route add 10.3.0.0/16 via 192.0.2.3 realms 5/6 onlink dev v0',
  'route add 10.4.0.0/16 via 192.0.2.2 mtu lock 1400 window 20000 rtt 100ms rttvar 50ms ssthresh 11 advmss 1300 reordering 4 hoplimit 61 initcwnd 14 features ecn rto_min 300ms initrwnd 15 quickack 1 congctl cubic fastopen_no_cookie 1',
  'route add 10.5.0.0/16 nexthop via 192.0.2.2 weight 2 realms 7 nexthop via 198.51.100.2 dev v1 weight 255 onlink nexthop via inet6 fe80::9 dev v0',
  'route add 10.6.0.0/16 via inet6 fe80::1 dev v0',
  'route add 10.7.0.0/16 nhid 10',
  'route add 10.8.0.0/16 nhid 12',
  'route add blackhole 10.10.0.0/16',
  'route add unreachable 10.11.0.0/16 metric 4294967295',
  'route add prohibit 10.12.0.0/16 table 7',
  'route add throw 10.13.0.0/16 table 255',
  'route add local 10.14.0.0/16 dev v0',
  'route add broadcast 10.15.0.1 dev v0',
  'route add multicast 224.1.0.0/16 dev v0 scope link',
  'route add default via 192.0.2.254 metric 5',
  'route add default via 192.0.2.253 table 4000000000',
  'route add 10.20.0.0/16 encap seg6 mode encap segs 2001:db8:a::1,2001:db8:a::2 dev v0',
  'route add 10.30.0.0/16 via 198.51.100.77 dev v2 onlink',
]

const IPV6 = [
  'route add 2001:db8:101::/48 via fe80::1 dev v0 pref high metric 10',
  'route add 2001:db8:102::/48 via 2001:db8::2 pref low mtu 1400 congctl cubic',
  'route add 2001:db8:103::/48 nexthop via 2001:db8::4 weight 3 nexthop via fe80::2 dev v1',
  'route add 2001:db8:104::/48 nhid 13',
  'route add unreachable 2001:db8:105::/48',
  'route add blackhole 2001:db8:106::/48 metric 7 table 300',
  'route add prohibit 2001:db8:107::/48',
  'route add throw 2001:db8:108::/48',
  'route add 2001:db8:109::/48 encap seg6 mode inline segs 2001:db8:a::1 dev v0',
  'route add 2001:db8:10a::/48 dev v1 proto 186 expires 3600',
  'route add local 2001:db8:10b::/48 dev lo table 77',
  'route add anycast 2001:db8:10c::1 dev v0',
  'route add 2001:db8:10d::1/128 encap seg6local action End.DT6 table 100 dev v0',
]

/** What a list returns is taken back as it is: deleted, made again, replaced by itself. */
export async function handBack() {
  twoEnds()
  batch([
    'nexthop add id 10 via 192.0.2.6 dev v0',
    'nexthop add id 11 via 198.51.100.6 dev v1',
    'nexthop add id 12 group 10,3/11',
    'nexthop add id 13 via 2001:db8::6 dev v0',
    'link add v2 type veth peer name v3',
    'link set v2 up',
    'addr add 203.0.113.1/24 dev v2',
    ...IPV4,
  ])
  batch(IPV6, '-6')
  await using net = await open()
  const made = async () => (await net.route.list()).filter(({ protocol }) => protocol !== 'kernel')
  const before = await made()
  assert.ok(before.length >= IPV4.length + IPV6.length)
  assert.ok(
    before.some(({ flags }) => flags.includes('linkdown')),
    'v3 is down',
  )

  for (const route of before) await attempt(route, () => net.route.replace(route))
  assert.deepEqual(steadyAll(await made()), steadyAll(before))

  for (const route of before) await attempt(route, () => net.route.delete(route))
  assert.deepEqual(await made(), [])

  for (const route of before) await attempt(route, () => net.route.add(route))
  assert.deepEqual(steadyAll(await made()), steadyAll(before))

  const [timed] = await net.route.list({ dst: '2001:db8:10a::/48' })
  const left = (timed?.cacheinfo?.expires ?? 0) / 100
  assert.ok(left > 3000 && left <= 3600, `expires in ${left} s`)
}

async function attempt(route: Route, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    throw new Error(`${(error as Error).message}: ${steady(route)}`)
  }
}

/** A thousand look-ups at a time; filters of the kernel; what is not there. */
export async function lookups() {
  twoEnds()
  const routes = Array.from({ length: 1000 }, (_, i) => `10.${i >> 8}.${i & 255}.0/24`)
  await using net = await open()
  await Promise.all(
    routes.map((dst, i) => net.route.add({ dst, oif: i % 2 ? 'v0' : 'v1', protocol: i % 5 ? 'bgp' : 200 })),
  )
  const answers = await Promise.all(routes.map((dst) => net.route.get({ dst: dst.replace('0/24', '9') })))
  const [v0, v1] = [(await net.link.get('v0')).index, (await net.link.get('v1')).index]
  for (const [i, { oif }] of answers.entries()) assert.equal(oif, i % 2 ? v0 : v1)

  assert.equal((await net.route.list({ oif: 'v0', protocol: 'bgp' })).length, 400)
  assert.equal((await net.route.list({ family: 'inet', oif: v1, protocol: 200 })).length, 100)
  assert.equal((await net.route.list({ family: 'inet6', protocol: 'bgp' })).length, 0)
  assert.equal((await net.route.list({ table: 'local', type: 'broadcast' })).length, 3)
  assert.equal((await net.route.list({ table: 12345 })).length, 0)
  await refused(net.route.list({ family: 'inet', table: 12345 }), { code: 'ENOENT' })
  await refused(net.route.list({ family: 'inet', oif: 4_000_000 }), { code: 'ENODEV' })
  await refused(net.route.get('203.0.113.1'), { code: 'ENETUNREACH', operation: 'RTM_GETROUTE' })
  await refused(net.route.add({ dst: '203.0.113.0/24', gateway: '203.0.113.1' }), {
    code: 'ENETUNREACH',
    message: 'RTM_NEWROUTE: ENETUNREACH: Nexthop has invalid gateway',
  })
  await refused(net.route.add({ dst: '203.0.113.0/24', oif: 'v9' }), { code: 'ENODEV', path: 'oif' })
}
