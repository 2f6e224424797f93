import { attributes, be16, flag, ifindex, ipv4, ipv6, lladdr, nest, struct, u8, u16, u32, u64 } from '@rtnl/codec'
import { BR_BOOLOPT, BRIDGE_QUERIER, MDB_RTR_TYPE } from '../../uapi/if_bridge.ts'
import { ETH_P } from '../../uapi/if_ether.ts'
import { IFLA_BR } from '../../uapi/if_link.ts'
import { ifla_bridge_id } from './bridge-port.ts'

/** `BR_BOOLOPT_*` number bits; these are the bits. */
const BOOLOPT = {
  NO_LL_LEARN: 1 << BR_BOOLOPT.NO_LL_LEARN,
  MCAST_VLAN_SNOOPING: 1 << BR_BOOLOPT.MCAST_VLAN_SNOOPING,
  MST_ENABLE: 1 << BR_BOOLOPT.MST_ENABLE,
  MDB_OFFLOAD_FAIL_NOTIFICATION: 1 << BR_BOOLOPT.MDB_OFFLOAD_FAIL_NOTIFICATION,
  FDB_LOCAL_VLAN_0: 1 << BR_BOOLOPT.FDB_LOCAL_VLAN_0,
} as const

const br_boolopt_multi = struct('br_boolopt_multi', () => ({
  /** Options that are on; in a request, the new values of those in `optmask`. */
  optval: u32.flags(BOOLOPT),
  /** In a request, the options to change; in a report, those that the kernel knows. */
  optmask: u32.flags(BOOLOPT),
}))

/** Who asks hosts for their multicast groups. Read only. */
export const bridgeQuerier = attributes('BRIDGE_QUERIER', BRIDGE_QUERIER, () => ({
  /** The IGMP querier; 0.0.0.0: none yet. `BRIDGE_QUERIER_IP_ADDRESS` */
  ipAddress: [BRIDGE_QUERIER.IP_ADDRESS, ipv4],
  /** Port behind which it is; absent: the bridge itself. `BRIDGE_QUERIER_IP_PORT` */
  ipPort: [BRIDGE_QUERIER.IP_PORT, ifindex],
  /** Until it is given up, in 1/100 s; absent: the bridge itself asks. `BRIDGE_QUERIER_IP_OTHER_TIMER` */
  ipOtherTimer: [BRIDGE_QUERIER.IP_OTHER_TIMER, u64],
  /** The MLD querier; '::': none yet. `BRIDGE_QUERIER_IPV6_ADDRESS` */
  ipv6Address: [BRIDGE_QUERIER.IPV6_ADDRESS, ipv6],
  /** Port behind which it is; absent: the bridge itself. `BRIDGE_QUERIER_IPV6_PORT` */
  ipv6Port: [BRIDGE_QUERIER.IPV6_PORT, ifindex],
  /** Until it is given up, in 1/100 s; absent: the bridge itself asks. `BRIDGE_QUERIER_IPV6_OTHER_TIMER` */
  ipv6OtherTimer: [BRIDGE_QUERIER.IPV6_OTHER_TIMER, u64],
}))

/**
 * Info data of a bridge. An attribute that is absent in a request leaves the default, or what was set.
 *
 * Switches are 1 (on) or 0 (off). Times are in clock ticks of user space (`USER_HZ`): hundredths of a second.
 */
