import { encode } from '@rtnl/codec'
import { RT_SCOPE, RTN, RTPROT, route } from '@rtnl/families'
import { describe, expect, it } from 'vitest'
import { UsageError } from '../../packages/cli/src/errors.ts'
import type { PreferredFamily } from '../../packages/cli/src/options.ts'
import { parseRoute } from '../../packages/cli/src/route/parse.ts'
import { parseLookup } from '../../packages/cli/src/route/parse-get.ts'
import { line, namesOf } from './support.ts'

const names = namesOf({ '/etc/iproute2/rt_realms': '3 inner\n4 outer\n', '/etc/protocols': 'tcp 6 TCP\n' })
const parse = (text: string, family: PreferredFamily = 'unspec', deleting = false) => {
  const parsed = parseRoute(line(text), family, names, deleting)
  for (const [i, { put }] of parsed.pinned.entries()) put(7 + i)
  // Whatever is parsed can be sent.
  encode(route, parsed.route, { ifindex: () => 2 })
  return parsed.route
}

describe('the route of rtnl route add', () => {
  it.each([
    [
      'default via 10.0.0.1',
      { family: 'inet', dstLen: 0, gateway: '10.0.0.1', scope: RT_SCOPE.UNIVERSE, rtmTable: 254 },
    ],
    ['10.1.0.0/16 dev v0', { dst: '10.1.0.0', dstLen: 16, oif: 'v0', scope: RT_SCOPE.LINK, type: RTN.UNICAST }],
    ['to 10.1/16 dev v0', { dst: '10.1.0.0', dstLen: 16 }],
    ['2001:db8::/32 via fe80::1 dev v0', { family: 'inet6', gateway: 'fe80::1', scope: RT_SCOPE.UNIVERSE }],
    ['local 10.1.1.1 dev lo', { type: RTN.LOCAL, rtmTable: 255, scope: RT_SCOPE.HOST, dstLen: 32 }],
    ['broadcast 10.1.1.255 dev v0', { type: RTN.BROADCAST, rtmTable: 255, scope: RT_SCOPE.LINK }],
    ['b 10.1.1.255 dev v0', { type: RTN.BROADCAST }],
    ['multicast 239.0.0.0/8 dev v0', { type: RTN.MULTICAST, rtmTable: 254, scope: RT_SCOPE.LINK }],
    ['bl 10.2.0.0/16', { type: RTN.BLACKHOLE, scope: RT_SCOPE.UNIVERSE }],
    ['10.0.0.0/8 via 1.1.1.1 table 77', { rtmTable: 77 }],
    ['10.0.0.0/8 via 1.1.1.1 table 1000', { rtmTable: 0, table: 1000 }],
    ['10.0.0.0/8 via 1.1.1.1 proto static metric 7', { protocol: RTPROT.STATIC, priority: 7 }],
    ['10.0.0.0/8 via 1.1.1.1', { protocol: RTPROT.BOOT }],
    ['10.0.0.0/8 via inet6 fe80::1 dev v0', { family: 'inet', via: { family: 'inet6', addr: 'fe80::1' } }],
    ['10.0.0.0/8 from 192.0.2.0/24 dev v0 src 10.0.0.1', { src: '192.0.2.0', srcLen: 24, prefsrc: '10.0.0.1' }],
    ['10.0.0.0/8 dev v0 tos 0x10 realms inner/outer', { tos: 16, flow: 0x30004 }],
    ['10.0.0.0/8 dev v0 realms 3/', { flow: 0x30000 }],
    ['10.0.0.0/8 dev v0 realms 0x10002', { flow: 0x10002 }],
    ['10.0.0.0/8 dev v0 onlink pervasive', { flags: ['onlink', 'pervasive'] }],
    ['10.0.0.0/8 nhid 5', { nhId: 5, scope: RT_SCOPE.UNIVERSE }],
    ['2001:db8::/32 dev v0 pref low expires 60', { pref: 'low', expires: 60 }],
    ['10.0.0.0/8 dev v0 ttl-propagate dis', { ttlPropagate: 0 }],
    ['10.0.0.0/8 dev v0 scope site', { scope: RT_SCOPE.SITE }],
  ])('%s', (text, wanted) => expect(parse(text)).toMatchObject(wanted))

  it('has metrics, some in the units of the kernel, some locked', () => {
    expect(
      parse('default dev v0 mtu lock 1400 rtt 300ms rttvar 100ms rto_min 1s hoplimit 9 features ecn quickack 1')
        .metrics,
    ).toEqual({
      mtu: 1400,
      rtt: 2400,
      rttvar: 400,
      rtoMin: 1000,
      hoplimit: 9,
      features: 1,
      quickack: 1,
      lock: ['mtu', 'rto_min'],
    })
    expect(parse('default dev v0 rtt 300 congctl lock reno fastopen_no_cookie 1').metrics).toEqual({
      rtt: 300,
      ccAlgo: 'reno',
      fastopenNoCookie: 1,
      lock: ['cc_algo'],
    })
  })

  it('has its words abbreviated in the order of ip', () => {
    expect(parse('default dev v0 m 1 w 2 c 3 r 4 s 5 t 6 prot 7 q 1')).toMatchObject({
      priority: 1,
      metrics: { window: 2, cwnd: 3, reordering: 4, ssthresh: 5, quickack: 1 },
      rtmTable: 6,
      protocol: 7,
    })
  })

  it('has nexthops', () => {
    expect(
      parse('default nexthop via 10.0.0.1 dev v0 weight 2 onlink nexthop via inet6 fe80::1 dev v1 realms 5').multipath,
    ).toEqual([
      { gateway: '10.0.0.1', ifindex: 'v0', hops: 1, flags: ['onlink'] },
      { via: { family: 'inet6', addr: 'fe80::1' }, ifindex: 'v1', flow: 5 },
    ])
    expect(parse('default nexthop via fe80::1 dev v0', 'inet6').family).toBe('inet6')
    expect(parse('default nexthop via 10.0.0.1').scope).toBe(RT_SCOPE.UNIVERSE)
  })

  it('has labels of MPLS', () => {
    expect(parse('100 as 200/300 via inet 10.0.0.1', 'mpls')).toMatchObject({
      family: 'mpls',
      dst: '100',
      dstLen: 20,
      newdst: '200/300',
      via: { family: 'inet', addr: '10.0.0.1' },
      type: RTN.UNICAST,
    })
  })

  it('matches anything that is not said when it is to be deleted', () => {
    expect(parse('10.0.0.0/8', 'unspec', true)).toEqual({
      family: 'inet',
      dst: '10.0.0.0',
      dstLen: 8,
      type: RTN.UNSPEC,
      protocol: RTPROT.UNSPEC,
      scope: RT_SCOPE.NOWHERE,
      rtmTable: 254,
    })
  })

  it('may be in the table of a VRF', () => {
    const { route, vrf } = parseRoute(line('default dev v0 vrf blue'), 'unspec', names)
    expect(vrf).toBe('blue')
    expect(route.rtmTable).toBeUndefined()
  })

  it.each([
    ['', 'a destination is missing'],
    ['via 10.0.0.1', 'a destination is missing'],
    ['10.0.0.0/8 10.1.0.0/16', '"10.1.0.0/16"'],
    ['10.0.0.0/8 devv v0', '"devv"'],
    ['10.0.0.0/8 via', '"via" must be followed'],
    ['10.0.0.0/8 via ::1', 'via: "::1" is not an inet address'],
    ['10.0.0.0/33', '"10.0.0.0/33"'],
    ['10.0.0.0/8 via 1.1.1.1 via 2.2.2.2', 'nexthops'],
    ['10.0.0.0/8 metric x', 'metric: "x"'],
    ['10.0.0.0/8 table nosuch', 'table: "nosuch"'],
    ['10.0.0.0/8 proto 256', 'protocol: "256"'],
    ['10.0.0.0/8 scope far', 'scope: "far"'],
    ['10.0.0.0/8 hoplimit 256', 'hoplimit: "256"'],
    ['10.0.0.0/8 features all', 'features: "all"'],
    ['10.0.0.0/8 rtt fast', 'rtt: "fast"'],
    ['10.0.0.0/8 nexthop', 'nexthop must be followed'],
    ['10.0.0.0/8 nexthop via 1.1.1.1 weight 0', 'weight: "0"'],
    ['10.0.0.0/8 nexthop via 1.1.1.1 metric 3', '"metric" stands where'],
    ['10.0.0.0/8 pref best', 'pref: "best"'],
    ['10.0.0.0/8 ttl-propagate maybe', 'ttl-propagate: "maybe"'],
    ['blackhole', '"blackhole" must be followed'],
  ])('"%s" is wrong usage that names the word', (text, message) => {
    expect(() => parse(text)).toThrow(UsageError)
    expect(() => parse(text)).toThrow(message)
  })
})

