// Neighbours (ARP, NDP), forwarding entries of bridges, and the tables that hold neighbours.

/** Attributes of neighbours and forwarding entries (`linux/neighbour.h`). */
export const NDA = {
  UNSPEC: 0,
  DST: 1,
  LLADDR: 2,
  CACHEINFO: 3,
  PROBES: 4,
  VLAN: 5,
  PORT: 6,
  VNI: 7,
  IFINDEX: 8,
  MASTER: 9,
  LINK_NETNSID: 10,
  SRC_VNI: 11,
  PROTOCOL: 12,
  NH_ID: 13,
  FDB_EXT_ATTRS: 14,
  FLAGS_EXT: 15,
  NDM_STATE_MASK: 16,
  NDM_FLAGS_MASK: 17,
} as const

/** Flags of neighbours, `ndm_flags` (`linux/neighbour.h`). */
export const NTF = {
  USE: 0x1,
  SELF: 0x2,
  MASTER: 0x4,
  PROXY: 0x8,
  EXT_LEARNED: 0x10,
  OFFLOADED: 0x20,
  STICKY: 0x40,
  ROUTER: 0x80,
} as const

/** Flags of neighbours that found no room in `ndm_flags`, `NDA_FLAGS_EXT` (`linux/neighbour.h`). */
export const NTF_EXT = {
  MANAGED: 0x1,
  LOCKED: 0x2,
  EXT_VALIDATED: 0x4,
} as const

/** States of neighbours, `ndm_state` (`linux/neighbour.h`). */
export const NUD = {
  INCOMPLETE: 0x1,
  REACHABLE: 0x2,
  STALE: 0x4,
  DELAY: 0x8,
  PROBE: 0x10,
  FAILED: 0x20,
  NOARP: 0x40,
  PERMANENT: 0x80,
} as const

/** No state yet: `ndm_state` without a bit of `NUD`, and for that no member of it (`linux/neighbour.h`). */
export const NUD_NONE = 0

/** Parameters of a table of neighbours for one interface, `NDTA_PARMS` (`linux/neighbour.h`). Times are in ms. */
export const NDTPA = {
  UNSPEC: 0,
  IFINDEX: 1,
  REFCNT: 2,
  REACHABLE_TIME: 3,
  BASE_REACHABLE_TIME: 4,
  RETRANS_TIME: 5,
  GC_STALETIME: 6,
  DELAY_PROBE_TIME: 7,
  QUEUE_LEN: 8,
  APP_PROBES: 9,
  UCAST_PROBES: 10,
  MCAST_PROBES: 11,
  ANYCAST_DELAY: 12,
  PROXY_DELAY: 13,
  PROXY_QLEN: 14,
  LOCKTIME: 15,
  QUEUE_LENBYTES: 16,
  MCAST_REPROBES: 17,
  PAD: 18,
  INTERVAL_PROBE_TIME_MS: 19,
} as const

/** Attributes of tables of neighbours, `RTM_*NEIGHTBL` (`linux/neighbour.h`). */
export const NDTA = {
  UNSPEC: 0,
  NAME: 1,
  THRESH1: 2,
  THRESH2: 3,
  THRESH3: 4,
  CONFIG: 5,
  PARMS: 6,
  STATS: 7,
  GC_INTERVAL: 8,
  PAD: 9,
} as const

/** Bits of `NFEA_ACTIVITY_NOTIFY` (`linux/neighbour.h`). */
export const FDB_NOTIFY = {
  BIT: 0x1,
  INACTIVE_BIT: 0x2,
} as const

/** Attributes of `NDA_FDB_EXT_ATTRS` (`linux/neighbour.h`). */
export const NFEA = {
  UNSPEC: 0,
  ACTIVITY_NOTIFY: 1,
  DONT_REFRESH: 2,
} as const
