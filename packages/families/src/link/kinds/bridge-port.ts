import { attributes, be16, flag, ifindex, lladdr, struct, u8, u16, u32, u64 } from '@rtnl/codec'
import { BR_STATE, MDB_RTR_TYPE } from '../../uapi/if_bridge.ts'
import { IFLA_BRPORT } from '../../uapi/if_link.ts'

/** Identifier of a bridge in the spanning tree; the lowest becomes the root. `struct ifla_bridge_id` */
export const ifla_bridge_id = struct('ifla_bridge_id', () => ({
  /** Priority, the higher part: 32768 by default. */
  prio: be16,
  /** Address, the lower part. */
  addr: lladdr.size(6),
}))

/**
 * A port of a bridge: slave data of a link, or `protinfo` in messages of family 'bridge'.
 *
 * Switches are 1 (on) or 0 (off). Timers are in clock ticks of user space (`USER_HZ`): hundredths of a second.
 */
export const bridgePort = attributes('IFLA_BRPORT', IFLA_BRPORT, () => ({
  /** State in the spanning tree. `IFLA_BRPORT_STATE` */
  state: [IFLA_BRPORT.STATE, u8.enum(BR_STATE)],
  /** Priority in the spanning tree, 0 to 63, lower wins. `IFLA_BRPORT_PRIORITY` */
  priority: [IFLA_BRPORT.PRIORITY, u16],
  /** Path cost in the spanning tree, 1 to 65535. `IFLA_BRPORT_COST` */
  cost: [IFLA_BRPORT.COST, u32],
  /** Hairpin: send back by this port what arrived by it. `IFLA_BRPORT_MODE` */
  mode: [IFLA_BRPORT.MODE, u8],
  /** Disable the port when a bridge talks spanning tree to it. `IFLA_BRPORT_GUARD` */
  guard: [IFLA_BRPORT.GUARD, u8],
  /** Never make it the root port. `IFLA_BRPORT_PROTECT` */
  protect: [IFLA_BRPORT.PROTECT, u8],
  /** Stop a multicast group at once when a host leaves it. `IFLA_BRPORT_FAST_LEAVE` */
  fastLeave: [IFLA_BRPORT.FAST_LEAVE, u8],
  /** Learn addresses; on by default. `IFLA_BRPORT_LEARNING` */
  learning: [IFLA_BRPORT.LEARNING, u8],
  /** Flood unicast to unknown addresses to it; on by default. `IFLA_BRPORT_UNICAST_FLOOD` */
  unicastFlood: [IFLA_BRPORT.UNICAST_FLOOD, u8],
  /** Answer ARP on behalf of hosts behind other ports. `IFLA_BRPORT_PROXYARP` */
  proxyarp: [IFLA_BRPORT.PROXYARP, u8],
  /** Copy what the device learnt to the bridge; switch drivers only. `IFLA_BRPORT_LEARNING_SYNC` */
  learningSync: [IFLA_BRPORT.LEARNING_SYNC, u8],
  /** Answer ARP as 802.11 and Hotspot 2.0 want it. `IFLA_BRPORT_PROXYARP_WIFI` */
  proxyarpWifi: [IFLA_BRPORT.PROXYARP_WIFI, u8],
  /** The root bridge as this port sees it. Read only. `IFLA_BRPORT_ROOT_ID` */
  rootId: [IFLA_BRPORT.ROOT_ID, ifla_bridge_id],
  /** The designated bridge of the port's segment. Read only. `IFLA_BRPORT_BRIDGE_ID` */
  bridgeId: [IFLA_BRPORT.BRIDGE_ID, ifla_bridge_id],
  /** The designated port of the segment: priority in the upper 6 bits, number in the lower 10. Read only. `IFLA_BRPORT_DESIGNATED_PORT` */
  designatedPort: [IFLA_BRPORT.DESIGNATED_PORT, u16],
  /** The designated bridge's cost to the root. Read only. `IFLA_BRPORT_DESIGNATED_COST` */
  designatedCost: [IFLA_BRPORT.DESIGNATED_COST, u16],
  /** Port identifier: priority in the upper 6 bits, `no` in the lower 10. Read only. `IFLA_BRPORT_ID` */
  id: [IFLA_BRPORT.ID, u16],
  /** Number of the port, from 1. Read only. `IFLA_BRPORT_NO` */
  no: [IFLA_BRPORT.NO, u16],
  /** 1: the next message acknowledges a topology change. Read only. `IFLA_BRPORT_TOPOLOGY_CHANGE_ACK` */
  topologyChangeAck: [IFLA_BRPORT.TOPOLOGY_CHANGE_ACK, u8],
  /** 1: a configuration message waits for `holdTimer`. Read only. `IFLA_BRPORT_CONFIG_PENDING` */
  configPending: [IFLA_BRPORT.CONFIG_PENDING, u8],
  /** Until the segment's last message is too old, in 1/100 s; 0: not running. Read only. `IFLA_BRPORT_MESSAGE_AGE_TIMER` */
  messageAgeTimer: [IFLA_BRPORT.MESSAGE_AGE_TIMER, u64],
  /** Until the next state towards forwarding, in 1/100 s; 0: not running. Read only. `IFLA_BRPORT_FORWARD_DELAY_TIMER` */
  forwardDelayTimer: [IFLA_BRPORT.FORWARD_DELAY_TIMER, u64],
  /** Until the next configuration message may be sent, in 1/100 s; 0: not running. Read only. `IFLA_BRPORT_HOLD_TIMER` */
  holdTimer: [IFLA_BRPORT.HOLD_TIMER, u64],
  /** Forget the addresses learnt on this port. Requests only. `IFLA_BRPORT_FLUSH` */
  flush: [IFLA_BRPORT.FLUSH, flag],
  /** Is a multicast router behind it: 'temp_query' finds out, by default. `IFLA_BRPORT_MULTICAST_ROUTER` */
  multicastRouter: [IFLA_BRPORT.MULTICAST_ROUTER, u8.enum(MDB_RTR_TYPE)],
  /** Flood multicast of groups without members to it; on by default. `IFLA_BRPORT_MCAST_FLOOD` */
  mcastFlood: [IFLA_BRPORT.MCAST_FLOOD, u8],
  /** Send multicast as a unicast copy to each member. `IFLA_BRPORT_MCAST_TO_UCAST` */
  mcastToUcast: [IFLA_BRPORT.MCAST_TO_UCAST, u8],
  /** Map VLANs to tunnel identifiers (`afSpec.vlanTunnelInfo`). `IFLA_BRPORT_VLAN_TUNNEL` */
  vlanTunnel: [IFLA_BRPORT.VLAN_TUNNEL, u8],
  /** Flood broadcasts to it; on by default. `IFLA_BRPORT_BCAST_FLOOD` */
  bcastFlood: [IFLA_BRPORT.BCAST_FLOOD, u8],
  /** Which of 01:80:c2:00:00:00 to :0f are forwarded, one bit each. `IFLA_BRPORT_GROUP_FWD_MASK` */
  groupFwdMask: [IFLA_BRPORT.GROUP_FWD_MASK, u16],
  /** Answer ARP and neighbour solicitations from known neighbours instead of flooding them. `IFLA_BRPORT_NEIGH_SUPPRESS` */
  neighSuppress: [IFLA_BRPORT.NEIGH_SUPPRESS, u8],
  /** Isolated ports reach only ports that are not. `IFLA_BRPORT_ISOLATED` */
  isolated: [IFLA_BRPORT.ISOLATED, u8],
  /** Port that takes over while this one has no carrier; absent: none. 0 in a request: none. `IFLA_BRPORT_BACKUP_PORT` */
  backupPort: [IFLA_BRPORT.BACKUP_PORT, ifindex],
  /** 1: this MRP manager lost its ring test frames. Read only. `IFLA_BRPORT_MRP_RING_OPEN` */
  mrpRingOpen: [IFLA_BRPORT.MRP_RING_OPEN, u8],
  /** 1: this MRP manager lost its interconnect test frames. Read only. `IFLA_BRPORT_MRP_IN_OPEN` */
  mrpInOpen: [IFLA_BRPORT.MRP_IN_OPEN, u8],
  /** Most hosts tracked for multicast; 512 by default. `IFLA_BRPORT_MCAST_EHT_HOSTS_LIMIT` */
  mcastEhtHostsLimit: [IFLA_BRPORT.MCAST_EHT_HOSTS_LIMIT, u32],
  /** Hosts tracked for multicast now. Read only. `IFLA_BRPORT_MCAST_EHT_HOSTS_CNT` */
  mcastEhtHostsCnt: [IFLA_BRPORT.MCAST_EHT_HOSTS_CNT, u32],
  /** Drop what comes from addresses without a forwarding entry (802.1X). Linux 5.18. `IFLA_BRPORT_LOCKED` */
  locked: [IFLA_BRPORT.LOCKED, u8],
  /** MAC authentication bypass: give unknown addresses a locked entry, with `locked`. Linux 6.2. `IFLA_BRPORT_MAB` */
  mab: [IFLA_BRPORT.MAB, u8],
  /** Multicast groups joined through it. Read only. Linux 6.3. `IFLA_BRPORT_MCAST_N_GROUPS` */
  mcastNGroups: [IFLA_BRPORT.MCAST_N_GROUPS, u32],
  /** Most multicast groups joined through it; 0: no limit. Linux 6.3. `IFLA_BRPORT_MCAST_MAX_GROUPS` */
  mcastMaxGroups: [IFLA_BRPORT.MCAST_MAX_GROUPS, u32],
  /** As `neighSuppress`, but for the VLANs that say so. Linux 6.4. `IFLA_BRPORT_NEIGH_VLAN_SUPPRESS` */
  neighVlanSuppress: [IFLA_BRPORT.NEIGH_VLAN_SUPPRESS, u8],
  /** Nexthop object to use with `backupPort`; absent: none. 0 in a request: none. Linux 6.6. `IFLA_BRPORT_BACKUP_NHID` */
  backupNhid: [IFLA_BRPORT.BACKUP_NHID, u32],
}))
