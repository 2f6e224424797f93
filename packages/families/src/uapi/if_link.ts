// Links: attributes of every kind of interface, and the values these take.

/** Attributes of links (`linux/if_link.h`). */
export const IFLA = {
  UNSPEC: 0,
  ADDRESS: 1,
  BROADCAST: 2,
  IFNAME: 3,
  MTU: 4,
  LINK: 5,
  QDISC: 6,
  STATS: 7,
  COST: 8,
  PRIORITY: 9,
  MASTER: 10,
  WIRELESS: 11,
  PROTINFO: 12,
  TXQLEN: 13,
  MAP: 14,
  WEIGHT: 15,
  OPERSTATE: 16,
  LINKMODE: 17,
  LINKINFO: 18,
  NET_NS_PID: 19,
  IFALIAS: 20,
  NUM_VF: 21,
  VFINFO_LIST: 22,
  STATS64: 23,
  VF_PORTS: 24,
  PORT_SELF: 25,
  AF_SPEC: 26,
  GROUP: 27,
  NET_NS_FD: 28,
  EXT_MASK: 29,
  PROMISCUITY: 30,
  NUM_TX_QUEUES: 31,
  NUM_RX_QUEUES: 32,
  CARRIER: 33,
  PHYS_PORT_ID: 34,
  CARRIER_CHANGES: 35,
  PHYS_SWITCH_ID: 36,
  LINK_NETNSID: 37,
  PHYS_PORT_NAME: 38,
  PROTO_DOWN: 39,
  GSO_MAX_SEGS: 40,
  GSO_MAX_SIZE: 41,
  PAD: 42,
  XDP: 43,
  EVENT: 44,
  NEW_NETNSID: 45,
  IF_NETNSID: 46,
  TARGET_NETNSID: 46,
  CARRIER_UP_COUNT: 47,
  CARRIER_DOWN_COUNT: 48,
  NEW_IFINDEX: 49,
  MIN_MTU: 50,
  MAX_MTU: 51,
  PROP_LIST: 52,
  ALT_IFNAME: 53,
  PERM_ADDRESS: 54,
  PROTO_DOWN_REASON: 55,
  PARENT_DEV_NAME: 56,
  PARENT_DEV_BUS_NAME: 57,
  GRO_MAX_SIZE: 58,
  TSO_MAX_SIZE: 59,
  TSO_MAX_SEGS: 60,
  ALLMULTI: 61,
  DEVLINK_PORT: 62,
  GSO_IPV4_MAX_SIZE: 63,
  GRO_IPV4_MAX_SIZE: 64,
  DPLL_PIN: 65,
  MAX_PACING_OFFLOAD_HORIZON: 66,
  NETNS_IMMUTABLE: 67,
  HEADROOM: 68,
  TAILROOM: 69,
} as const

/** Attributes of `IFLA_PROTO_DOWN_REASON` (`linux/if_link.h`). */
export const IFLA_PROTO_DOWN_REASON = {
  UNSPEC: 0,
  MASK: 1,
  VALUE: 2,
} as const

/** Attributes of `IFLA_AF_SPEC` for `AF_INET` (`linux/if_link.h`). */
export const IFLA_INET = {
  UNSPEC: 0,
  CONF: 1,
} as const

/** Attributes of `IFLA_AF_SPEC`, and of `IFLA_PROTINFO`, for `AF_INET6` (`linux/if_link.h`). */
export const IFLA_INET6 = {
  UNSPEC: 0,
  FLAGS: 1,
  CONF: 2,
  STATS: 3,
  MCAST: 4,
  CACHEINFO: 5,
  ICMP6STATS: 6,
  TOKEN: 7,
  ADDR_GEN_MODE: 8,
  RA_MTU: 9,
} as const

/** How link-local and autoconfigured addresses are made, `IFLA_INET6_ADDR_GEN_MODE` (`linux/if_link.h`). */
export const IN6_ADDR_GEN_MODE = {
  EUI64: 0,
  NONE: 1,
  STABLE_PRIVACY: 2,
  RANDOM: 3,
} as const

