import type { Client } from '@rtnl/client'
import { expect, test } from 'vitest'
import { firstRequest } from './fake-kernel.ts'
import { Requests } from './like-ip.ts'

const recorded = new Requests('route')

/** What ip(8) is told, and what we are. */
const TABLE: readonly [command: string, call: (net: Client) => Promise<unknown>][] = [
  [
    'ip route add 10.1.0.0/16 via 192.0.2.2 dev v0 src 192.0.2.1 metric 100 proto static scope global',
    (net) =>
      net.route.add({
        dst: '10.1.0.0/16',
        gateway: '192.0.2.2',
        oif: 'v0',
        prefsrc: '192.0.2.1',
        priority: 100,
        protocol: 'static',
        scope: 'universe',
      }),
  ],
  [
    'ip route add 10.2.0.0/16 dev v0 tos 0x10 table 1000 proto bgp',
    (net) => net.route.add({ dst: '10.2.0.0/16', oif: 'v0', tos: 16, table: 1000, protocol: 'bgp' }),
  ],
  [
    'ip route add 10.3.0.0/16 via 192.0.2.3 realms 5/6 onlink dev v0',
    (net) =>
      net.route.add({ dst: '10.3.0.0/16', gateway: '192.0.2.3', flow: (5 << 16) | 6, flags: ['onlink'], oif: 10 }),
  ],
  [
    'ip route add 10.4.0.0/16 via 192.0.2.2 mtu lock 1400 window 20000 rtt 100ms rttvar 50ms ssthresh 11 cwnd lock 12 advmss 1300 reordering 4 hoplimit 61 initcwnd 14 features ecn rto_min 300ms initrwnd 15 quickack 1 congctl cubic fastopen_no_cookie 1',
    (net) =>
      net.route.add({
        dst: '10.4.0.0/16',
        gateway: '192.0.2.2',
        metrics: {
          // iproute2 locks it whenever it is given.
          lock: ['mtu', 'cwnd', 'rto_min'],
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
        },
      }),
  ],
  [
    'ip route add 10.5.0.0/16 nexthop via 192.0.2.2 weight 2 realms 7 nexthop via 198.51.100.2 dev v1 weight 255 onlink nexthop via inet6 fe80::9 dev v0',
    (net) =>
      net.route.add({
        dst: '10.5.0.0/16',
        multipath: [
          { gateway: '192.0.2.2', hops: 1, flow: 7 },
          { gateway: '198.51.100.2', ifindex: 'v1', hops: 254, flags: ['onlink'] },
          { gateway: 'fe80::9', ifindex: 'v0' },
        ],
      }),
  ],
  [
    'ip route add 10.6.0.0/16 via inet6 fe80::1 dev v0',
    (net) => net.route.add({ dst: '10.6.0.0/16', gateway: 'fe80::1', oif: 'v0' }),
  ],
  ['ip route add 10.7.0.0/16 nhid 10', (net) => net.route.add({ dst: '10.7.0.0/16', nhId: 10 })],
  ['ip route add blackhole 10.10.0.0/16', (net) => net.route.add({ dst: '10.10.0.0/16', type: 'blackhole' })],
  [
    'ip route add unreachable 10.11.0.0/16 metric 4294967295',
    (net) => net.route.add({ dst: '10.11.0.0/16', type: 'unreachable', priority: 4294967295 }),
  ],
  [
    'ip route add throw 10.13.0.0/16 table 255',
    (net) => net.route.add({ dst: '10.13.0.0/16', type: 'throw', table: 'local' }),
  ],
  ['ip route add default via 192.0.2.254', (net) => net.route.add({ dst: 'default', gateway: '192.0.2.254' })],
  [
    'ip route replace 10.1.0.0/16 via 192.0.2.4 metric 100',
    (net) => net.route.replace({ dst: '10.1.0.0/16', gateway: '192.0.2.4', priority: 100 }),
  ],
  [
    'ip route append 10.1.0.0/16 via 192.0.2.5 metric 100',
    (net) => net.route.append({ dst: '10.1.0.0/16', gateway: '192.0.2.5', priority: 100 }),
  ],
  [
    'ip route change 10.1.0.0/16 via 192.0.2.6 metric 100',
    (net) => net.route.change({ dst: '10.1.0.0/16', gateway: '192.0.2.6', priority: 100 }),
  ],
  ['ip route del 10.1.0.0/16 via 192.0.2.5', (net) => net.route.delete({ dst: '10.1.0.0/16', gateway: '192.0.2.5' })],
  [
    'ip -6 route add 2001:db8:1::/48 via fe80::1 dev v0 pref high expires 3600 metric 10',
    (net) =>
      net.route.add({
        dst: '2001:db8:1::/48',
        gateway: 'fe80::1',
        oif: 'v0',
        pref: 'high',
        expires: 3600,
        priority: 10,
      }),
  ],
  [
    'ip -6 route add 2001:db8:3::/48 from 2001:db8:ff::/64 via 2001:db8::3',
    (net) => net.route.add({ dst: '2001:db8:3::/48', src: '2001:db8:ff::/64', gateway: '2001:db8::3' }),
  ],
  [
    'ip -6 route add 2001:db8:4::/48 nexthop via 2001:db8::4 weight 3 nexthop via fe80::2 dev v1',
    (net) =>
      net.route.add({
        dst: '2001:db8:4::/48',
        multipath: [
          { gateway: '2001:db8::4', hops: 2 },
          { gateway: 'fe80::2', ifindex: 'v1' },
        ],
      }),
  ],
  ['ip -6 route add 2001:db8:5::/48 nhid 13', (net) => net.route.add({ dst: '2001:db8:5::/48', nhId: 13 })],
  [
    'ip -6 route add unreachable 2001:db8:6::/48',
    (net) => net.route.add({ dst: '2001:db8:6::/48', type: 'unreachable' }),
  ],
  [
    'ip -6 route add 2001:db8:7::/48 encap seg6 mode encap segs 2001:db8:a::1,2001:db8:a::2 dev v0',
    (net) =>
      net.route.add({
        dst: '2001:db8:7::/48',
        oif: 'v0',
        encapType: 'seg6',
        encap: {
          srh: {
            mode: 'encap',
            srh: {
              hdrlen: 4,
              type: 4,
              segmentsLeft: 1,
              firstSegment: 1,
              segments: ['2001:db8:a::2', '2001:db8:a::1'],
            },
          },
        },
      }),
  ],
  [
    'ip -f mpls route add 100 as 200/300 via inet 192.0.2.2 dev v0 ttl-propagate disabled',
    (net) =>
      net.route.add({
        family: 'mpls',
        dst: '100',
        newdst: '200/300',
        gateway: '192.0.2.2',
        oif: 'v0',
        ttlPropagate: 0,
      }),
  ],
  [
    'ip -f mpls route add 103 via link 02:00:00:00:00:02 dev v0',
    (net) =>
      net.route.add({ family: 'mpls', dst: '103', via: { family: 'packet', addr: '02:00:00:00:00:02' }, oif: 'v0' }),
  ],
  [
    'ip route get 10.1.2.3 from 192.0.2.1 mark 0x2a uid 1000 ipproto tcp sport 1234 dport 443 oif v0',
    (net) =>
      net.route.get({
        dst: '10.1.2.3',
        src: '192.0.2.1',
        mark: 42,
        uid: 1000,
        ipProto: 'tcp',
        sport: 1234,
        dport: 443,
        oif: 'v0',
      }),
  ],
  ['ip route get fibmatch 10.5.1.1', (net) => net.route.get({ dst: '10.5.1.1', flags: ['fib_match'] })],
  [
    'ip route get 10.4.1.1 from 198.51.100.9 iif v1',
    (net) => net.route.get({ dst: '10.4.1.1', src: '198.51.100.9', iif: 'v1' }),
  ],
  ['ip -6 route get 2001:db8:1::5', (net) => net.route.get('2001:db8:1::5')],
  ['ip route show table 1000', (net) => net.route.list({ family: 'inet', table: 1000 })],
  ['ip -6 route show proto static', (net) => net.route.list({ family: 'inet6', protocol: 'static', table: 'main' })],
]

test.each(TABLE)('%s', async (command, call) => {
  expect(await firstRequest(recorded.links, call)).toEqual(recorded.of(command))
})

test.each([
  [{ gateway: '192.0.2.1' }, /a destination is missing/],
  [{ dst: '010.1.0.0', gateway: '192.0.2.1' }, /'010\.1\.0\.0' is not a prefix/],
  [{ dst: 'fe80::1%eth0' }, /'fe80::1%eth0' is not a prefix/],
  [{ dst: 5 as never }, /5 is not a prefix/],
])('a route of %j is refused, as is', async (route, message) => {
  const adding = firstRequest(recorded.links, (net) => net.route.add(route))
  await expect(adding).rejects.toMatchObject({
    name: 'EncodeError',
    path: 'dst',
    message: expect.stringMatching(message),
  })
})

test('a source that is no text is refused, not left out', async () => {
  await expect(
    firstRequest(recorded.links, (net) => net.route.add({ dst: '10.1.0.0/16', src: 5 as never })),
  ).rejects.toMatchObject({
    path: 'src',
  })
})
