import type { Infer, Input } from '@rtnl/codec'
import type { vxlan as declaration } from '@rtnl/families'
import type { Printer } from '../../print.ts'
import type { LinkKind } from './kind.ts'
import { shower } from './print.ts'
import { printDf, printSwitch, printTos, printTtl } from './udp-print.ts'
import { parseVxlan, vxlanHelp } from './vxlan-options.ts'

type Shown = Infer<typeof declaration>

/** A VXLAN tunnel. */
export const vxlan: LinkKind<Shown, Input<typeof declaration>> = {
  help: vxlanHelp,
  parse: parseVxlan,
  print(print, data, view) {
    const { value, set, hex } = shower(print)
    set('external', data.collectMetadata)
    // ip leaves no blank behind this one.
    if (data.vnifilter) print.any('vnifilter', true, '', '', 'vnifilter')
    value('id', data.id)
    printAddresses(print, data)
    if (data.link) value('link', view.interfaces.name(data.link), 'dev')
    if (data.portRange) printPortRange(print, data.portRange)
    value('port', data.port, 'dstport')
    if (data.learning !== undefined) {
      print.only('learning', data.learning !== 0)
      if (!data.learning) print.text('nolearning ')
    }
    set('proxy', data.proxy)
    set('rsc', data.rsc)
    set('l2miss', data.l2miss)
    set('l3miss', data.l3miss)
    printTos(print, data.tos)
    printTtl(print, data.ttl, data.ttlInherit)
    printDf(print, data.df)
    if (data.label) hex('label', data.label, 'flowlabel')
    if (data.ageing !== undefined) print.any('ageing', data.ageing, 'ageing ', ' ', data.ageing || 'none')
    if (data.limit) value('limit', data.limit, 'maxaddr')
    printSwitch(print, 'udp_csum', 'udpcsum', data.udpCsum)
    printSwitch(print, 'udp_zero_csum6_tx', 'udp6zerocsumtx', data.udpZeroCsum6Tx)
    printSwitch(print, 'udp_zero_csum6_rx', 'udp6zerocsumrx', data.udpZeroCsum6Rx)
    set('remcsum_tx', data.remcsumTx, 'remcsumtx')
    set('remcsum_rx', data.remcsumRx, 'remcsumrx')
    set('gbp', data.gbp)
    set('gpe', data.gpe)
  },
}

/** Multicast groups are told from single hosts, and in JSON the families too. */
function printAddresses(print: Printer, data: Shown): void {
  const { group, group6, local, local6 } = data
  if (group !== undefined) {
    const first = Number.parseInt(group, 10)
    const word = first >= 224 && first < 240 ? 'group' : 'remote'
    if (group !== '0.0.0.0') print.any(word, group, `${word} `)
  } else if (group6 !== undefined) {
    const word = /^ff..:/.test(group6) ? 'group' : 'remote'
    if (group6 !== '::') print.any(`${word}6`, group6, `${word} `)
  }
  if (local !== undefined) {
    if (local !== '0.0.0.0') print.any('local', local, 'local ')
  } else if (local6 !== undefined && local6 !== '::') {
    print.any('local6', local6, 'local ')
  }
}

function printPortRange(print: Printer, { low = 0, high = 0 }: NonNullable<Shown['portRange']>): void {
  print.object('port_range')
  print.any('low', low, 'srcport ')
  print.any('high', high)
  print.endObject()
}
