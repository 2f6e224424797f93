import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { HOST } from '@rtnl/client'
import { decode, encode, frame } from '@rtnl/codec'
import { type Route, type RouteInput, RTA, RTM, route, rtnetlink } from '@rtnl/families'
import { expect, test } from 'vitest'
import { Interfaces } from '../../packages/cli/src/ifnames.ts'
import { Names } from '../../packages/cli/src/names.ts'
import { TextPrinter } from '../../packages/cli/src/print.ts'
import { printRoute } from '../../packages/cli/src/route/print.ts'

/**
 * Routes that no kernel was asked for, printed by `ip route showdump` and by rtnl from the same bytes: what this machine's kernel does not have (MPLS,
 * multicast), and what it must not be given (tunnel options). Interfaces have indices that nobody uses.
 */
const inet = { family: 'inet', dst: '10.1.0.0', dstLen: 16, type: 'unicast', rtmTable: 'main' } as const
const inet6 = { family: 'inet6', dst: '2001:db8::', dstLen: 32, type: 'unicast', rtmTable: 'main' } as const
const far = 99_999
const segments = { nexthdr: 0, type: 4, tag: 0, hdrlen: 4, segmentsLeft: 1, firstSegment: 1, segments: ['::2', '::1'] }

const CRAFTED: readonly RouteInput[] = [
  { ...inet, dst: '10.1.0.1', dstLen: 32, oif: far },
  { family: 'inet', dstLen: 8, type: 'unicast', rtmTable: 'main', oif: far },
  { family: 'inet', srcLen: 8, type: 'throw', rtmTable: 'compat', table: 1000 },
  { ...inet, src: '192.0.2.0', srcLen: 24, tos: 0x10, iif: far, mark: 15, flow: 0x30004, uid: 0 },
  { ...inet, mark: 16, flow: 7, uid: 4294967295, prefsrc: '10.1.0.9', priority: 4294967295 },
  { ...inet, src: '192.0.2.1', srcLen: 32, tos: 0xff, protocol: 99, scope: 77, type: 200 },
  ...([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const).map((type) => ({ ...inet, type, rtmTable: 0 })),
  { ...inet, flags: ['dead', 'onlink', 'pervasive', 'offload', 'trap', 'notify', 'linkdown', 'unresolved'] },
  { ...inet, flags: ['rt_offload', 'rt_trap', 'rt_offload_failed'] },
  { ...inet, flags: 0xc5 },
  {
    ...inet,
    cacheinfo: { clntref: 5, lastuse: 250, expires: -350, error: -113, used: 3, id: 0xab, ts: 0x1234, tsage: 9 },
  },
  { ...inet6, cacheinfo: { clntref: 0, lastuse: 99, expires: 12345, error: 0, used: 0, id: 0x12345, ts: 1, tsage: 0 } },
  { ...inet6, cacheinfo: { clntref: 0, lastuse: 0, expires: 0, error: 1, used: 0, id: 0, ts: 0, tsage: 4 } },
  { ...inet, metrics: { lock: ['mtu', 'rtt', 'hoplimit', 'fastopen_no_cookie'] } },
  { ...inet, metrics: { mtu: 1500, hoplimit: 0xffffffff, features: 0x1f, lock: ['mtu', 'window', 'rto_min'] } },
  { ...inet, metrics: { features: 1, rtt: 7, rttvar: 3, rtoMin: 999, ccAlgo: 'cubic', quickack: 1 } },
  { ...inet, metrics: { features: 8, rtt: 8000, rttvar: 4 * 1_234_567, rtoMin: 4294967295, window: 4294967295 } },
  { ...inet, metrics: { rtt: 80_000_000, rtoMin: 1250, lock: ['rtt', 'cc_algo'], ccAlgo: 'reno' } },
  { ...inet6, pref: 'low' },
  { ...inet6, pref: 'medium', iif: far },
  { ...inet6, pref: 'high' },
  { ...inet6, pref: 2 },
  { ...inet6, pref: 9, ttlPropagate: 1 },
  { ...inet, ttlPropagate: 0 },
  { ...inet, via: { family: 'inet6', addr: 'fe80::1' }, oif: far },
  { ...inet6, via: { family: 'inet', addr: '10.0.0.1' } },
  { family: 'mpls', dst: '100', dstLen: 20, newdst: '200/300', via: { family: 'inet', addr: '10.0.0.1' }, oif: far },
  { family: 'mpls', dst: '16', dstLen: 20, via: { family: 'packet', addr: '02:00:00:00:00:01' }, ttlPropagate: 1 },
  { family: 'mpls', dst: '17', dstLen: 20, multipath: [{ newdst: '5', ifindex: far, hops: 3 }, { ifindex: far }] },
  { ...inet, multipath: [{ gateway: '10.0.0.1', ifindex: far, hops: 255, flow: 3, flags: ['onlink', 'dead'] }] },
  {
    ...inet,
    multipath: [{ via: { family: 'inet6', addr: '::1' } }, { encapType: 'mpls', encap: { dst: '7', ttl: 3 } }],
  },
  { ...inet, multipath: [] },
  { ...inet, encapType: 'mpls', encap: { dst: '100/200', ttl: 255 } },
  { ...inet, encapType: 'mpls', encap: {} },
  { ...inet, encapType: 'ip', encap: { id: 0xffffffffffffffffn, src: '1.1.1.1', dst: '2.2.2.2', ttl: 0, tos: 255 } },
  { ...inet, encapType: 'ip', encap: { flags: ['key', 'csum', 'seq', 'dont_fragment'] } },
  {
    ...inet,
    encapType: 'ip',
    encap: { opts: { geneve: [[{ class: 258, type: 128, data: Uint8Array.of(1, 2, 3, 255) }]] } },
  },
  { ...inet, encapType: 'ip', encap: { opts: { vxlan: { gbp: 0x400001 } } } },
  { ...inet, encapType: 'ip', encap: { opts: { erspan: { ver: 1, index: 0x12345 } } } },
  { ...inet, encapType: 'ip', encap: { opts: { erspan: { ver: 2, dir: 1, hwid: 63 } } } },
  { ...inet6, encapType: 'ip6', encap: { id: 1n, src: '::1', dst: '::2', hoplimit: 64, tc: 4, flags: ['seq'] } },
  { ...inet6, encapType: 'ip6', encap: { opts: { vxlan: { gbp: 7 } } } },
  ...(['inline', 'encap', 'l2encap', 'encap_red', 'l2encap_red'] as const).map((mode) => ({
    ...inet6,
    encapType: 'seg6' as const,
    encap: { srh: { mode, srh: { ...segments, flags: [], tlvs: new Uint8Array(0) } } },
  })),
  {
    ...inet6,
    encapType: 'seg6',
    encap: {
      srh: {
        mode: 'encap',
        srh: {
          ...segments,
          hdrlen: 9,
          flags: ['hmac'],
          tlvs: Uint8Array.of(5, 38, 0, 0, 0, 0, 0xab, 0xcd, ...new Array(32).fill(0)),
        },
      },
    },
  },
  ...([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16] as const).map((action) => ({
    ...inet6,
    encapType: 'seg6_local' as const,
    encap: { action },
  })),
  {
    ...inet6,
    encapType: 'seg6_local',
    encap: {
      action: 'end_b6',
      srh: { ...segments, flags: [], tlvs: new Uint8Array(0) },
      table: 'main',
      vrftable: 1000,
      nh4: '10.0.0.1',
      nh6: '::9',
      iif: far,
      oif: far,
      bpf: { prog: 5, progName: 'p.o:[section]' },
      counters: { packets: 1n, bytes: 18446744073709551615n, errors: 2n },
      flavors: { operation: ['psp', 'usd', 'next_csid'], lcblockBits: 48, lcnodeFnBits: 16 },
    },
  },
  { ...inet6, encapType: 'seg6_local', encap: { action: 'end', flavors: { operation: ['usp'] } } },
  {
    ...inet6,
    encapType: 'rpl',
    encap: {
      srh: { nexthdr: 0, hdrlen: 4, type: 3, segmentsLeft: 2, cmpr: 0, pad: 0, reserved: 0, segments: ['::2', '::1'] },
    },
  },
  ...(['inline', 'encap', 'auto'] as const).map((mode) => ({
    ...inet6,
    encapType: 'ioam6' as const,
    encap: {
      freqK: 1,
      freqN: 1000000,
      mode,
      dst: '::7',
      trace: { namespaceId: 65535, nodelen: 0, remlen: 61, type: 0x80000000, data: new Uint8Array(0) },
    },
  })),
  {
    ...inet6,
    encapType: 'ioam6',
    encap: {
      freqK: 2,
      freqN: 3,
      mode: 'encap',
      trace: { namespaceId: 1, nodelen: 0, remlen: 1, type: 256, data: new Uint8Array(0) },
    },
  },
  { ...inet6, encapType: 'xfrm', encap: { ifId: 4294967295, link: far } },
  {
    ...inet,
    encapType: 'bpf',
    encap: { in: { name: 'a.o:[in]' }, out: {}, xmit: { fd: 3, name: 'x' }, xmitHeadroom: 14 },
  },
  { ...inet, encapType: 'ila', encap: new Uint8Array(0) },
]

/** The encoder marks RTA_ENCAP as a nest; the kernel does not, and ip does not know it so marked. `from`: where the attributes begin. */
function unmarked(bytes: Uint8Array, from: number, to = bytes.length): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  for (let at = from; at + 4 <= to; ) {
    const [length, type] = [view.getUint16(at, true), view.getUint16(at + 2, true) & 0x7fff]
    view.setUint16(at + 2, type, true)
    for (let hop = at + 4; type === RTA.MULTIPATH && hop + 8 <= at + length; ) {
      const size = view.getUint16(hop, true)
      unmarked(bytes, hop + 8, hop + size)
      hop += (size + 3) & ~3
    }
    at += (length + 3) & ~3
  }
  return bytes
}

