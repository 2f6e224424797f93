import type { Infer, Input } from '@rtnl/codec'
import type { bridge as declaration } from '@rtnl/families'
import { BR_BOOLOPT, MDB_RTR_TYPE } from '@rtnl/families'
import { numberOf } from '../../enums.ts'
import type { Mutable } from '../../mutable.ts'
import { takeUnsigned } from '../../numbers.ts'
import { wrong } from '../../words.ts'
import { etherType, parseEtherType } from '../ethertype.ts'
import { parseLladdr } from '../lladdr.ts'
import { bridgeId } from './bridge-id.ts'
import type { LinkKind } from './kind.ts'
import { MAX, type Option, optionsOf, readOptions } from './options.ts'
import { shower } from './print.ts'

const help = `Usage: rtnl link { add | set } [ NAME ] type bridge [ OPTION VALUE ... ]

Times are in hundredths of a second, switches 0 or 1.
  forward_delay hello_time max_age ageing_time stp_state priority fdb_flush (no value)
  group_fwd_mask MASK, group_address LLADDR, no_linklocal_learn
  vlan_filtering, vlan_protocol { 802.1Q | 802.1ad }, vlan_default_pvid, vlan_stats_enabled, vlan_stats_per_port
  mcast_snooping mcast_vlan_snooping mcast_router mcast_query_use_ifaddr mcast_querier mcast_stats_enabled
  mcast_hash_elasticity mcast_hash_max mcast_igmp_version mcast_mld_version
  mcast_last_member_count mcast_last_member_interval mcast_startup_query_count mcast_startup_query_interval
  mcast_membership_interval mcast_querier_interval mcast_query_interval mcast_query_response_interval
  nf_call_iptables nf_call_ip6tables nf_call_arptables

Example
  rtnl link add br0 type bridge stp_state 1 ageing_time 60000
`

type Given = Mutable<Input<typeof declaration>>

const { number, number64, fixed, exact, other } = optionsOf<Given>()

/** A switch that is one bit of `IFLA_BR_MULTI_BOOLOPT`. */
function bit(word: string, position: number): Option<Given> {
  return exact(
    other(word, (given, words) => {
      const on = takeUnsigned(words, word, MAX.U8) !== 0
      const bits = Number(given.multiBoolopt?.optval ?? 0)
      const mask = 1 << position
      given.multiBoolopt = {
        optval: on ? bits | mask : bits & ~mask,
        optmask: Number(given.multiBoolopt?.optmask ?? 0) | mask,
      }
    }),
  )
}

const options: readonly Option<Given>[] = [
  number('forward_delay', 'forwardDelay'),
  number('hello_time', 'helloTime'),
  number('max_age', 'maxAge'),
  number('ageing_time', 'ageingTime'),
  number('stp_state', 'stpState'),
  number('priority', 'priority', MAX.U16),
  number('vlan_filtering', 'vlanFiltering', MAX.U8),
  other('vlan_protocol', (given, words) => {
    const word = words.take()
    const protocol = parseEtherType(word)
    if (protocol === undefined) throw wrong('vlan_protocol', word, '802.1Q or 802.1ad')
    given.vlanProtocol = protocol
  }),
  number('group_fwd_mask', 'groupFwdMask', MAX.U16),
  other('group_address', (given, words) => {
    given.groupAddr = parseLladdr(words.take())
  }),
  bit('no_linklocal_learn', BR_BOOLOPT.NO_LL_LEARN),
  fixed('fdb_flush', 'fdbFlush', true as const),
  number('vlan_default_pvid', 'vlanDefaultPvid', MAX.U16),
  number('vlan_stats_enabled', 'vlanStatsEnabled', MAX.U8),
  number('vlan_stats_per_port', 'vlanStatsPerPort', MAX.U8),
  number('mcast_router', 'mcastRouter', MAX.U8),
  number('mcast_snooping', 'mcastSnooping', MAX.U8),
  bit('mcast_vlan_snooping', BR_BOOLOPT.MCAST_VLAN_SNOOPING),
  number('mcast_query_use_ifaddr', 'mcastQueryUseIfaddr', MAX.U8),
  number('mcast_querier', 'mcastQuerier', MAX.U8),
  number('mcast_hash_elasticity', 'mcastHashElasticity'),
  number('mcast_hash_max', 'mcastHashMax'),
  number('mcast_last_member_count', 'mcastLastMemberCnt'),
  number('mcast_startup_query_count', 'mcastStartupQueryCnt'),
  number64('mcast_last_member_interval', 'mcastLastMemberIntvl'),
  number64('mcast_membership_interval', 'mcastMembershipIntvl'),
  number64('mcast_querier_interval', 'mcastQuerierIntvl'),
  number64('mcast_query_interval', 'mcastQueryIntvl'),
  number64('mcast_query_response_interval', 'mcastQueryResponseIntvl'),
  number64('mcast_startup_query_interval', 'mcastStartupQueryIntvl'),
  number('mcast_stats_enabled', 'mcastStatsEnabled', MAX.U8),
  number('mcast_igmp_version', 'mcastIgmpVersion', MAX.U8),
  number('mcast_mld_version', 'mcastMldVersion', MAX.U8),
  number('nf_call_iptables', 'nfCallIptables', MAX.U8),
  number('nf_call_ip6tables', 'nfCallIp6tables', MAX.U8),
  number('nf_call_arptables', 'nfCallArptables', MAX.U8),
]