/** Info data of a bridge (`linux/if_link.h`). */
export const IFLA_BR = {
  UNSPEC: 0,
  FORWARD_DELAY: 1,
  HELLO_TIME: 2,
  MAX_AGE: 3,
  AGEING_TIME: 4,
  STP_STATE: 5,
  PRIORITY: 6,
  VLAN_FILTERING: 7,
  VLAN_PROTOCOL: 8,
  GROUP_FWD_MASK: 9,
  ROOT_ID: 10,
  BRIDGE_ID: 11,
  ROOT_PORT: 12,
  ROOT_PATH_COST: 13,
  TOPOLOGY_CHANGE: 14,
  TOPOLOGY_CHANGE_DETECTED: 15,
  HELLO_TIMER: 16,
  TCN_TIMER: 17,
  TOPOLOGY_CHANGE_TIMER: 18,
  GC_TIMER: 19,
  GROUP_ADDR: 20,
  FDB_FLUSH: 21,
  MCAST_ROUTER: 22,
  MCAST_SNOOPING: 23,
  MCAST_QUERY_USE_IFADDR: 24,
  MCAST_QUERIER: 25,
  MCAST_HASH_ELASTICITY: 26,
  MCAST_HASH_MAX: 27,
  MCAST_LAST_MEMBER_CNT: 28,
  MCAST_STARTUP_QUERY_CNT: 29,
  MCAST_LAST_MEMBER_INTVL: 30,
  MCAST_MEMBERSHIP_INTVL: 31,
  MCAST_QUERIER_INTVL: 32,
  MCAST_QUERY_INTVL: 33,
  MCAST_QUERY_RESPONSE_INTVL: 34,
  MCAST_STARTUP_QUERY_INTVL: 35,
  NF_CALL_IPTABLES: 36,
  NF_CALL_IP6TABLES: 37,
  NF_CALL_ARPTABLES: 38,
  VLAN_DEFAULT_PVID: 39,
  PAD: 40,
  VLAN_STATS_ENABLED: 41,
  MCAST_STATS_ENABLED: 42,
  MCAST_IGMP_VERSION: 43,
  MCAST_MLD_VERSION: 44,
  VLAN_STATS_PER_PORT: 45,
  MULTI_BOOLOPT: 46,
  MCAST_QUERIER_STATE: 47,
  FDB_N_LEARNED: 48,
  FDB_MAX_LEARNED: 49,
} as const

/**
 * Values of `IFLA_BRPORT_MODE` (`BRIDGE_MODE_*` of `linux/if_link.h`; those of `linux/if_bridge.h` are another set).
 */
export const BRPORT_MODE = {
  UNSPEC: 0,
  HAIRPIN: 1,
} as const

/** Attributes of a port of a bridge: slave data, or `IFLA_PROTINFO` for `AF_BRIDGE` (`linux/if_link.h`). */
export const IFLA_BRPORT = {
  UNSPEC: 0,
  STATE: 1,
  PRIORITY: 2,
  COST: 3,
  MODE: 4,
  GUARD: 5,
  PROTECT: 6,
  FAST_LEAVE: 7,
  LEARNING: 8,
  UNICAST_FLOOD: 9,
  PROXYARP: 10,
  LEARNING_SYNC: 11,
  PROXYARP_WIFI: 12,
  ROOT_ID: 13,
  BRIDGE_ID: 14,
  DESIGNATED_PORT: 15,
  DESIGNATED_COST: 16,
  ID: 17,
  NO: 18,
  TOPOLOGY_CHANGE_ACK: 19,
  CONFIG_PENDING: 20,
  MESSAGE_AGE_TIMER: 21,
  FORWARD_DELAY_TIMER: 22,
  HOLD_TIMER: 23,
  FLUSH: 24,
  MULTICAST_ROUTER: 25,
  PAD: 26,
  MCAST_FLOOD: 27,
  MCAST_TO_UCAST: 28,
  VLAN_TUNNEL: 29,
  BCAST_FLOOD: 30,
  GROUP_FWD_MASK: 31,
  NEIGH_SUPPRESS: 32,
  ISOLATED: 33,
  BACKUP_PORT: 34,
  MRP_RING_OPEN: 35,
  MRP_IN_OPEN: 36,
  MCAST_EHT_HOSTS_LIMIT: 37,
  MCAST_EHT_HOSTS_CNT: 38,
  LOCKED: 39,
  MAB: 40,
  MCAST_N_GROUPS: 41,
  MCAST_MAX_GROUPS: 42,
  NEIGH_VLAN_SUPPRESS: 43,
  BACKUP_NHID: 44,
} as const