describe('encap', () => {
  const encap = (text: string, family: PreferredFamily = 'inet') =>
    parse(`${family === 'inet' ? '10.0.0.0/8' : '2001:db8::/32'} encap ${text} dev v0`, family)

  it.each([
    ['mpls 100/200 ttl 9', { encapType: 'mpls', encap: { dst: '100/200', ttl: 9 } }],
    [
      'ip id 42 src 1.1.1.1 dst 2.2.2.2 tos 4 ttl 9 key csum seq',
      {
        encapType: 'ip',
        encap: { id: 42n, src: '1.1.1.1', dst: '2.2.2.2', tos: 4, ttl: 9, flags: ['key', 'csum', 'seq'] },
      },
    ],
    ['ip6 id 1 dst ::2 tc 4 hoplimit 9', { encapType: 'ip6', encap: { id: 1n, dst: '::2', tc: 4, hoplimit: 9 } }],
    [
      'rpl segs ::1,::2',
      { encapType: 'rpl', encap: { srh: { segmentsLeft: 2, hdrlen: 4, segments: ['::2', '::1'] } } },
    ],
    ['xfrm if_id 5 link_dev v1', { encapType: 'xfrm', encap: { ifId: 5, link: 'v1' } }],
    [
      'seg6local action End.X nh6 ::5 count',
      { encapType: 'seg6_local', encap: { action: 2, nh6: '::5', counters: { packets: 0n, bytes: 0n, errors: 0n } } },
    ],
    [
      'seg6local action End flavors psp,next-csid lblen 48 nflen 16',
      { encap: { flavors: { operation: 0b10010, lcblockBits: 48, lcnodeFnBits: 16 } } },
    ],
    [
      'seg6local action End.BPF endpoint pinned /run/bpf/end',
      { encapType: 'seg6_local', encap: { action: 15, bpf: { prog: 7, progName: 'end:[*fsobj]' } } },
    ],
    [
      'bpf in pinned /run/bpf/one xmit pinned two headroom 14',
      {
        encapType: 'bpf',
        encap: { in: { fd: 7, name: 'one:[*fsobj]' }, xmit: { fd: 8, name: 'two:[*fsobj]' }, xmitHeadroom: 14 },
      },
    ],
    [
      'ioam6 freq 2/5 mode encap tundst ::9 trace prealloc type 0x800000 ns 3 size 12',
      {
        encap: {
          freqK: 2,
          freqN: 5,
          mode: 'encap',
          dst: '::9',
          trace: { namespaceId: 3, remlen: 3, type: 0x80000000 },
        },
      },
    ],
  ])('%s', (text, wanted) => expect(encap(text)).toMatchObject({ ...wanted, oif: 'v0' }))

  it('writes segments in reverse, with room for the destination of inline mode', () => {
    expect(encap('seg6 mode encap segs ::1,::2').encap).toMatchObject({
      srh: { mode: 'encap', srh: { type: 4, hdrlen: 4, segmentsLeft: 1, firstSegment: 1, segments: ['::2', '::1'] } },
    })
    expect(encap('seg6 mode inline segs ::1').encap).toMatchObject({
      srh: { mode: 'inline', srh: { hdrlen: 4, firstSegment: 1, segments: ['::', '::1'] } },
    })
    const { encap: hmac } = encap('seg6 mode encap segs ::1 hmac 0x1234')
    expect(hmac).toMatchObject({ srh: { srh: { hdrlen: 7, flags: ['hmac'] } } })
  })

  it.each([
    'gre',
    'mpls',
    'mpls x',
    'ip id x',
    'ip id 1 id 2',
    'seg6 segs ::1',
    'seg6 mode encap',
    'seg6 mode encap segs 10.0.0.1',
    'seg6local nh6 ::1',
    'seg6local action End.Z',
    'seg6local action End flavors psp,psp',
    'seg6local action End.BPF endpoint obj x.o',
    'bpf in obj x.o',
    'bpf in pinned x in pinned x',
    'bpf xmit pinned x headroom 0',
    'bpf',
    'rpl',
    'xfrm link_dev v0',
    'xfrm if_id 0',
    'ioam6 trace prealloc type 1 ns 1 size 5',
    'ioam6 mode encap trace prealloc type 1 ns 1 size 4',
    'ioam6 freq 3/2 trace prealloc type 1 ns 1 size 4',
    'ip geneve_opts 1:2',
  ])('encap %s is wrong usage', (text) => expect(() => encap(text)).toThrow(UsageError))
})

