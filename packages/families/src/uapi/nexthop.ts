// Next-hop objects.

/** Attributes of a next-hop object (`linux/nexthop.h`). */
export const NHA = {
  UNSPEC: 0,
  ID: 1,
  GROUP: 2,
  GROUP_TYPE: 3,
  BLACKHOLE: 4,
  OIF: 5,
  GATEWAY: 6,
  ENCAP_TYPE: 7,
  ENCAP: 8,
  GROUPS: 9,
  MASTER: 10,
  FDB: 11,
  RES_GROUP: 12,
  RES_BUCKET: 13,
  OP_FLAGS: 14,
  GROUP_STATS: 15,
  HW_STATS_ENABLE: 16,
  HW_STATS_USED: 17,
} as const

/** How a group divides its traffic (`linux/nexthop.h`). */
export const NEXTHOP_GRP_TYPE = {
  MPATH: 0,
  RES: 1,
} as const

/** Flags of a request about next-hop objects, and of its answer (`linux/nexthop.h`). */
export const NHA_OP_FLAG = {
  DUMP_STATS: 0x1,
  DUMP_HW_STATS: 0x2,
  RESP_GRP_RESVD_0: 0x80000000,
} as const

/** Attributes of a resilient group (`linux/nexthop.h`). */
export const NHA_RES_GROUP = {
  UNSPEC: 0,
  PAD: 0,
  BUCKETS: 1,
  IDLE_TIMER: 2,
  UNBALANCED_TIMER: 3,
  UNBALANCED_TIME: 4,
} as const

/** Attributes of a bucket of a resilient group (`linux/nexthop.h`). */
export const NHA_RES_BUCKET = {
  UNSPEC: 0,
  PAD: 0,
  INDEX: 1,
  IDLE_TIME: 2,
  NH_ID: 3,
} as const

/** What the statistics of a group consist of (`linux/nexthop.h`). */
export const NHA_GROUP_STATS = {
  UNSPEC: 0,
  ENTRY: 1,
} as const

/** Statistics of one member of a group (`linux/nexthop.h`). */
export const NHA_GROUP_STATS_ENTRY = {
  UNSPEC: 0,
  ID: 1,
  PACKETS: 2,
  PACKETS_HW: 3,
} as const
