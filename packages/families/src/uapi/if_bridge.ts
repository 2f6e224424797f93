// Bridges: ports, vlans, MRP, CFM, MST.

/** States of the spanning tree of a port, `IFLA_BRPORT_STATE` (`linux/if_bridge.h`). */
export const BR_STATE = {
  DISABLED: 0,
  LISTENING: 1,
  LEARNING: 2,
  FORWARDING: 3,
  BLOCKING: 4,
} as const

/** Who handles a request about a port, `IFLA_BRIDGE_FLAGS` (`linux/if_bridge.h`). */
export const BRIDGE_FLAGS = {
  MASTER: 0x1,
  SELF: 0x2,
} as const

/** Values of `IFLA_BRIDGE_MODE` (`linux/if_bridge.h`). */
export const BRIDGE_MODE = {
  VEB: 0,
  VEPA: 1,
  UNDEF: 0xffff,
} as const

/** Attributes of `IFLA_AF_SPEC` for `AF_BRIDGE` (`linux/if_bridge.h`). */
export const IFLA_BRIDGE = {
  FLAGS: 0,
  MODE: 1,
  VLAN_INFO: 2,
  VLAN_TUNNEL_INFO: 3,
  MRP: 4,
  CFM: 5,
  MST: 6,
} as const

/** Flags of a vlan of a port, `struct bridge_vlan_info` (`linux/if_bridge.h`). */
export const BRIDGE_VLAN_INFO = {
  MASTER: 0x1,
  PVID: 0x2,
  UNTAGGED: 0x4,
  RANGE_BEGIN: 0x8,
  RANGE_END: 0x10,
  BRENTRY: 0x20,
  ONLY_OPTS: 0x40,
} as const

/** Attributes of `IFLA_BRIDGE_VLAN_TUNNEL_INFO` (`linux/if_bridge.h`). */
export const IFLA_BRIDGE_VLAN_TUNNEL = {
  UNSPEC: 0,
  ID: 1,
  VID: 2,
  FLAGS: 3,
} as const

/** Attributes of `IFLA_BRIDGE_MRP`, the media redundancy protocol (`linux/if_bridge.h`). */
export const IFLA_BRIDGE_MRP = {
  UNSPEC: 0,
  INSTANCE: 1,
  PORT_STATE: 2,
  PORT_ROLE: 3,
  RING_STATE: 4,
  RING_ROLE: 5,
  START_TEST: 6,
  INFO: 7,
  IN_ROLE: 8,
  IN_STATE: 9,
  START_IN_TEST: 10,
} as const

/** Attributes of `IFLA_BRIDGE_MRP_INSTANCE` (`linux/if_bridge.h`). */
export const IFLA_BRIDGE_MRP_INSTANCE = {
  UNSPEC: 0,
  RING_ID: 1,
  P_IFINDEX: 2,
  S_IFINDEX: 3,
  PRIO: 4,
} as const

/** Attributes of `IFLA_BRIDGE_MRP_PORT_STATE` (`linux/if_bridge.h`). */
export const IFLA_BRIDGE_MRP_PORT_STATE = {
  UNSPEC: 0,
  STATE: 1,
} as const

/** Attributes of `IFLA_BRIDGE_MRP_PORT_ROLE` (`linux/if_bridge.h`). */
export const IFLA_BRIDGE_MRP_PORT_ROLE = {
  UNSPEC: 0,
  ROLE: 1,
} as const

/** Attributes of `IFLA_BRIDGE_MRP_RING_STATE` (`linux/if_bridge.h`). */
export const IFLA_BRIDGE_MRP_RING_STATE = {
  UNSPEC: 0,
  RING_ID: 1,
  STATE: 2,
} as const

/** Attributes of `IFLA_BRIDGE_MRP_RING_ROLE` (`linux/if_bridge.h`). */
export const IFLA_BRIDGE_MRP_RING_ROLE = {
  UNSPEC: 0,
  RING_ID: 1,
  ROLE: 2,
} as const

/** Attributes of `IFLA_BRIDGE_MRP_START_TEST` (`linux/if_bridge.h`). */
export const IFLA_BRIDGE_MRP_START_TEST = {
  UNSPEC: 0,
  RING_ID: 1,
  INTERVAL: 2,
  MAX_MISS: 3,
  PERIOD: 4,
  MONITOR: 5,
} as const