/** Attributes of `IFLA_LINKINFO`: kind and data of a link and of its master (`linux/if_link.h`). */
export const IFLA_INFO = {
  UNSPEC: 0,
  KIND: 1,
  DATA: 2,
  XSTATS: 3,
  SLAVE_KIND: 4,
  SLAVE_DATA: 5,
} as const

/** Info data of a vlan (`linux/if_link.h`). */
export const IFLA_VLAN = {
  UNSPEC: 0,
  ID: 1,
  FLAGS: 2,
  EGRESS_QOS: 3,
  INGRESS_QOS: 4,
  PROTOCOL: 5,
} as const

/** Items of `IFLA_VLAN_EGRESS_QOS` and `IFLA_VLAN_INGRESS_QOS` (`linux/if_link.h`). */
export const IFLA_VLAN_QOS = {
  UNSPEC: 0,
  MAPPING: 1,
} as const

/** Info data of a macvlan or macvtap (`linux/if_link.h`). */
export const IFLA_MACVLAN = {
  UNSPEC: 0,
  MODE: 1,
  FLAGS: 2,
  MACADDR_MODE: 3,
  MACADDR: 4,
  MACADDR_DATA: 5,
  MACADDR_COUNT: 6,
  BC_QUEUE_LEN: 7,
  BC_QUEUE_LEN_USED: 8,
  BC_CUTOFF: 9,
} as const

/** Values of `IFLA_MACVLAN_MODE` (`linux/if_link.h`). One bit each, but never more than one at a time. */
export const MACVLAN_MODE = {
  PRIVATE: 1,
  VEPA: 2,
  BRIDGE: 4,
  PASSTHRU: 8,
  SOURCE: 16,
} as const

/** What to do with the addresses of a macvlan in mode source, `IFLA_MACVLAN_MACADDR_MODE` (`linux/if_link.h`). */
export const MACVLAN_MACADDR = {
  ADD: 0,
  DEL: 1,
  FLUSH: 2,
  SET: 3,
} as const

/** Bits of `IFLA_MACVLAN_FLAGS` (`linux/if_link.h`). */
export const MACVLAN_FLAG = {
  NOPROMISC: 0x1,
  NODST: 0x2,
} as const

/** Info data of a vrf (`linux/if_link.h`). */
export const IFLA_VRF = {
  UNSPEC: 0,
  TABLE: 1,
} as const

/** Slave data of a port of a vrf (`linux/if_link.h`). */
export const IFLA_VRF_PORT = {
  UNSPEC: 0,
  TABLE: 1,
} as const

/** Info data of a macsec link (`linux/if_link.h`). */
export const IFLA_MACSEC = {
  UNSPEC: 0,
  SCI: 1,
  PORT: 2,
  ICV_LEN: 3,
  CIPHER_SUITE: 4,
  WINDOW: 5,
  ENCODING_SA: 6,
  ENCRYPT: 7,
  PROTECT: 8,
  INC_SCI: 9,
  ES: 10,
  SCB: 11,
  REPLAY_PROTECT: 12,
  VALIDATION: 13,
  PAD: 14,
  OFFLOAD: 15,
} as const

