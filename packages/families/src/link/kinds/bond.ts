import { attributes, i32, ifindex, ipv4, ipv6, list, lladdr, nest, u8, u16, u32 } from '@rtnl/codec'
import { BOND_LINK, BOND_MODE, BOND_STATE, BOND_XMIT_POLICY, LACP_STATE } from '../../uapi/if_bonding.ts'
import { IFLA_BOND, IFLA_BOND_AD_INFO, IFLA_BOND_SLAVE } from '../../uapi/if_link.ts'

// The kernel keeps these in net/bonding.h and net/bond_3ad.h, not in headers for users.
const BOND_ARP_VALIDATE = { ACTIVE: 0x1, BACKUP: 0x2, FILTER: 0x4 } as const
const BOND_ARP_TARGETS = { ANY: 0, ALL: 1 } as const
const BOND_PRI_RESELECT = { ALWAYS: 0, BETTER: 1, FAILURE: 2 } as const
const BOND_FOM = { NONE: 0, ACTIVE: 1, FOLLOW: 2 } as const
const BOND_AD = { STABLE: 0, BANDWIDTH: 1, COUNT: 2, PRIO: 3 } as const
const AD_LACP = { SLOW: 0, FAST: 1 } as const
const AD_CHURN = { MONITOR: 0, CHURN: 1, NO_CHURN: 2 } as const

/** The aggregator in use, in mode '8023ad'. Read only. */
export const bondAdInfo = attributes('IFLA_BOND_AD_INFO', IFLA_BOND_AD_INFO, () => ({
  /** Identifier of the aggregator. `IFLA_BOND_AD_INFO_AGGREGATOR` */
  aggregator: [IFLA_BOND_AD_INFO.AGGREGATOR, u16],
  /** How many ports it has. `IFLA_BOND_AD_INFO_NUM_PORTS` */
  numPorts: [IFLA_BOND_AD_INFO.NUM_PORTS, u16],
  /** Our key. `IFLA_BOND_AD_INFO_ACTOR_KEY` */
  actorKey: [IFLA_BOND_AD_INFO.ACTOR_KEY, u16],
  /** The partner's key. `IFLA_BOND_AD_INFO_PARTNER_KEY` */
  partnerKey: [IFLA_BOND_AD_INFO.PARTNER_KEY, u16],
  /** The partner's system address; all zero: no partner. `IFLA_BOND_AD_INFO_PARTNER_MAC` */
  partnerMac: [IFLA_BOND_AD_INFO.PARTNER_MAC, lladdr],
}))