/** Attributes of `IFLA_BRIDGE_MRP_INFO` (`linux/if_bridge.h`). */
export const IFLA_BRIDGE_MRP_INFO = {
  UNSPEC: 0,
  RING_ID: 1,
  P_IFINDEX: 2,
  S_IFINDEX: 3,
  PRIO: 4,
  RING_STATE: 5,
  RING_ROLE: 6,
  TEST_INTERVAL: 7,
  TEST_MAX_MISS: 8,
  TEST_MONITOR: 9,
  I_IFINDEX: 10,
  IN_STATE: 11,
  IN_ROLE: 12,
  IN_TEST_INTERVAL: 13,
  IN_TEST_MAX_MISS: 14,
} as const

/** Attributes of `IFLA_BRIDGE_MRP_IN_STATE` (`linux/if_bridge.h`). */
export const IFLA_BRIDGE_MRP_IN_STATE = {
  UNSPEC: 0,
  IN_ID: 1,
  STATE: 2,
} as const

/** Attributes of `IFLA_BRIDGE_MRP_IN_ROLE` (`linux/if_bridge.h`). */
export const IFLA_BRIDGE_MRP_IN_ROLE = {
  UNSPEC: 0,
  RING_ID: 1,
  IN_ID: 2,
  ROLE: 3,
  I_IFINDEX: 4,
} as const

/** Attributes of `IFLA_BRIDGE_MRP_START_IN_TEST` (`linux/if_bridge.h`). */
export const IFLA_BRIDGE_MRP_START_IN_TEST = {
  UNSPEC: 0,
  IN_ID: 1,
  INTERVAL: 2,
  MAX_MISS: 3,
  PERIOD: 4,
} as const

/** Attributes of `IFLA_BRIDGE_CFM`, connectivity fault management (`linux/if_bridge.h`). */
export const IFLA_BRIDGE_CFM = {
  UNSPEC: 0,
  MEP_CREATE: 1,
  MEP_DELETE: 2,
  MEP_CONFIG: 3,
  CC_CONFIG: 4,
  CC_PEER_MEP_ADD: 5,
  CC_PEER_MEP_REMOVE: 6,
  CC_RDI: 7,
  CC_CCM_TX: 8,
  MEP_CREATE_INFO: 9,
  MEP_CONFIG_INFO: 10,
  CC_CONFIG_INFO: 11,
  CC_RDI_INFO: 12,
  CC_CCM_TX_INFO: 13,
  CC_PEER_MEP_INFO: 14,
  MEP_STATUS_INFO: 15,
  CC_PEER_STATUS_INFO: 16,
} as const

/** Attributes of `IFLA_BRIDGE_CFM_MEP_CREATE` and `IFLA_BRIDGE_CFM_MEP_CREATE_INFO` (`linux/if_bridge.h`). */
export const IFLA_BRIDGE_CFM_MEP_CREATE = {
  UNSPEC: 0,
  INSTANCE: 1,
  DOMAIN: 2,
  DIRECTION: 3,
  IFINDEX: 4,
} as const

/** Attributes of `IFLA_BRIDGE_CFM_MEP_DELETE` (`linux/if_bridge.h`). */
export const IFLA_BRIDGE_CFM_MEP_DELETE = {
  UNSPEC: 0,
  INSTANCE: 1,
} as const

/** Attributes of `IFLA_BRIDGE_CFM_MEP_CONFIG` and `IFLA_BRIDGE_CFM_MEP_CONFIG_INFO` (`linux/if_bridge.h`). */
export const IFLA_BRIDGE_CFM_MEP_CONFIG = {
  UNSPEC: 0,
  INSTANCE: 1,
  UNICAST_MAC: 2,
  MDLEVEL: 3,
  MEPID: 4,
} as const

/** Attributes of `IFLA_BRIDGE_CFM_CC_CONFIG` and `IFLA_BRIDGE_CFM_CC_CONFIG_INFO` (`linux/if_bridge.h`). */
export const IFLA_BRIDGE_CFM_CC_CONFIG = {
  UNSPEC: 0,
  INSTANCE: 1,
  ENABLE: 2,
  EXP_INTERVAL: 3,
  EXP_MAID: 4,
} as const