/** Info data of an xfrm interface (`linux/if_link.h`). */
export const IFLA_XFRM = {
  UNSPEC: 0,
  LINK: 1,
  IF_ID: 2,
  COLLECT_METADATA: 3,
} as const

/** Values of `IFLA_MACSEC_VALIDATION` (`linux/if_link.h`). */
export const MACSEC_VALIDATE = {
  DISABLED: 0,
  CHECK: 1,
  STRICT: 2,
} as const

/** Values of `IFLA_MACSEC_OFFLOAD` (`linux/if_link.h`). */
export const MACSEC_OFFLOAD = {
  OFF: 0,
  PHY: 1,
  MAC: 2,
} as const

/** Info data of an ipvlan or ipvtap (`linux/if_link.h`). */
export const IFLA_IPVLAN = {
  UNSPEC: 0,
  MODE: 1,
  FLAGS: 2,
} as const

/** Values of `IFLA_IPVLAN_MODE` (`linux/if_link.h`). */
export const IPVLAN_MODE = {
  L2: 0,
  L3: 1,
  L3S: 2,
} as const

/** Bits of `IFLA_IPVLAN_FLAGS` (`linux/if_link.h`). */
export const IPVLAN_F = {
  PRIVATE: 0x1,
  VEPA: 0x2,
} as const

/** What a netkit does with a packet if no program decides, `IFLA_NETKIT_POLICY` (`linux/if_link.h`). */
export const NETKIT = {
  NEXT: -1,
  PASS: 0,
  DROP: 2,
  REDIRECT: 7,
} as const

/** Values of `IFLA_NETKIT_MODE` (`NETKIT_L2`, `NETKIT_L3` of `linux/if_link.h`). */
export const NETKIT_MODE = {
  L2: 0,
  L3: 1,
} as const

/** Values of `IFLA_NETKIT_SCRUB` (`linux/if_link.h`). */
export const NETKIT_SCRUB = {
  NONE: 0,
  DEFAULT: 1,
} as const

/** Info data of a netkit (`linux/if_link.h`). */
export const IFLA_NETKIT = {
  UNSPEC: 0,
  PEER_INFO: 1,
  PRIMARY: 2,
  POLICY: 3,
  PEER_POLICY: 4,
  MODE: 5,
  SCRUB: 6,
  PEER_SCRUB: 7,
  HEADROOM: 8,
  TAILROOM: 9,
} as const

/** Flags of `struct tunnel_msg`, the header of `RTM_*TUNNEL` (`linux/if_link.h`). */
export const TUNNEL_MSG_FLAG = {
  STATS: 0x1,
} as const

/** Attributes of `VXLAN_VNIFILTER_ENTRY_STATS` (`linux/if_link.h`). */
export const VNIFILTER_ENTRY_STATS = {
  UNSPEC: 0,
  RX_BYTES: 1,
  RX_PKTS: 2,
  RX_DROPS: 3,
  RX_ERRORS: 4,
  TX_BYTES: 5,
  TX_PKTS: 6,
  TX_DROPS: 7,
  TX_ERRORS: 8,
  PAD: 9,
} as const

/** Attributes of one `VXLAN_VNIFILTER_ENTRY` (`linux/if_link.h`). */
export const VXLAN_VNIFILTER_ENTRY = {
  UNSPEC: 0,
  START: 1,
  END: 2,
  GROUP: 3,
  GROUP6: 4,
  STATS: 5,
} as const

/** Attributes of `RTM_*TUNNEL` (`linux/if_link.h`). */
export const VXLAN_VNIFILTER = {
  UNSPEC: 0,
  ENTRY: 1,
} as const