describe('the look-up of rtnl route get', () => {
  const lookup = (text: string, family: PreferredFamily = 'unspec') => {
    const parsed = parseLookup(line(text), family, names)
    encode(route, parsed.request, { ifindex: () => 2 })
    return parsed
  }

  it.each([
    ['10.0.0.1', { family: 'inet', dst: '10.0.0.1', dstLen: 32 }],
    ['to ::1', { family: 'inet6', dst: '::1', dstLen: 128 }],
    ['10.0.0.1 from 10.0.0.2 iif v0', { src: '10.0.0.2', srcLen: 32, iif: 'v0' }],
    ['10.0.0.1 oif v0 mark 7 tos 4 uid 0', { oif: 'v0', mark: 7, tos: 4, uid: 0 }],
    ['10.0.0.1 ipproto tcp sport 1 dport 65535', { ipProto: 6, sport: 1, dport: 65535 }],
    ['10.0.0.1 fibmatch', { flags: ['fib_match'] }],
    ['10.0.0.1 vrf blue', { oif: 'blue' }],
  ])('%s', (text, wanted) => expect(lookup(text).request).toMatchObject(wanted))

  it('is of a whole address, with a warning for a prefix', () => {
    const { request, warnings } = lookup('10.0.0.0/8')
    expect(request.dstLen).toBe(32)
    expect(warnings).toHaveLength(1)
  })

  it.each(['', 'from 10.0.0.1', '10.0.0.1 via 10.0.0.2', '10.0.0.1 sport 65536', '10.0.0.1 ipproto nosuch'])(
    '"%s" is wrong usage',
    (text) => expect(() => lookup(text)).toThrow(UsageError),
  )
})