/** Attributes of `IFLA_BRIDGE_CFM_CC_PEER_MEP_ADD`, `_REMOVE` and `_INFO` (`linux/if_bridge.h`). */
export const IFLA_BRIDGE_CFM_CC_PEER = {
  MEP_UNSPEC: 0,
  MEP_INSTANCE: 1,
  MEPID: 2,
} as const

/** Attributes of `IFLA_BRIDGE_CFM_CC_RDI` and `IFLA_BRIDGE_CFM_CC_RDI_INFO` (`linux/if_bridge.h`). */
export const IFLA_BRIDGE_CFM_CC_RDI = {
  UNSPEC: 0,
  INSTANCE: 1,
  RDI: 2,
} as const

/** Attributes of `IFLA_BRIDGE_CFM_CC_CCM_TX` and `IFLA_BRIDGE_CFM_CC_CCM_TX_INFO` (`linux/if_bridge.h`). */
export const IFLA_BRIDGE_CFM_CC_CCM_TX = {
  UNSPEC: 0,
  INSTANCE: 1,
  DMAC: 2,
  SEQ_NO_UPDATE: 3,
  PERIOD: 4,
  IF_TLV: 5,
  IF_TLV_VALUE: 6,
  PORT_TLV: 7,
  PORT_TLV_VALUE: 8,
} as const

/** Attributes of `IFLA_BRIDGE_CFM_MEP_STATUS_INFO` (`linux/if_bridge.h`). */
export const IFLA_BRIDGE_CFM_MEP_STATUS = {
  UNSPEC: 0,
  INSTANCE: 1,
  OPCODE_UNEXP_SEEN: 2,
  VERSION_UNEXP_SEEN: 3,
  RX_LEVEL_LOW_SEEN: 4,
} as const

/** Attributes of `IFLA_BRIDGE_CFM_CC_PEER_STATUS_INFO` (`linux/if_bridge.h`). */
export const IFLA_BRIDGE_CFM_CC_PEER_STATUS = {
  UNSPEC: 0,
  INSTANCE: 1,
  PEER_MEPID: 2,
  CCM_DEFECT: 3,
  RDI: 4,
  PORT_TLV_VALUE: 5,
  IF_TLV_VALUE: 6,
  SEEN: 7,
  TLV_SEEN: 8,
  SEQ_UNEXP_SEEN: 9,
} as const

/** Items of `IFLA_BRIDGE_MST`, the multiple spanning trees (`linux/if_bridge.h`). */
export const IFLA_BRIDGE_MST = {
  UNSPEC: 0,
  ENTRY: 1,
} as const

/** Attributes of `IFLA_BRIDGE_MST_ENTRY` (`linux/if_bridge.h`). */
export const IFLA_BRIDGE_MST_ENTRY = {
  UNSPEC: 0,
  MSTI: 1,
  STATE: 2,
} as const

/** Is a multicast router behind it, `IFLA_BR_MCAST_ROUTER` and `IFLA_BRPORT_MULTICAST_ROUTER` (`linux/if_bridge.h`). */
export const MDB_RTR_TYPE = {
  DISABLED: 0,
  TEMP_QUERY: 1,
  PERM: 2,
  TEMP: 3,
} as const

/** Numbers of the bits of `IFLA_BR_MULTI_BOOLOPT` (`linux/if_bridge.h`). */
export const BR_BOOLOPT = {
  NO_LL_LEARN: 0,
  MCAST_VLAN_SNOOPING: 1,
  MST_ENABLE: 2,
  MDB_OFFLOAD_FAIL_NOTIFICATION: 3,
  FDB_LOCAL_VLAN_0: 4,
} as const

/** Attributes of `IFLA_BR_MCAST_QUERIER_STATE` (`linux/if_bridge.h`). */
export const BRIDGE_QUERIER = {
  UNSPEC: 0,
  IP_ADDRESS: 1,
  IP_PORT: 2,
  IP_OTHER_TIMER: 3,
  PAD: 4,
  IPV6_ADDRESS: 5,
  IPV6_PORT: 6,
  IPV6_OTHER_TIMER: 7,
} as const