/** Info data of a bond. An attribute that is absent in a request leaves the default, or what was set. */
export const bond = attributes('IFLA_BOND', IFLA_BOND, () => ({
  /** How the ports are used; only while the bond has none can it be changed. `IFLA_BOND_MODE` */
  mode: [IFLA_BOND.MODE, u8.enum(BOND_MODE)],
  /** The port in use, in modes that use one; absent: none. 0 in a request: let the kernel choose. `IFLA_BOND_ACTIVE_SLAVE` */
  activeSlave: [IFLA_BOND.ACTIVE_SLAVE, ifindex],
  /** Milliseconds between looks at the carrier; 0: never. `IFLA_BOND_MIIMON` */
  miimon: [IFLA_BOND.MIIMON, u32],
  /** Milliseconds before a port that came up is used, a multiple of `miimon`. `IFLA_BOND_UPDELAY` */
  updelay: [IFLA_BOND.UPDELAY, u32],
  /** Milliseconds before a port that went down is given up, a multiple of `miimon`. `IFLA_BOND_DOWNDELAY` */
  downdelay: [IFLA_BOND.DOWNDELAY, u32],
  /** 1: ask the device for its carrier, 0: by MII or ethtool; newer kernels accept 1 only. `IFLA_BOND_USE_CARRIER` */
  useCarrier: [IFLA_BOND.USE_CARRIER, u8],
  /** Milliseconds between ARP probes of `arpIpTarget`; 0: none, use `miimon`. `IFLA_BOND_ARP_INTERVAL` */
  arpInterval: [IFLA_BOND.ARP_INTERVAL, u32],
  /** Up to 16 IPv4 addresses to probe; absent: none. In a request, all that there shall be. `IFLA_BOND_ARP_IP_TARGET` */
  arpIpTarget: [IFLA_BOND.ARP_IP_TARGET, list(ipv4, { first: 0 })],
  /** On which ports answers are checked, and whether other traffic counts ('filter': not); empty: no check. `IFLA_BOND_ARP_VALIDATE` */
  arpValidate: [IFLA_BOND.ARP_VALIDATE, u32.flags(BOND_ARP_VALIDATE)],
  /** A port is up if 'any' target answers, or only if 'all' do. `IFLA_BOND_ARP_ALL_TARGETS` */
  arpAllTargets: [IFLA_BOND.ARP_ALL_TARGETS, u32.enum(BOND_ARP_TARGETS)],
  /** The port to prefer; absent: none. 0 in a request: none. `IFLA_BOND_PRIMARY` */
  primary: [IFLA_BOND.PRIMARY, ifindex],
  /** When the primary takes over again once it is back up. `IFLA_BOND_PRIMARY_RESELECT` */
  primaryReselect: [IFLA_BOND.PRIMARY_RESELECT, u8.enum(BOND_PRI_RESELECT)],
  /**
   * Addresses in mode 'activebackup': 'none' all ports have the bond's, 'active' the bond has the active port's, 'follow' only the
   * active port has the bond's. `IFLA_BOND_FAIL_OVER_MAC`
   */
  failOverMac: [IFLA_BOND.FAIL_OVER_MAC, u8.enum(BOND_FOM)],
  /** What decides the port of a packet, in modes 'xor', '8023ad' and 'tlb'. `IFLA_BOND_XMIT_HASH_POLICY` */
  xmitHashPolicy: [IFLA_BOND.XMIT_HASH_POLICY, u8.enum(BOND_XMIT_POLICY)],
  /** How many IGMP reports follow a change of port, 0 to 255. `IFLA_BOND_RESEND_IGMP` */
  resendIgmp: [IFLA_BOND.RESEND_IGMP, u32],
  /** How many gratuitous ARPs and neighbour advertisements follow a change of port, 0 to 255. `IFLA_BOND_NUM_PEER_NOTIF` */
  numPeerNotif: [IFLA_BOND.NUM_PEER_NOTIF, u8],
  /** 1: take what arrives on inactive ports, 0: drop it. `IFLA_BOND_ALL_SLAVES_ACTIVE` */
  allSlavesActive: [IFLA_BOND.ALL_SLAVES_ACTIVE, u8],
  /** Fewest active ports for the bond to have carrier, in mode '8023ad'; 0 is as 1. `IFLA_BOND_MIN_LINKS` */
  minLinks: [IFLA_BOND.MIN_LINKS, u32],
  /** Seconds between learning packets to the switch, in modes 'tlb' and 'alb'. `IFLA_BOND_LP_INTERVAL` */
  lpInterval: [IFLA_BOND.LP_INTERVAL, u32],
  /** Packets on one port before the next has its turn, in mode 'roundrobin'; 0: a port at random. `IFLA_BOND_PACKETS_PER_SLAVE` */
  packetsPerSlave: [IFLA_BOND.PACKETS_PER_SLAVE, u32],
  /** How often the partner is asked to send LACPDUs: 'slow' 30 s, 'fast' 1 s. `IFLA_BOND_AD_LACP_RATE` */
  adLacpRate: [IFLA_BOND.AD_LACP_RATE, u8.enum(AD_LACP)],
  /** What decides the aggregator in use: 'stable', 'bandwidth', 'count', or 'prio' of the ports. `IFLA_BOND_AD_SELECT` */
  adSelect: [IFLA_BOND.AD_SELECT, u8.enum(BOND_AD)],
  /** The aggregator in use; absent: another mode, or none. Read only. `IFLA_BOND_AD_INFO` */
  adInfo: [IFLA_BOND.AD_INFO, nest(bondAdInfo)],
  /** Our system priority, 1 to 65535; absent: another mode, or the reader lacks CAP_NET_ADMIN. `IFLA_BOND_AD_ACTOR_SYS_PRIO` */
  adActorSysPrio: [IFLA_BOND.AD_ACTOR_SYS_PRIO, u16],
  /** The user's part of our port key, 0 to 1023; absent as `adActorSysPrio` is. `IFLA_BOND_AD_USER_PORT_KEY` */
  adUserPortKey: [IFLA_BOND.AD_USER_PORT_KEY, u16],
  /** Our system address; all zero: the bond's own. Absent as `adActorSysPrio` is. `IFLA_BOND_AD_ACTOR_SYSTEM` */
  adActorSystem: [IFLA_BOND.AD_ACTOR_SYSTEM, lladdr],
  /** 1: move flows between ports by load, in modes 'tlb' and 'alb'; 0: keep them by hash. `IFLA_BOND_TLB_DYNAMIC_LB` */
  tlbDynamicLb: [IFLA_BOND.TLB_DYNAMIC_LB, u8],
  /** Milliseconds between the notifications of `numPeerNotif`, a multiple of `miimon`; 0: `miimon`. `IFLA_BOND_PEER_NOTIF_DELAY` */
  peerNotifDelay: [IFLA_BOND.PEER_NOTIF_DELAY, u32],
  /** 1: send LACPDUs unasked, 0: only in answer. `IFLA_BOND_AD_LACP_ACTIVE` */
  adLacpActive: [IFLA_BOND.AD_LACP_ACTIVE, u8],
  /** How many probes must go unanswered for a port to be down, 1 to 255. `IFLA_BOND_MISSED_MAX` */
  missedMax: [IFLA_BOND.MISSED_MAX, u8],
  /** Up to 16 IPv6 addresses to probe; absent: none. In a request, all that there shall be. `IFLA_BOND_NS_IP6_TARGET` */
  nsIp6Target: [IFLA_BOND.NS_IP6_TARGET, list(ipv6, { first: 0, nested: true })],
  /** 1: LACP collects and distributes together, 0: one after the other. Linux 6.9. `IFLA_BOND_COUPLED_CONTROL` */
  coupledControl: [IFLA_BOND.COUPLED_CONTROL, u8],
  /** 1: send ARP and neighbour discovery through all active ports, in mode '8023ad'. Linux 6.17. `IFLA_BOND_BROADCAST_NEIGH` */
  broadcastNeigh: [IFLA_BOND.BROADCAST_NEIGH, u8],
  /** 1: no port is used without an LACP partner, 0: one is. `IFLA_BOND_LACP_STRICT` */
  lacpStrict: [IFLA_BOND.LACP_STRICT, u8],
}))

