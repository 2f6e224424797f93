import { LWTUNNEL_ENCAP, type Route, RT_TABLE, SEG6_LOCAL_ACTION, type SEG6_LOCAL_FLV_OP } from '@rtnl/families'
import { numberOf } from '../enums.ts'
import type { Printer } from '../print.ts'
import { printIpEncap } from './encap-ip.ts'
import type { Encap } from './encap-kinds.ts'
import type { Lookup } from './print.ts'

/** What ip(8) calls the kinds of light-weight tunnels. */
const KINDS: Readonly<Record<number, string>> = {
  [LWTUNNEL_ENCAP.MPLS]: 'mpls',
  [LWTUNNEL_ENCAP.IP]: 'ip',
  [LWTUNNEL_ENCAP.ILA]: 'ila',
  [LWTUNNEL_ENCAP.IP6]: 'ip6',
  [LWTUNNEL_ENCAP.SEG6]: 'seg6',
  [LWTUNNEL_ENCAP.BPF]: 'bpf',
  [LWTUNNEL_ENCAP.SEG6_LOCAL]: 'seg6local',
  [LWTUNNEL_ENCAP.RPL]: 'rpl',
  [LWTUNNEL_ENCAP.IOAM6]: 'ioam6',
  [LWTUNNEL_ENCAP.XFRM]: 'xfrm',
}

/** What ip(8) calls the modes of seg6. */
export const SEG6_MODES: Readonly<Record<string, string>> = {
  inline: 'inline',
  encap: 'encap',
  l2encap: 'l2encap',
  encap_red: 'encap.red',
  l2encap_red: 'l2encap.red',
}

/** What ip(8) calls the actions of seg6local. */
export const SEG6_ACTIONS: Readonly<Record<number, string>> = {
  [SEG6_LOCAL_ACTION.END]: 'End',
  [SEG6_LOCAL_ACTION.END_X]: 'End.X',
  [SEG6_LOCAL_ACTION.END_T]: 'End.T',
  [SEG6_LOCAL_ACTION.END_DX2]: 'End.DX2',
  [SEG6_LOCAL_ACTION.END_DX6]: 'End.DX6',
  [SEG6_LOCAL_ACTION.END_DX4]: 'End.DX4',
  [SEG6_LOCAL_ACTION.END_DT6]: 'End.DT6',
  [SEG6_LOCAL_ACTION.END_DT4]: 'End.DT4',
  [SEG6_LOCAL_ACTION.END_B6]: 'End.B6',
  [SEG6_LOCAL_ACTION.END_B6_ENCAP]: 'End.B6.Encaps',
  [SEG6_LOCAL_ACTION.END_BM]: 'End.BM',
  [SEG6_LOCAL_ACTION.END_S]: 'End.S',
  [SEG6_LOCAL_ACTION.END_AS]: 'End.AS',
  [SEG6_LOCAL_ACTION.END_AM]: 'End.AM',
  [SEG6_LOCAL_ACTION.END_BPF]: 'End.BPF',
  [SEG6_LOCAL_ACTION.END_DT46]: 'End.DT46',
}

/** What ip(8) calls the flavors of seg6local, in the order of their bits: the codec's name and ip's. */
export const SEG6_FLAVORS: readonly (readonly [Lowercase<keyof typeof SEG6_LOCAL_FLV_OP>, string])[] = [
  ['psp', 'psp'],
  ['usp', 'usp'],
  ['usd', 'usd'],
  ['next_csid', 'next-csid'],
]

/** Prints the light-weight tunnel of a route or of one of its nexthops, if it has one. */
export function printEncap(print: Printer, route: Pick<Route, 'encap' | 'encapType'>, lookup: Lookup): void {
  if (route.encap === undefined || route.encapType === undefined) return
  const type = numberOf(LWTUNNEL_ENCAP, route.encapType)
  print.any('encap', KINDS[type] ?? 'unknown', ' encap ')
  const encap = { [route.encapType]: route.encap } as Partial<Encap>
  if (encap.mpls) printMpls(print, encap.mpls)
  else if (encap.ip) printIpEncap(print, encap.ip)
  else if (encap.ip6) printIpEncap(print, encap.ip6)
  else if (encap.bpf) printBpf(print, encap.bpf)
  else if (encap.seg6) printSeg6(print, encap.seg6)
  else if (encap.seg6_local) printSeg6Local(print, encap.seg6_local, lookup)
  else if (encap.rpl) printRpl(print, encap.rpl)
  else if (encap.ioam6) printIoam6(print, encap.ioam6)
  else if (encap.xfrm) printXfrm(print, encap.xfrm, lookup)
}

function printMpls(print: Printer, encap: Encap['mpls']): void {
  if (encap.dst !== undefined) print.any('dst', encap.dst, ' ')
  if (encap.ttl !== undefined) print.any('ttl', encap.ttl, 'ttl ')
}

function printBpf(print: Printer, encap: Encap['bpf']): void {
  for (const hook of ['in', 'out', 'xmit'] as const) {
    const program = encap[hook]
    if (program) printProgram(print, hook, program.name)
  }
  if (encap.xmitHeadroom !== undefined) print.any('headroom', encap.xmitHeadroom, ' ')
}