/** Info data of a vxlan (`linux/if_link.h`). */
export const IFLA_VXLAN = {
  UNSPEC: 0,
  ID: 1,
  GROUP: 2,
  LINK: 3,
  LOCAL: 4,
  TTL: 5,
  TOS: 6,
  LEARNING: 7,
  AGEING: 8,
  LIMIT: 9,
  PORT_RANGE: 10,
  PROXY: 11,
  RSC: 12,
  L2MISS: 13,
  L3MISS: 14,
  PORT: 15,
  GROUP6: 16,
  LOCAL6: 17,
  UDP_CSUM: 18,
  UDP_ZERO_CSUM6_TX: 19,
  UDP_ZERO_CSUM6_RX: 20,
  REMCSUM_TX: 21,
  REMCSUM_RX: 22,
  GBP: 23,
  REMCSUM_NOPARTIAL: 24,
  COLLECT_METADATA: 25,
  LABEL: 26,
  GPE: 27,
  TTL_INHERIT: 28,
  DF: 29,
  VNIFILTER: 30,
  LOCALBYPASS: 31,
  LABEL_POLICY: 32,
  RESERVED_BITS: 33,
  MC_ROUTE: 34,
} as const

/** Values of `IFLA_VXLAN_DF` (`linux/if_link.h`). */
export const VXLAN_DF = {
  UNSET: 0,
  SET: 1,
  INHERIT: 2,
} as const

/** Values of `IFLA_VXLAN_LABEL_POLICY` (`linux/if_link.h`). */
export const VXLAN_LABEL = {
  FIXED: 0,
  INHERIT: 1,
} as const

/** Info data of a geneve tunnel (`linux/if_link.h`). */
export const IFLA_GENEVE = {
  UNSPEC: 0,
  ID: 1,
  REMOTE: 2,
  TTL: 3,
  TOS: 4,
  PORT: 5,
  COLLECT_METADATA: 6,
  REMOTE6: 7,
  UDP_CSUM: 8,
  UDP_ZERO_CSUM6_TX: 9,
  UDP_ZERO_CSUM6_RX: 10,
  LABEL: 11,
  TTL_INHERIT: 12,
  DF: 13,
  INNER_PROTO_INHERIT: 14,
  PORT_RANGE: 15,
} as const

/** Values of `IFLA_GENEVE_DF` (`linux/if_link.h`). */
export const GENEVE_DF = {
  UNSET: 0,
  SET: 1,
  INHERIT: 2,
} as const

/** Info data of a bareudp tunnel (`linux/if_link.h`). */
export const IFLA_BAREUDP = {
  UNSPEC: 0,
  PORT: 1,
  ETHERTYPE: 2,
  SRCPORT_MIN: 3,
  MULTIPROTO_MODE: 4,
} as const

/** Info data of a ppp link (`linux/if_link.h`). */
export const IFLA_PPP = {
  UNSPEC: 0,
  DEV_FD: 1,
} as const

/** Values of `IFLA_GTP_ROLE` (`linux/if_link.h`). */
export const GTP_ROLE = {
  GGSN: 0,
  SGSN: 1,
} as const

/** Info data of a gtp tunnel (`linux/if_link.h`). */
export const IFLA_GTP = {
  UNSPEC: 0,
  FD0: 1,
  FD1: 2,
  PDP_HASHSIZE: 3,
  ROLE: 4,
  CREATE_SOCKETS: 5,
  RESTART_COUNT: 6,
  LOCAL: 7,
  LOCAL6: 8,
} as const

