import type { Link } from '@rtnl/families'
import { IN6_ADDR_GEN_MODE } from '@rtnl/families'
import { numberOf } from '../enums.ts'
import type { Printer } from '../print.ts'
import { linkType } from './arphrd.ts'
import { printBrief, printHeader } from './header.ts'
import { printLinkinfo } from './linkinfo.ts'
import { showLladdr } from './lladdr.ts'
import { type Counters, printStats } from './stats.ts'
import { printVf } from './vfinfo.ts'
import type { LinkView } from './view.ts'
import { printXdpPrograms } from './xdp.ts'

/**
 * Prints one link as ip(8) does: in JSON the members of an object that the caller opens and closes; as text its lines with the
 * line feed after the last. What ip leaves out in the listings of addresses is left out by `view.link`.
 */
export function printLink(print: Printer, link: Link, view: LinkView): void {
  if (view.options.brief) {
    printBrief(print, link, view, link.address === undefined ? undefined : showLladdr(link.address, link.type))
    // In the listing of addresses these follow on the same line.
    if (view.family === 'packet') print.text('\n')
    return
  }
  const details = view.options.details > 0
  printHeader(print, link, view)
  if (view.family === 'unspec' || view.family === 'packet' || details) printAddresses(print, link, view)
  printNamespaces(print, link, view)
  if (link.protoDown !== undefined) printProtoDown(print, link, view)
  if (details) printDetails(print, link, view)
  if (view.link || details) {
    printAlias(print, link)
    printXdpPrograms(print, link.xdp, view)
  }
  if (view.link && view.options.statistics > 0) {
    print.nl()
    printCounters(print, link, view)
  }
  if ((view.link || details) && link.vfinfoList && link.numVf !== undefined) printVfs(print, link, view)
  printAltnames(print, link)
  print.text('\n')
}

function printAddresses(print: Printer, link: Link, view: LinkView): void {
  print.nl()
  print.any('link_type', linkType(link.type, view.options.numeric), '    link/')
  if (link.address !== undefined) print.any('address', showLladdr(link.address, link.type), '', '')
  if (link.broadcast !== undefined) {
    const peer = link.flags.includes('pointopoint')
    if (peer) print.only('link_pointtopoint', true)
    print.any('broadcast', showLladdr(link.broadcast, link.type), peer ? ' peer ' : ' brd ', '')
  }
  if (link.permAddress !== undefined && link.permAddress !== link.address) {
    print.any('permaddr', showLladdr(link.permAddress, link.type), ' permaddr ', '')
  }
}

/** The namespaces of the link beneath and, in a message of a move, of the link itself. */
function printNamespaces(print: Printer, link: Link, view: LinkView): void {
  const text = (word: string, id: number): void => {
    const name = view.netns?.(id)
    if (name === undefined) print.text(` ${word}id ${id}`)
    else print.name(` ${word} ${name}`)
  }
  if (link.linkNetnsid !== undefined) {
    print.only('link_netnsid', link.linkNetnsid)
    if (link.linkNetnsid >= 0) text('link-netns', link.linkNetnsid)
    else print.text(' link-netnsid unknown')
  }
  if (link.newNetnsid !== undefined) text('new-netns', link.newNetnsid)
  if (link.newIfindex !== undefined) print.text(` new-ifindex ${link.newIfindex}`)
}

function printProtoDown(print: Printer, link: Link, view: LinkView): void {
  if (link.protoDown) print.any('proto_down', true, ' protodown on ', '', '')
  // iproute2 looks at eight reasons of 32, and only at those of links that have a broadcast address.
  const reasons = (link.protoDownReason?.value ?? 0) & 0xff
  if (reasons === 0 || link.broadcast === undefined) return
  print.array('proto_down_reason')
  print.text('protodown_reason <')
  let before = ''
  for (let bit = 0; bit < 8; bit++) {
    if (!(reasons & (1 << bit))) continue
    print.any(undefined, view.names.protodownReason(bit), before, '')
    before = ','
  }
  print.text('>')
  print.endArray()
}