/** Slave data of a port of a bond. Only `queueId`, `prio` and `actorPortPrio` can be set. */
export const bondSlave = attributes('IFLA_BOND_SLAVE', IFLA_BOND_SLAVE, () => ({
  /** 'active': in use, 'backup': not. `IFLA_BOND_SLAVE_STATE` */
  state: [IFLA_BOND_SLAVE.STATE, u8.enum(BOND_STATE)],
  /** State of the link as the bond sees it. `IFLA_BOND_SLAVE_MII_STATUS` */
  miiStatus: [IFLA_BOND_SLAVE.MII_STATUS, u8.enum(BOND_LINK)],
  /** How often the link failed. `IFLA_BOND_SLAVE_LINK_FAILURE_COUNT` */
  linkFailureCount: [IFLA_BOND_SLAVE.LINK_FAILURE_COUNT, u32],
  /** The address the port had before, and will have again. `IFLA_BOND_SLAVE_PERM_HWADDR` */
  permHwaddr: [IFLA_BOND_SLAVE.PERM_HWADDR, lladdr],
  /** Transmit queue of the bond that leads to this port; 0: none of its own. `IFLA_BOND_SLAVE_QUEUE_ID` */
  queueId: [IFLA_BOND_SLAVE.QUEUE_ID, u16],
  /** Identifier of its aggregator; absent: mode is not '8023ad'. `IFLA_BOND_SLAVE_AD_AGGREGATOR_ID` */
  adAggregatorId: [IFLA_BOND_SLAVE.AD_AGGREGATOR_ID, u16],
  /** Our LACP state; absent: mode is not '8023ad'. `IFLA_BOND_SLAVE_AD_ACTOR_OPER_PORT_STATE` */
  adActorOperPortState: [IFLA_BOND_SLAVE.AD_ACTOR_OPER_PORT_STATE, u8.flags(LACP_STATE)],
  /** The partner's LACP state; absent: mode is not '8023ad'. `IFLA_BOND_SLAVE_AD_PARTNER_OPER_PORT_STATE` */
  adPartnerOperPortState: [IFLA_BOND_SLAVE.AD_PARTNER_OPER_PORT_STATE, u16.flags(LACP_STATE)],
  /** Priority when the active port is chosen, higher wins; 0 unless set. `IFLA_BOND_SLAVE_PRIO` */
  prio: [IFLA_BOND_SLAVE.PRIO, i32],
  /** Our LACP port priority; absent: mode is not '8023ad'. Linux 6.18. `IFLA_BOND_SLAVE_ACTOR_PORT_PRIO` */
  actorPortPrio: [IFLA_BOND_SLAVE.ACTOR_PORT_PRIO, u16],
  /** Has our side failed to settle? Absent: mode is not '8023ad'. `IFLA_BOND_SLAVE_AD_CHURN_ACTOR_STATE` */
  adChurnActorState: [IFLA_BOND_SLAVE.AD_CHURN_ACTOR_STATE, u8.enum(AD_CHURN)],
  /** Has the partner failed to settle? Absent: mode is not '8023ad'. `IFLA_BOND_SLAVE_AD_CHURN_PARTNER_STATE` */
  adChurnPartnerState: [IFLA_BOND_SLAVE.AD_CHURN_PARTNER_STATE, u8.enum(AD_CHURN)],
}))