/** Info data of a bond (`linux/if_link.h`). */
export const IFLA_BOND = {
  UNSPEC: 0,
  MODE: 1,
  ACTIVE_SLAVE: 2,
  MIIMON: 3,
  UPDELAY: 4,
  DOWNDELAY: 5,
  USE_CARRIER: 6,
  ARP_INTERVAL: 7,
  ARP_IP_TARGET: 8,
  ARP_VALIDATE: 9,
  ARP_ALL_TARGETS: 10,
  PRIMARY: 11,
  PRIMARY_RESELECT: 12,
  FAIL_OVER_MAC: 13,
  XMIT_HASH_POLICY: 14,
  RESEND_IGMP: 15,
  NUM_PEER_NOTIF: 16,
  ALL_SLAVES_ACTIVE: 17,
  MIN_LINKS: 18,
  LP_INTERVAL: 19,
  PACKETS_PER_SLAVE: 20,
  AD_LACP_RATE: 21,
  AD_SELECT: 22,
  AD_INFO: 23,
  AD_ACTOR_SYS_PRIO: 24,
  AD_USER_PORT_KEY: 25,
  AD_ACTOR_SYSTEM: 26,
  TLB_DYNAMIC_LB: 27,
  PEER_NOTIF_DELAY: 28,
  AD_LACP_ACTIVE: 29,
  MISSED_MAX: 30,
  NS_IP6_TARGET: 31,
  COUPLED_CONTROL: 32,
  BROADCAST_NEIGH: 33,
  LACP_STRICT: 34,
} as const

/** Attributes of `IFLA_BOND_AD_INFO`, the state of 802.3ad (`linux/if_link.h`). */
export const IFLA_BOND_AD_INFO = {
  UNSPEC: 0,
  AGGREGATOR: 1,
  NUM_PORTS: 2,
  ACTOR_KEY: 3,
  PARTNER_KEY: 4,
  PARTNER_MAC: 5,
} as const

/** Slave data of a port of a bond (`linux/if_link.h`). */
export const IFLA_BOND_SLAVE = {
  UNSPEC: 0,
  STATE: 1,
  MII_STATUS: 2,
  LINK_FAILURE_COUNT: 3,
  PERM_HWADDR: 4,
  QUEUE_ID: 5,
  AD_AGGREGATOR_ID: 6,
  AD_ACTOR_OPER_PORT_STATE: 7,
  AD_PARTNER_OPER_PORT_STATE: 8,
  PRIO: 9,
  ACTOR_PORT_PRIO: 10,
  AD_CHURN_ACTOR_STATE: 11,
  AD_CHURN_PARTNER_STATE: 12,
} as const

/** Items of `IFLA_VFINFO_LIST`; `INFO` is `IFLA_VF_INFO` itself (`linux/if_link.h`). */
export const IFLA_VF_INFO = {
  UNSPEC: 0,
  INFO: 1,
} as const

/** Attributes of one virtual function, `IFLA_VF_INFO` (`linux/if_link.h`). */
export const IFLA_VF = {
  UNSPEC: 0,
  MAC: 1,
  VLAN: 2,
  TX_RATE: 3,
  SPOOFCHK: 4,
  LINK_STATE: 5,
  RATE: 6,
  RSS_QUERY_EN: 7,
  STATS: 8,
  TRUST: 9,
  IB_NODE_GUID: 10,
  IB_PORT_GUID: 11,
  VLAN_LIST: 12,
  BROADCAST: 13,
} as const

/** Items of `IFLA_VF_VLAN_LIST`; `INFO` is `IFLA_VF_VLAN_INFO` itself (`linux/if_link.h`). */
export const IFLA_VF_VLAN_INFO = {
  UNSPEC: 0,
  INFO: 1,
} as const

/** State of the link that a virtual function is shown, `IFLA_VF_LINK_STATE` (`linux/if_link.h`). */
export const IFLA_VF_LINK_STATE = {
  AUTO: 0,
  ENABLE: 1,
  DISABLE: 2,
} as const

/** Attributes of `IFLA_VF_STATS` (`linux/if_link.h`). */
export const IFLA_VF_STATS = {
  RX_PACKETS: 0,
  TX_PACKETS: 1,
  RX_BYTES: 2,
  TX_BYTES: 3,
  BROADCAST: 4,
  MULTICAST: 5,
  PAD: 6,
  RX_DROPPED: 7,
  TX_DROPPED: 8,
} as const

/** Items of `IFLA_VF_PORTS`; `PORT` is `IFLA_VF_PORT` itself (`linux/if_link.h`). */
export const IFLA_VF_PORT = {
  UNSPEC: 0,
  PORT: 1,
} as const