/** What `-d` adds. */
function printDetails(print: Printer, link: Link, view: LinkView): void {
  const number = (key: string, value: number | undefined, word: string): void => {
    if (value !== undefined) print.any(key, value, `${word} `)
  }
  number('promiscuity', link.promiscuity, ' promiscuity')
  number('allmulti', link.allmulti, ' allmulti')
  number('min_mtu', link.minMtu, 'minmtu')
  number('max_mtu', link.maxMtu, 'maxmtu')
  if (link.linkinfo) printLinkinfo(print, link.linkinfo, view)
  if (view.link) printAddrGenMode(print, link)
  number('num_tx_queues', link.numTxQueues, 'numtxqueues')
  number('num_rx_queues', link.numRxQueues, 'numrxqueues')
  number('gso_max_size', link.gsoMaxSize, 'gso_max_size')
  number('gso_max_segs', link.gsoMaxSegs, 'gso_max_segs')
  number('tso_max_size', link.tsoMaxSize, 'tso_max_size')
  number('tso_max_segs', link.tsoMaxSegs, 'tso_max_segs')
  number('gro_max_size', link.groMaxSize, 'gro_max_size')
  if (link.physPortName !== undefined) print.any('phys_port_name', link.physPortName, 'portname ')
  if (link.physPortId !== undefined) print.any('phys_port_id', digits(link.physPortId), 'portid ')
  if (link.physSwitchId !== undefined) print.any('phys_switch_id', digits(link.physSwitchId), 'switchid ')
  if (link.parentDevBusName !== undefined) print.any('parentbus', link.parentDevBusName, 'parentbus ')
  if (link.parentDevName !== undefined) print.any('parentdev', link.parentDevName, 'parentdev ')
}

function digits(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

const ADDR_GEN_MODES = ['eui64', 'none', 'stable_secret', 'random']

function printAddrGenMode(print: Printer, link: Link): void {
  const spec = link.afSpec
  if (!spec || !('inet6' in spec) || spec.inet6?.addrGenMode === undefined) return
  const mode = numberOf(IN6_ADDR_GEN_MODE, spec.inet6.addrGenMode)
  print.any('inet6_addr_gen_mode', ADDR_GEN_MODES[mode] ?? `0x${mode.toString(16).padStart(2, '0')}`, 'addrgenmode ')
}

function printAlias(print: Printer, link: Link): void {
  if (link.ifalias === undefined) return
  print.nl()
  print.any('ifalias', link.ifalias, '    alias ', '')
}

/** Prints the counters of a link, the wide ones if it has them. In a listing of addresses they follow these. */
export function printCounters(print: Printer, link: Link, view: LinkView): void {
  const mib = inet6Stats(link)
  if (link.stats64) printStats(print, 'stats64', link.stats64, link, view)
  else if (link.stats) printStats(print, 'stats', link.stats, link, view)
  else if (mib) printStats(print, 'stats64', countersOfInet6(mib), link, view)
}

/** A link's message of family inet6 has the counters of IPv6 only. */
function countersOfInet6(mib: NonNullable<ReturnType<typeof inet6Stats>>): Counters {
  return {
    rxPackets: mib.inpkts,
    rxBytes: mib.inoctets,
    txPackets: mib.outrequests,
    txBytes: mib.outoctets,
    rxErrors: mib.indiscards,
    txErrors: mib.outdiscards,
    multicast: mib.inmcastpkts,
    rxFrameErrors: mib.csumerrors,
  }
}

function inet6Stats(link: Link) {
  const { protinfo } = link
  if (!protinfo || protinfo instanceof Uint8Array || !('stats' in protinfo)) return undefined
  return protinfo.stats
}

function printVfs(print: Printer, link: Link, view: LinkView): void {
  print.array('vfinfo_list')
  for (const vf of link.vfinfoList ?? []) {
    print.object()
    printVf(print, link, vf, view)
    print.endObject()
  }
  print.endArray()
}

function printAltnames(print: Printer, link: Link): void {
  if (!link.propList) return
  print.array('altnames')
  for (const name of link.propList.altIfname ?? []) {
    print.nl()
    print.any(undefined, name, '    altname ', '')
  }
  print.endArray()
}

/** True for a link that is up. */
export function isUp(link: Link): boolean {
  return link.flags.includes('up')
}
