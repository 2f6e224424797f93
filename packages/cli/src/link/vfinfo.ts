import type { Link } from '@rtnl/families'
import { ARPHRD, ETH_P } from '@rtnl/families'
import { numberOf } from '../enums.ts'
import type { Printer } from '../print.ts'
import { linkType } from './arphrd.ts'
import { etherType } from './ethertype.ts'
import { counter } from './human.ts'
import { showLladdr } from './lladdr.ts'
import type { LinkView } from './view.ts'

/** One virtual function of a link. */
export type VfInfo = NonNullable<Link['vfinfoList']>[number]

/** What a driver answers that cannot tell a setting. */
const UNTOLD = 0xffffffff

/** Prints one virtual function; in JSON the members of its object. */
export function printVf(print: Printer, link: Link, vf: VfInfo, view: LinkView): void {
  print.nl()
  print.text('    ')
  if (vf.mac) print.any('vf', vf.mac.vf ?? 0, 'vf ')
  print.any('link_type', linkType(link.type, view.options.numeric), '    link/')
  if (vf.mac) print.any('address', address(vf.mac.mac ?? '', link.type), '', '')
  if (vf.broadcast) {
    const peer = link.flags.includes('pointopoint')
    print.text(peer ? ' peer ' : ' brd ')
    if (peer) print.only('link_pointtopoint', true)
    print.any('broadcast', address(vf.broadcast.broadcast ?? '', link.type), '', '')
  }
  printVlans(print, vf, view)
  if (vf.txRate?.rate) print.any('tx_rate', vf.txRate.rate, ', tx rate ', ' (Mbps)')
  if (vf.rate) printRate(print, vf.rate)
  printSetting(print, 'spoofchk', 'spoof checking', vf.spoofchk?.setting)
  printGuid(print, 'node guid', 'NODE_GUID', vf.ibNodeGuid?.guid)
  printGuid(print, 'port guid', 'PORT_GUID', vf.ibPortGuid?.guid)
  if (vf.linkState) {
    const state = vf.linkState.linkState
    print.any('link_state', state === 'auto' || state === 'enable' ? state : 'disable', ', link-state ', '')
  }
  printSetting(print, 'trust', 'trust', vf.trust?.setting)
  printSetting(print, 'query_rss_en', 'query_rss', vf.rssQueryEn?.setting)
  if (vf.stats && view.options.statistics > 0) printStats(print, vf.stats, view)
}

/** The field has room for any address: how much of it counts depends on the type of the link. */
function address(field: string, type: Link['type']): string {
  const length = numberOf(ARPHRD, type) === ARPHRD.ETHER ? 6 : 20
  return showLladdr(field.split(':').slice(0, length).join(':'), type)
}

function printVlans(print: Printer, vf: VfInfo, view: LinkView): void {
  if (!vf.vlanList) {
    if (vf.vlan?.vlan) print.any('vlan', vf.vlan.vlan, ', vlan ', '')
    if (vf.vlan?.qos) print.any('qos', vf.vlan.qos, ', qos ', '')
    return
  }
  print.array('vlan_list')
  for (const { vlan, qos, vlanProto } of vf.vlanList) {
    print.object()
    if (vlan) print.any('vlan', vlan, ', vlan ', '')
    if (qos) print.any('qos', qos, ', qos ', '')
    const protocol = numberOf(ETH_P, vlanProto ?? 0)
    if (protocol !== 0 && protocol !== ETH_P['8021Q']) {
      print.any('protocol', etherType(protocol, view.options.numeric), ', vlan protocol ', '')
    }
    print.endObject()
  }
  print.endArray()
}

function printRate(print: Printer, rate: NonNullable<VfInfo['rate']>): void {
  const { maxTxRate = 0, minTxRate = 0 } = rate
  print.object('rate')
  print.only('max_tx', maxTxRate)
  print.only('min_tx', minTxRate)
  print.endObject()
  if (maxTxRate) print.text(`, max_tx_rate ${maxTxRate}Mbps`)
  if (minTxRate) print.text(`, min_tx_rate ${minTxRate}Mbps`)
}

function printSetting(print: Printer, key: string, word: string, setting: number | undefined): void {
  if (setting === undefined || setting === UNTOLD) return
  print.any(key, setting !== 0, `, ${word} `, '', setting === 0 ? 'off' : 'on')
}

function printGuid(print: Printer, key: string, word: string, guid: bigint | undefined): void {
  if (guid === undefined) return
  const bytes = guid.toString(16).padStart(16, '0').match(/../g) ?? []
  print.any(key, bytes.join(':'), `, ${word} `, '')
}

function printStats(print: Printer, stats: NonNullable<VfInfo['stats']>, view: LinkView): void {
  const row = (
    name: string,
    columns: readonly (readonly [key: string, heading: string, width: number, value: bigint | undefined])[],
  ): void => {
    const shown = columns.filter(([, heading, , value]) => value !== undefined || heading !== 'dropped')
    print.object(name)
    for (const [key, , , value = 0n] of shown) print.only(key, value)
    print.endObject()
    print.nl()
    print.text(name === 'rx' ? '    RX: bytes  packets  mcast   bcast ' : '    TX: bytes  packets ')
    if (shown.some(([, heading]) => heading === 'dropped')) print.text('  dropped ')
    print.nl()
    print.text('    ')
    for (const [, , width, value = 0n] of shown) print.text(`${counter(value, view.options).padStart(width)} `)
  }
  print.object('stats')
  row('rx', [
    ['bytes', 'bytes', 10, stats.rxBytes],
    ['packets', 'packets', 8, stats.rxPackets],
    ['multicast', 'mcast', 7, stats.multicast],
    ['broadcast', 'bcast', 7, stats.broadcast],
    ['dropped', 'dropped', 8, stats.rxDropped],
  ])
  row('tx', [
    ['tx_bytes', 'bytes', 10, stats.txBytes],
    ['tx_packets', 'packets', 8, stats.txPackets],
    ['dropped', 'dropped', 8, stats.txDropped],
  ])
  print.endObject()
}