/** Attributes of `IFLA_PORT_SELF` and `IFLA_VF_PORT` (`linux/if_link.h`). */
export const IFLA_PORT = {
  UNSPEC: 0,
  VF: 1,
  PROFILE: 2,
  VSI_TYPE: 3,
  INSTANCE_UUID: 4,
  HOST_UUID: 5,
  REQUEST: 6,
  RESPONSE: 7,
} as const

/** `IFLA_PORT_VF` of the link itself (`linux/if_link.h`). */
export const PORT_SELF_VF = -1

/** Values of `IFLA_PORT_REQUEST` (`linux/if_link.h`). */
export const PORT_REQUEST = {
  PREASSOCIATE: 0,
  PREASSOCIATE_RR: 1,
  ASSOCIATE: 2,
  DISASSOCIATE: 3,
} as const

/** Values of `IFLA_PORT_RESPONSE` in 802.1Qbg (`linux/if_link.h`, with its spelling). */
export const PORT_VDP_RESPONSE = {
  SUCCESS: 0,
  INVALID_FORMAT: 1,
  INSUFFICIENT_RESOURCES: 2,
  UNUSED_VTID: 3,
  VTID_VIOLATION: 4,
  VTID_VERSION_VIOALTION: 5,
  OUT_OF_SYNC: 6,
} as const

/** Values of `IFLA_PORT_RESPONSE` with port profiles (`linux/if_link.h`). */
export const PORT_PROFILE_RESPONSE = {
  SUCCESS: 256,
  INPROGRESS: 257,
  INVALID: 258,
  BADSTATE: 259,
  INSUFFICIENT_RESOURCES: 260,
  ERROR: 261,
} as const

/** Info data of an IP-over-InfiniBand link (`linux/if_link.h`). */
export const IFLA_IPOIB = {
  UNSPEC: 0,
  PKEY: 1,
  MODE: 2,
  UMCAST: 3,
} as const

/** Values of `IFLA_IPOIB_MODE` (`linux/if_link.h`). */
export const IPOIB_MODE = {
  DATAGRAM: 0,
  CONNECTED: 1,
} as const

/** Values of `IFLA_HSR_PROTOCOL` (`linux/if_link.h`). */
export const HSR_PROTOCOL = {
  HSR: 0,
  PRP: 1,
} as const

/** Info data of an hsr or prp link (`linux/if_link.h`). */
export const IFLA_HSR = {
  UNSPEC: 0,
  SLAVE1: 1,
  SLAVE2: 2,
  MULTICAST_SPEC: 3,
  SUPERVISION_ADDR: 4,
  SEQ_NR: 5,
  VERSION: 6,
  PROTOCOL: 7,
  INTERLINK: 8,
} as const

/** Attributes of `RTM_NEWSTATS`; in `filter_mask` type N is bit N - 1 (`linux/if_link.h`). */
export const IFLA_STATS = {
  UNSPEC: 0,
  LINK_64: 1,
  LINK_XSTATS: 2,
  LINK_XSTATS_SLAVE: 3,
  LINK_OFFLOAD_XSTATS: 4,
  AF_SPEC: 5,
} as const

/** Attributes of `RTM_GETSTATS` and `RTM_SETSTATS` (`linux/if_link.h`; `GET_FILTERS` is `IFLA_STATS_GET_FILTERS`). */
export const IFLA_STATS_GETSET = {
  UNSPEC: 0,
  GET_FILTERS: 1,
  SET_OFFLOAD_XSTATS_L3_STATS: 2,
} as const

/** Attributes of `IFLA_STATS_LINK_XSTATS` and `IFLA_STATS_LINK_XSTATS_SLAVE` (`linux/if_link.h`). */
export const LINK_XSTATS_TYPE = {
  UNSPEC: 0,
  BRIDGE: 1,
  BOND: 2,
} as const