/** A bridge. */
export const bridge: LinkKind<Infer<typeof declaration>, Given> = {
  help,
  parse: (words) => readOptions('bridge', words, options, {}),
  print(print, data, view) {
    const { value, hex, timer } = shower(print)
    value('forward_delay', data.forwardDelay)
    value('hello_time', data.helloTime)
    value('max_age', data.maxAge)
    value('ageing_time', data.ageingTime)
    value('stp_state', data.stpState)
    value('priority', data.priority)
    value('vlan_filtering', data.vlanFiltering)
    if (data.vlanProtocol !== undefined) value('vlan_protocol', etherType(data.vlanProtocol, view.options.numeric))
    if (data.bridgeId) value('bridge_id', bridgeId(data.bridgeId))
    // iproute2 prints the bridge's own identifier in the place of the root's.
    if (data.rootId) value('root_id', bridgeId(data.bridgeId ?? data.rootId), 'designated_root')
    value('root_port', data.rootPort)
    value('root_path_cost', data.rootPathCost)
    value('topology_change', data.topologyChange)
    value('topology_change_detected', data.topologyChangeDetected)
    timer('hello_timer', data.helloTimer)
    timer('tcn_timer', data.tcnTimer)
    timer('topology_change_timer', data.topologyChangeTimer)
    timer('gc_timer', data.gcTimer)
    value('vlan_default_pvid', data.vlanDefaultPvid)
    value('vlan_stats_enabled', data.vlanStatsEnabled)
    value('vlan_stats_per_port', data.vlanStatsPerPort)
    hex('group_fwd_mask', data.groupFwdMask)
    value('group_addr', data.groupAddr, 'group_address')
    value('mcast_snooping', data.mcastSnooping)
    printBits(value, data)
    if (data.mcastRouter !== undefined) value('mcast_router', numberOf(MDB_RTR_TYPE, data.mcastRouter))
    value('mcast_query_use_ifaddr', data.mcastQueryUseIfaddr)
    value('mcast_querier', data.mcastQuerier)
    value('mcast_hash_elasticity', data.mcastHashElasticity)
    value('mcast_hash_max', data.mcastHashMax)
    value('mcast_last_member_cnt', data.mcastLastMemberCnt, 'mcast_last_member_count')
    value('mcast_startup_query_cnt', data.mcastStartupQueryCnt, 'mcast_startup_query_count')
    value('mcast_last_member_intvl', data.mcastLastMemberIntvl, 'mcast_last_member_interval')
    value('mcast_membership_intvl', data.mcastMembershipIntvl, 'mcast_membership_interval')
    value('mcast_querier_intvl', data.mcastQuerierIntvl, 'mcast_querier_interval')
    value('mcast_query_intvl', data.mcastQueryIntvl, 'mcast_query_interval')
    value('mcast_query_response_intvl', data.mcastQueryResponseIntvl, 'mcast_query_response_interval')
    value('mcast_startup_query_intvl', data.mcastStartupQueryIntvl, 'mcast_startup_query_interval')
    value('mcast_stats_enabled', data.mcastStatsEnabled)
    value('mcast_igmp_version', data.mcastIgmpVersion)
    value('mcast_mld_version', data.mcastMldVersion)
    value('nf_call_iptables', data.nfCallIptables)
    value('nf_call_ip6tables', data.nfCallIp6tables)
    value('nf_call_arptables', data.nfCallArptables)
  },
}

function printBits(value: ReturnType<typeof shower>['value'], { multiBoolopt }: Infer<typeof declaration>): void {
  const one = (key: string, name: 'no_ll_learn' | 'mcast_vlan_snooping'): void => {
    if (multiBoolopt?.optmask?.includes(name)) value(key, multiBoolopt.optval?.includes(name) ? 1 : 0)
  }
  one('no_linklocal_learn', 'no_ll_learn')
  one('mcast_vlan_snooping', 'mcast_vlan_snooping')
}
