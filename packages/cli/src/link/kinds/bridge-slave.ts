import type { Infer, Input } from '@rtnl/codec'
import type { bridgePort as declaration } from '@rtnl/families'
import { MDB_RTR_TYPE } from '@rtnl/families'
import { numberOf } from '../../enums.ts'
import type { Mutable } from '../../mutable.ts'
import { bridgeId } from './bridge-id.ts'
import type { LinkKind } from './kind.ts'
import { MAX, type Option, optionsOf, readOptions } from './options.ts'
import { shower } from './print.ts'

const help = `Usage: rtnl link set NAME type bridge_slave [ OPTION VALUE ... ]

  state STATE, priority PRIORITY, cost COST, mcast_router ROUTER, group_fwd_mask MASK, fdb_flush (no value)
  backup_port DEV, nobackup_port (no value)
  on or off: guard hairpin fastleave root_block learning flood proxy_arp proxy_arp_wifi mcast_fast_leave
  mcast_flood bcast_flood mcast_to_unicast neigh_suppress vlan_tunnel isolated locked

Example
  rtnl link set eth0 type bridge_slave isolated on
`

type Given = Mutable<Input<typeof declaration>>

const { number, onOff, device, fixed } = optionsOf<Given>()

const options: readonly Option<Given>[] = [
  fixed('fdb_flush', 'flush', true as const),
  number('state', 'state', MAX.U8),
  number('priority', 'priority', MAX.U16),
  number('cost', 'cost'),
  onOff('hairpin', 'mode'),
  onOff('guard', 'guard'),
  onOff('root_block', 'protect'),
  onOff('fastleave', 'fastLeave'),
  onOff('learning', 'learning'),
  onOff('flood', 'unicastFlood'),
  onOff('mcast_flood', 'mcastFlood'),
  onOff('bcast_flood', 'bcastFlood'),
  onOff('mcast_to_unicast', 'mcastToUcast'),
  onOff('proxy_arp', 'proxyarp'),
  onOff('proxy_arp_wifi', 'proxyarpWifi'),
  number('mcast_router', 'multicastRouter', MAX.U8),
  onOff('mcast_fast_leave', 'fastLeave'),
  onOff('neigh_suppress', 'neighSuppress'),
  number('group_fwd_mask', 'groupFwdMask', MAX.U16),
  onOff('vlan_tunnel', 'vlanTunnel'),
  onOff('isolated', 'isolated'),
  onOff('locked', 'locked'),
  device('backup_port', 'backupPort'),
  fixed('nobackup_port', 'backupPort', 0),
]

/** A port of a bridge. */
export const bridgeSlave: LinkKind<Infer<typeof declaration>, Given> = {
  help,
  parse: (words) => readOptions('bridge_slave', words, options, {}),
  print(print, data, view) {
    const { value, onOff, hex, timer } = shower(print)
    if (typeof data.state === 'string') value('state', data.state)
    else if (data.state !== undefined) print.any('state_index', data.state, 'state (', ') ')
    value('priority', data.priority)
    value('cost', data.cost)
    onOff('hairpin', data.mode)
    onOff('guard', data.guard)
    onOff('root_block', data.protect)
    onOff('fastleave', data.fastLeave)
    onOff('learning', data.learning)
    onOff('flood', data.unicastFlood)
    hex('id', data.id, 'port_id')
    hex('no', data.no, 'port_no')
    value('designated_port', data.designatedPort)
    value('designated_cost', data.designatedCost)
    if (data.bridgeId) value('bridge_id', bridgeId(data.bridgeId), 'designated_bridge')
    if (data.rootId) value('root_id', bridgeId(data.rootId), 'designated_root')
    timer('hold_timer', data.holdTimer)
    timer('message_age_timer', data.messageAgeTimer)
    timer('forward_delay_timer', data.forwardDelayTimer)
    value('topology_change_ack', data.topologyChangeAck)
    value('config_pending', data.configPending)
    onOff('proxy_arp', data.proxyarp)
    onOff('proxy_arp_wifi', data.proxyarpWifi)
    if (data.multicastRouter !== undefined) {
      value('multicast_router', numberOf(MDB_RTR_TYPE, data.multicastRouter), 'mcast_router')
    }
    // JSON has it above, as `fastleave`.
    if (data.fastLeave !== undefined) print.text(`mcast_fast_leave ${data.fastLeave ? 'on' : 'off'} `)
    onOff('mcast_flood', data.mcastFlood)
    onOff('bcast_flood', data.bcastFlood)
    onOff('mcast_to_unicast', data.mcastToUcast)
    onOff('neigh_suppress', data.neighSuppress)
    if (data.groupFwdMask !== undefined) {
      hex('group_fwd_mask', data.groupFwdMask)
      value('group_fwd_mask_str', maskWords(data.groupFwdMask))
    }
    onOff('vlan_tunnel', data.vlanTunnel)
    onOff('isolated', data.isolated)
    onOff('locked', data.locked)
    if (data.backupPort !== undefined) value('backup_port', view.interfaces.name(data.backupPort))
  },
}

/** The protocols of the addresses 01:80:c2:00:00:0N that have names. */
const FORWARDED: Readonly<Record<number, string>> = { 0: 'stp', 2: 'lacp', 14: 'lldp' }

function maskWords(mask: number): string {
  const words: string[] = []
  for (let bit = 0; bit < 16; bit++) if (mask & (1 << bit)) words.push(FORWARDED[bit] ?? `0x${(1 << bit).toString(16)}`)
  return words.length === 0 ? '0x0' : words.join(',')
}