/** Attributes of `IFLA_STATS_LINK_OFFLOAD_XSTATS` (`linux/if_link.h`). */
export const IFLA_OFFLOAD_XSTATS = {
  UNSPEC: 0,
  CPU_HIT: 1,
  HW_S_INFO: 2,
  L3_STATS: 3,
} as const

/** Attributes of `IFLA_OFFLOAD_XSTATS_HW_S_INFO` (`linux/if_link.h`). */
export const IFLA_OFFLOAD_XSTATS_HW_S_INFO = {
  UNSPEC: 0,
  REQUEST: 1,
  USED: 2,
} as const

/** Bits of `IFLA_XDP_FLAGS` (`linux/if_link.h`). */
export const XDP_FLAGS = {
  UPDATE_IF_NOEXIST: 0x1,
  SKB_MODE: 0x2,
  DRV_MODE: 0x4,
  HW_MODE: 0x8,
  REPLACE: 0x10,
} as const

/** How a program is attached, `IFLA_XDP_ATTACHED` (`linux/if_link.h`). */
export const XDP_ATTACHED = {
  NONE: 0,
  DRV: 1,
  SKB: 2,
  HW: 3,
  MULTI: 4,
} as const

/** Attributes of `IFLA_XDP` (`linux/if_link.h`). */
export const IFLA_XDP = {
  UNSPEC: 0,
  FD: 1,
  ATTACHED: 2,
  FLAGS: 3,
  PROG_ID: 4,
  DRV_PROG_ID: 5,
  SKB_PROG_ID: 6,
  HW_PROG_ID: 7,
  EXPECTED_FD: 8,
} as const

/** Values of `IFLA_EVENT`: what made the kernel tell (`linux/if_link.h`). */
export const IFLA_EVENT = {
  NONE: 0,
  REBOOT: 1,
  FEATURES: 2,
  BONDING_FAILOVER: 3,
  NOTIFY_PEERS: 4,
  IGMP_RESEND: 5,
  BONDING_OPTIONS: 6,
} as const

/** Info data of a tun or tap (`linux/if_link.h`). */
export const IFLA_TUN = {
  UNSPEC: 0,
  OWNER: 1,
  GROUP: 2,
  TYPE: 3,
  PI: 4,
  VNET_HDR: 5,
  PERSIST: 6,
  MULTI_QUEUE: 7,
  NUM_QUEUES: 8,
  NUM_DISABLED_QUEUES: 9,
} as const

/** Bits of `IFLA_RMNET_FLAGS` (`linux/if_link.h`). */
export const RMNET_FLAGS = {
  INGRESS_DEAGGREGATION: 0x1,
  INGRESS_MAP_COMMANDS: 0x2,
  INGRESS_MAP_CKSUMV4: 0x4,
  EGRESS_MAP_CKSUMV4: 0x8,
  INGRESS_MAP_CKSUMV5: 0x10,
  EGRESS_MAP_CKSUMV5: 0x20,
} as const

/** Info data of an rmnet link (`linux/if_link.h`). */
export const IFLA_RMNET = {
  UNSPEC: 0,
  MUX_ID: 1,
  FLAGS: 2,
} as const

/** Attributes of `IFLA_AF_SPEC` for `AF_MCTP` (`linux/if_link.h`). */
export const IFLA_MCTP = {
  UNSPEC: 0,
  NET: 1,
  PHYS_BINDING: 2,
} as const

/** Info data of a port of a DSA switch (`linux/if_link.h`). */
export const IFLA_DSA = {
  UNSPEC: 0,
  CONDUIT: 1,
  MASTER: 1,
} as const

/** Values of `IFLA_OVPN_MODE` (`linux/if_link.h`). */
export const OVPN_MODE = {
  P2P: 0,
  MP: 1,
} as const

/** Info data of an ovpn link (`linux/if_link.h`). */
export const IFLA_OVPN = {
  UNSPEC: 0,
  MODE: 1,
} as const