export const bridge = attributes('IFLA_BR', IFLA_BR, () => ({
  /** Time in each state towards forwarding, in 1/100 s: 200 to 3000 with spanning tree, 1500 by default. `IFLA_BR_FORWARD_DELAY` */
  forwardDelay: [IFLA_BR.FORWARD_DELAY, u32],
  /** Time between hello messages, in 1/100 s: 100 to 1000, 200 by default. `IFLA_BR_HELLO_TIME` */
  helloTime: [IFLA_BR.HELLO_TIME, u32],
  /** Age at which a silent bridge is taken for dead, in 1/100 s: 600 to 4000, 2000 by default. `IFLA_BR_MAX_AGE` */
  maxAge: [IFLA_BR.MAX_AGE, u32],
  /** Time a learnt address is kept, in 1/100 s: 30000 by default; 0: for ever. `IFLA_BR_AGEING_TIME` */
  ageingTime: [IFLA_BR.AGEING_TIME, u32],
  /** Spanning tree: 0 off, 1 by the kernel, 2 by a program in user space. `IFLA_BR_STP_STATE` */
  stpState: [IFLA_BR.STP_STATE, u32],
  /** Priority in the spanning tree, lower wins: 32768 by default. `IFLA_BR_PRIORITY` */
  priority: [IFLA_BR.PRIORITY, u16],
  /** Heed VLAN tags. `IFLA_BR_VLAN_FILTERING` */
  vlanFiltering: [IFLA_BR.VLAN_FILTERING, u8],
  /** Tag that VLAN filtering heeds: '8021q' or '8021ad'. `IFLA_BR_VLAN_PROTOCOL` */
  vlanProtocol: [IFLA_BR.VLAN_PROTOCOL, be16.enum(ETH_P)],
  /** Which of 01:80:c2:00:00:00 to :0f are forwarded, one bit each; bits 0 to 2 may not be set. `IFLA_BR_GROUP_FWD_MASK` */
  groupFwdMask: [IFLA_BR.GROUP_FWD_MASK, u16],
  /** The root of the spanning tree. Read only. `IFLA_BR_ROOT_ID` */
  rootId: [IFLA_BR.ROOT_ID, ifla_bridge_id],
  /** This bridge's own identifier. Read only. `IFLA_BR_BRIDGE_ID` */
  bridgeId: [IFLA_BR.BRIDGE_ID, ifla_bridge_id],
  /** Number of the port towards the root (its `no`); 0: this bridge is the root. Read only. `IFLA_BR_ROOT_PORT` */
  rootPort: [IFLA_BR.ROOT_PORT, u16],
  /** Cost of the path to the root; 0: this bridge is the root. Read only. `IFLA_BR_ROOT_PATH_COST` */
  rootPathCost: [IFLA_BR.ROOT_PATH_COST, u32],
  /** 1: the topology is changing. Read only. `IFLA_BR_TOPOLOGY_CHANGE` */
  topologyChange: [IFLA_BR.TOPOLOGY_CHANGE, u8],
  /** 1: this bridge saw it change. Read only. `IFLA_BR_TOPOLOGY_CHANGE_DETECTED` */
  topologyChangeDetected: [IFLA_BR.TOPOLOGY_CHANGE_DETECTED, u8],
  /** Until the next hello, in 1/100 s; 0: not running. Read only. `IFLA_BR_HELLO_TIMER` */
  helloTimer: [IFLA_BR.HELLO_TIMER, u64],
  /** Until the topology change is told again, in 1/100 s; 0: not running. Read only. `IFLA_BR_TCN_TIMER` */
  tcnTimer: [IFLA_BR.TCN_TIMER, u64],
  /** Until the topology counts as settled, in 1/100 s; 0: not running. Read only. `IFLA_BR_TOPOLOGY_CHANGE_TIMER` */
  topologyChangeTimer: [IFLA_BR.TOPOLOGY_CHANGE_TIMER, u64],
  /** Until old addresses are swept out, in 1/100 s; 0: not running. Read only. `IFLA_BR_GC_TIMER` */
  gcTimer: [IFLA_BR.GC_TIMER, u64],
  /** Destination of spanning tree messages, 01:80:c2:00:00:0X. `IFLA_BR_GROUP_ADDR` */
  groupAddr: [IFLA_BR.GROUP_ADDR, lladdr],
  /** Forget all learnt addresses. Requests only. `IFLA_BR_FDB_FLUSH` */
  fdbFlush: [IFLA_BR.FDB_FLUSH, flag],
  /** Does the bridge itself get all multicast: 'temp_query' finds out, by default. `IFLA_BR_MCAST_ROUTER` */
  mcastRouter: [IFLA_BR.MCAST_ROUTER, u8.enum(MDB_RTR_TYPE)],
  /** Multicast snooping; on by default. `IFLA_BR_MCAST_SNOOPING` */
  mcastSnooping: [IFLA_BR.MCAST_SNOOPING, u8],
  /** Ask from the bridge's own address instead of 0.0.0.0. `IFLA_BR_MCAST_QUERY_USE_IFADDR` */
  mcastQueryUseIfaddr: [IFLA_BR.MCAST_QUERY_USE_IFADDR, u8],
  /** Send queries where no other querier is. `IFLA_BR_MCAST_QUERIER` */
  mcastQuerier: [IFLA_BR.MCAST_QUERIER, u8],
  /** Always 16; without effect since Linux 5.0. `IFLA_BR_MCAST_HASH_ELASTICITY` */
  mcastHashElasticity: [IFLA_BR.MCAST_HASH_ELASTICITY, u32],
  /** Most entries of the multicast database: 4096 by default. `IFLA_BR_MCAST_HASH_MAX` */
  mcastHashMax: [IFLA_BR.MCAST_HASH_MAX, u32],
  /** Queries to a group that a host left before it is given up: 2 by default. `IFLA_BR_MCAST_LAST_MEMBER_CNT` */
  mcastLastMemberCnt: [IFLA_BR.MCAST_LAST_MEMBER_CNT, u32],
  /** Queries at the start: 2 by default. `IFLA_BR_MCAST_STARTUP_QUERY_CNT` */
  mcastStartupQueryCnt: [IFLA_BR.MCAST_STARTUP_QUERY_CNT, u32],
  /** Time between queries to a group that a host left, in 1/100 s: 100 by default. `IFLA_BR_MCAST_LAST_MEMBER_INTVL` */
  mcastLastMemberIntvl: [IFLA_BR.MCAST_LAST_MEMBER_INTVL, u64],
  /** Time after which a group without reports is left, in 1/100 s: 26000 by default. `IFLA_BR_MCAST_MEMBERSHIP_INTVL` */
  mcastMembershipIntvl: [IFLA_BR.MCAST_MEMBERSHIP_INTVL, u64],
  /** Time after which a silent querier is given up, in 1/100 s: 25500 by default. `IFLA_BR_MCAST_QUERIER_INTVL` */
  mcastQuerierIntvl: [IFLA_BR.MCAST_QUERIER_INTVL, u64],
  /** Time between queries, in 1/100 s: 12500 by default. `IFLA_BR_MCAST_QUERY_INTVL` */
  mcastQueryIntvl: [IFLA_BR.MCAST_QUERY_INTVL, u64],
  /** Longest time for an answer to a query, in 1/100 s: 1000 by default. `IFLA_BR_MCAST_QUERY_RESPONSE_INTVL` */
  mcastQueryResponseIntvl: [IFLA_BR.MCAST_QUERY_RESPONSE_INTVL, u64],
  /** Time between queries at the start, in 1/100 s: 3125 by default. `IFLA_BR_MCAST_STARTUP_QUERY_INTVL` */
  mcastStartupQueryIntvl: [IFLA_BR.MCAST_STARTUP_QUERY_INTVL, u64],
  /** Show IPv4 to iptables; absent: the kernel's bridge has no netfilter. `IFLA_BR_NF_CALL_IPTABLES` */
  nfCallIptables: [IFLA_BR.NF_CALL_IPTABLES, u8],
  /** Show IPv6 to ip6tables; absent: the kernel's bridge has no netfilter. `IFLA_BR_NF_CALL_IP6TABLES` */
  nfCallIp6tables: [IFLA_BR.NF_CALL_IP6TABLES, u8],
  /** Show ARP to arptables; absent: the kernel's bridge has no netfilter. `IFLA_BR_NF_CALL_ARPTABLES` */
  nfCallArptables: [IFLA_BR.NF_CALL_ARPTABLES, u8],
  /** VLAN of untagged frames on new ports: 1 by default; 0: none. `IFLA_BR_VLAN_DEFAULT_PVID` */
  vlanDefaultPvid: [IFLA_BR.VLAN_DEFAULT_PVID, u16],
  /** Count traffic per VLAN. `IFLA_BR_VLAN_STATS_ENABLED` */
  vlanStatsEnabled: [IFLA_BR.VLAN_STATS_ENABLED, u8],
  /** Count IGMP and MLD messages. `IFLA_BR_MCAST_STATS_ENABLED` */
  mcastStatsEnabled: [IFLA_BR.MCAST_STATS_ENABLED, u8],
  /** IGMP version to speak: 2, by default, or 3. `IFLA_BR_MCAST_IGMP_VERSION` */
  mcastIgmpVersion: [IFLA_BR.MCAST_IGMP_VERSION, u8],
  /** MLD version to speak: 1, by default, or 2. `IFLA_BR_MCAST_MLD_VERSION` */
  mcastMldVersion: [IFLA_BR.MCAST_MLD_VERSION, u8],
  /** Count traffic per VLAN on each port too; only while no port has VLANs. `IFLA_BR_VLAN_STATS_PER_PORT` */
  vlanStatsPerPort: [IFLA_BR.VLAN_STATS_PER_PORT, u8],
  /** Further switches, by name. `IFLA_BR_MULTI_BOOLOPT` */
  multiBoolopt: [IFLA_BR.MULTI_BOOLOPT, br_boolopt_multi],
  /** Who asks hosts for their multicast groups; absent: no snooping, or nobody. Read only. `IFLA_BR_MCAST_QUERIER_STATE` */
  mcastQuerierState: [IFLA_BR.MCAST_QUERIER_STATE, nest(bridgeQuerier, true)],
  /** Learnt addresses there are. Read only. Linux 6.7. `IFLA_BR_FDB_N_LEARNED` */
  fdbNLearned: [IFLA_BR.FDB_N_LEARNED, u32],
  /** Most learnt addresses; 0: no limit. Linux 6.7. `IFLA_BR_FDB_MAX_LEARNED` */
  fdbMaxLearned: [IFLA_BR.FDB_MAX_LEARNED, u32],
}))