/** What `ip route save` writes before its messages. */
const MAGIC = 0x45311224

const names = (numeric: boolean) =>
  new Names(
    {
      readFile: (path) => {
        try {
          return readFileSync(path, 'utf8')
        } catch {
          return undefined
        }
      },
      readDirectory: (path) => {
        try {
          return readdirSync(path)
        } catch {
          return []
        }
      },
    },
    numeric,
  )

test.each([
  { flags: [], options: { details: 0, statistics: 0 } },
  { flags: ['-d'], options: { details: 1, statistics: 0 } },
  { flags: ['-s'], options: { details: 0, statistics: 1 } },
  { flags: ['-d', '-N'], options: { details: 1, statistics: 0 } },
  { flags: ['-o'], options: { details: 0, statistics: 0 } },
])('rtnl prints crafted routes as ip $flags prints them', ({ flags, options }) => {
  const messages = CRAFTED.map((value) =>
    frame({ type: RTM.NEWROUTE, flags: 0, seq: 0 }, unmarked(encode(route, value, HOST), 12), HOST),
  )
  const input = Buffer.concat([Buffer.from(Uint32Array.of(MAGIC).buffer), ...messages])
  const ip = spawnSync('ip', [...flags, 'route', 'showdump'], { input, encoding: 'utf8' })
  const lookup = { names: names(flags.includes('-N')), interfaces: new Interfaces(), options }
  const print = new TextPrinter(flags.includes('-o'))
  const decoded = decode(rtnetlink, Buffer.concat(messages), HOST).messages
  expect(decoded).toHaveLength(CRAFTED.length)
  for (const { body } of decoded) printRoute(print, body as Route, lookup)
  expect(print.take().split('\n')).toEqual(ip.stdout.split('\n'))
})