/** A program without a name is `<unknown>` as JSON, and nothing as text. */
function printProgram(print: Printer, key: string, name: string | undefined): void {
  print.text(`${key} `)
  if (name === undefined) print.only(key, '<unknown>')
  else print.any(key, name)
}

function printSeg6(print: Printer, encap: Encap['seg6']): void {
  if (!encap.srh) return
  const { mode, srh } = encap.srh
  print.any('mode', SEG6_MODES[mode] ?? '<unknown>', 'mode ')
  printSrh(print, srh)
}

/** Segments in the order in which they are visited: the reverse of the header's. */
function printSegments(print: Printer, segments: readonly string[], count: number): void {
  print.text(`segs ${count} [ `)
  print.array('segs')
  for (const segment of [...segments].reverse()) print.any(undefined, segment)
  print.endArray()
  print.text('] ')
}

/** Bytes of the TLV that ends a header with an HMAC: type, length, two reserved, the key's id in four, 32 of the HMAC. */
export const HMAC_SIZE = 40

function printSrh(print: Printer, srh: NonNullable<Encap['seg6']['srh']>['srh']): void {
  printSegments(print, srh.segments, srh.firstSegment + 1)
  const tlv = srh.tlvs
  if (!srh.flags.includes('hmac') || tlv.length < HMAC_SIZE) return
  const key = new DataView(tlv.buffer, tlv.byteOffset + tlv.length - HMAC_SIZE).getUint32(4)
  const digits = key.toString(16)
  print.any('hmac', key === 0 ? '0' : `0x${digits}`, 'hmac ', ' ', digits.toUpperCase())
}

function printSeg6Local(print: Printer, encap: Encap['seg6_local'], { names, interfaces, options }: Lookup): void {
  if (encap.action === undefined) return
  const table = (id: NonNullable<typeof encap.table>) => names.table(numberOf(RT_TABLE, id))
  print.any('action', SEG6_ACTIONS[numberOf(SEG6_LOCAL_ACTION, encap.action)] ?? '<unknown>', 'action ')
  if (encap.srh) {
    print.object('srh')
    printSrh(print, encap.srh)
    print.endObject()
  }
  if (encap.table !== undefined) print.any('table', table(encap.table), 'table ')
  if (encap.vrftable !== undefined) print.any('vrftable', table(encap.vrftable), 'vrftable ')
  if (encap.nh4 !== undefined) print.any('nh4', encap.nh4, 'nh4 ')
  if (encap.nh6 !== undefined) print.any('nh6', encap.nh6, 'nh6 ')
  if (encap.iif !== undefined) print.any('iif', interfaces.name(encap.iif), 'iif ')
  if (encap.oif !== undefined) print.any('oif', interfaces.name(encap.oif), 'oif ')
  if (encap.bpf) printProgram(print, 'endpoint', encap.bpf.progName)
  if (encap.counters && options.statistics > 0) {
    print.object('stats64')
    for (const key of ['packets', 'bytes', 'errors'] as const) print.any(key, encap.counters[key] ?? 0n, `${key} `)
    print.endObject()
  }
  if (encap.flavors) printFlavors(print, encap.flavors)
}

function printFlavors(print: Printer, flavors: NonNullable<Encap['seg6_local']['flavors']>): void {
  const operation: readonly (string | number)[] | undefined = flavors.operation
  if (operation) {
    const set = SEG6_FLAVORS.filter(([name]) => operation.includes(name)).map(([, word]) => word)
    print.array('flavors')
    for (const word of set) print.only(undefined, word)
    print.endArray()
    print.text(`flavors ${set.join(',')} `)
  }
  if (flavors.lcblockBits !== undefined) print.any('lblen', flavors.lcblockBits, 'lblen ')
  if (flavors.lcnodeFnBits !== undefined) print.any('nflen', flavors.lcnodeFnBits, 'nflen ')
}

function printRpl(print: Printer, { srh }: Encap['rpl']): void {
  if (srh) printSegments(print, srh.segments.slice(0, srh.segmentsLeft), srh.segmentsLeft)
}

function printIoam6(print: Printer, { mode, dst, trace, freqK, freqN }: Encap['ioam6']): void {
  if (mode === undefined || !trace || freqK === undefined || freqN === undefined) return
  print.any('freqk', freqK, 'freq ', '')
  print.any('freqn', freqN, '/')
  if (dst === undefined && mode !== 'inline') return
  print.any('mode', typeof mode === 'string' ? mode : '<unknown>', 'mode ')
  if (mode !== 'inline' && dst !== undefined) print.any('tundst', dst, 'tundst ')
  print.any('trace', null, '', ' ', 'trace')
  print.any('prealloc', null, '', ' ', 'prealloc')
  const type = (trace.type >>> 8).toString(16)
  print.any('type', type, 'type ', ' ', type === '0' ? '00000000' : `0x${type.padStart(6, '0')}`)
  print.any('ns', trace.namespaceId, 'ns ')
  print.any('size', (trace.remlen & 0x7f) * 4, 'size ')
}

function printXfrm(print: Printer, encap: Encap['xfrm'], { interfaces }: Lookup): void {
  if (encap.ifId !== undefined) print.any('if_id', encap.ifId, 'if_id ')
  if (encap.link !== undefined) print.any('link_dev', interfaces.name(encap.link), 'link_dev ')
}
