import { type Route, type RouteInput, route } from '@rtnl/families'
import { describe, expect, test } from 'vitest'
import { decodeOne, encoded, payload, plain, recording, requests, roundTrips } from './recorded.ts'
import { ROUTE_REQUESTS } from './route.values.ts'
import { ENCAP_REQUESTS } from './route-encap.values.ts'
import { mrouteLikeIp, routeLikeIp } from './route-like-ip.ts'

const HEADER = 12
const ZERO: Partial<Route> = {
  dstLen: 0,
  srcLen: 0,
  tos: 0,
  rtmTable: 'unspec',
  protocol: 'unspec',
  scope: 'universe',
  type: 'unspec',
  flags: [],
}

requests(route, 'route/requests', HEADER, ZERO, ROUTE_REQUESTS)

test('every recorded request has a value somewhere', () => {
  const commands = (recording('route/requests').vectors ?? []).map(({ command }) => command)
  const without = commands.filter((command) => !(command in ROUTE_REQUESTS || command in ENCAP_REQUESTS))
  // These two have tests of their own: see `metrics`, and route-encap.test.ts.
  expect(without.map((command) => /congctl|encap ila/.exec(command)?.[0])).toEqual(['congctl', 'encap ila'])
})

describe('metrics', () => {
  const metrics = {
    mtu: 1400,
    window: 20000,
    rtt: 800,
    rttvar: 200,
    ssthresh: 11,
    cwnd: 12,
    advmss: 1300,
    reordering: 4,
    hoplimit: 61,
    initcwnd: 14,
    features: ['ecn'],
    rtoMin: 300,
    initrwnd: 15,
    quickack: 1,
    ccAlgo: 'cubic',
    fastopenNoCookie: 1,
    lock: ['mtu', 'cwnd', 'rto_min'],
  } as const
  const { hex = '' } = recording('route/requests').vectors?.find(({ command }) => command.includes('congctl')) ?? {}

  test('every one of them in a request of iproute2, which leaves the NUL off the name', () => {
    const { body } = decodeOne<Route>(hex)
    expect(plain(body.metrics)).toEqual(metrics)
    expect(encoded(route, body)).toBe(payload(hex, HEADER))
    const withNul = encoded(route, { ...plain(body), metrics })
    expect(withNul).toBe(payload(hex, HEADER).replace('09001000637562696300', '0a001000637562696300'))
  })

  test('every one of them in the answer of the kernel', () => {
    const found = (recording('route/dump-inet').messages ?? []).map((m) => decodeOne<Route>(m).body)
    expect(found.find(({ dst }) => dst === '10.4.0.0')?.metrics).toEqual(metrics)
  })
})

describe('what the kernel sends', () => {
  for (const file of ['dump-inet', 'dump-inet6', 'multicast', 'notifications'])
    roundTrips(route, `route/${file}`, HEADER)

  test.each(['dump-inet', 'dump-inet6'])('%s: like ip -j -d -s route show table all', (file) => {
    const { messages = [], ip, links } = recording(`route/${file}`)
    const mine = messages.map((hex) => routeLikeIp(decodeOne<Route>(hex).body, links))
    // The next-hop object is another message's.
    expect(mine).toEqual(ip?.output.map(({ nh_info: _, ...rest }) => rest))
  })

  test('multicast: like ip -j -s mroute', () => {
    const { messages = [], ip, links } = recording('route/multicast')
    const bodies = messages.map((hex) => decodeOne<Route>(hex).body)
    expect(bodies.map(({ family }) => family)).toEqual(['ipmr', 'ip6mr'])
    expect(bodies.slice(0, 1).map((body) => mrouteLikeIp(body, links))).toEqual(ip?.output)
    expect(plain(bodies[1])).toEqual({
      ...ZERO,
      family: 'ip6mr',
      dstLen: 128,
      srcLen: 128,
      rtmTable: 'main',
      protocol: 'mrouted',
      type: 'multicast',
      table: 'main',
      src: '2001:db8::7',
      dst: 'ff0e::7',
      iif: 10,
      multipath: [{ flags: [], hops: 1, ifindex: 11 }],
      mfcStats: { packets: 0n, bytes: 0n, wrongIf: 0n },
      expires: 0n,
    })
  })

  const { vectors = [], links } = recording('route/get') as unknown as {
    vectors: { command: string; request: string; messages: string[]; ip: unknown[] }[]
    links: Record<string, string>
  }
  test.each(vectors)('$command', ({ request, messages, ip }) => {
    const sent = decodeOne<Route & RouteInput>(request)
    expect(sent.name).toBe('RTM_GETROUTE')
    expect(encoded(route, sent.body)).toBe(payload(request, HEADER))
    const answers = messages.map((hex) => decodeOne<Route & RouteInput>(hex).body)
    expect(answers.map((body) => encoded(route, body))).toEqual(messages.map((hex) => payload(hex, HEADER)))
    expect(answers.map((body) => routeLikeIp(body, links))).toEqual(ip)
  })
})

describe('what is refused before it is sent', () => {
  test.each<[string, RouteInput, RegExp]>([
    ['a gateway of another family', { family: 'inet', gateway: 'fe80::1' }, /gateway/],
    ['via of another family than it says', { family: 'inet', via: { family: 'inet6', addr: '10.0.0.1' } }, /via\.addr/],
    ['a next hop with a length', { family: 'inet', multipath: [{ len: 8 } as object] }, /multipath\[0\]/],
    ['a weight above 256', { family: 'inet', multipath: [{ hops: 256 }] }, /multipath\[0\]\.hops/],
    ['a metric that is no number', { family: 'inet', metrics: { mtu: Number.NaN } }, /metrics\.mtu/],
    ['a table of 33 bits', { family: 'inet', table: 2 ** 32 }, /table/],
    ['a label of 21 bits', { family: 'mpls', dst: '1048576' }, /dst/],
  ])('%s', (_, value, path) => {
    expect(() => encoded(route, value)).toThrow(path)
  })
})
