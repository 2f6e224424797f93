import {
  address,
  array,
  attributes,
  bytes,
  decode,
  flag,
  type Infer,
  message,
  nest,
  protocol,
  struct,
  u8,
  u16,
  u32,
  u64,
} from '@rtnl/codec'
import { AF, encap, LWTUNNEL_ENCAP, NETLINK, RT_SCOPE, RTM, RTNH_F, RTPROT } from '@rtnl/families'
import { numberOf } from '../enums.ts'
import { formatG } from '../numbers.ts'
import type { Printer } from '../print.ts'
import { printEncap } from './encap.ts'
import { printFlags } from './flags.ts'
import type { Lookup } from './print.ts'

/** Attributes of next-hop objects (`linux/nexthop.h`), as many as a route's `nh_info` has. */
const NHA = {
  ID: 1,
  GROUP: 2,
  GROUP_TYPE: 3,
  BLACKHOLE: 4,
  OIF: 5,
  GATEWAY: 6,
  ENCAP_TYPE: 7,
  ENCAP: 8,
  FDB: 11,
  RES_GROUP: 12,
} as const

const NHA_RES_GROUP = { BUCKETS: 1, IDLE_TIMER: 2, UNBALANCED_TIMER: 3, UNBALANCED_TIME: 4 } as const

const resilient = attributes('NHA_RES_GROUP', NHA_RES_GROUP, {
  /** Number of buckets. `NHA_RES_GROUP_BUCKETS` */
  buckets: [NHA_RES_GROUP.BUCKETS, u16],
  /** Clock ticks. `NHA_RES_GROUP_IDLE_TIMER` */
  idleTimer: [NHA_RES_GROUP.IDLE_TIMER, u32],
  /** Clock ticks. `NHA_RES_GROUP_UNBALANCED_TIMER` */
  unbalancedTimer: [NHA_RES_GROUP.UNBALANCED_TIMER, u32],
  /** Clock ticks. `NHA_RES_GROUP_UNBALANCED_TIME` */
  unbalancedTime: [NHA_RES_GROUP.UNBALANCED_TIME, u64],
})

/** A next-hop object (`RTM_NEWNEXTHOP`). */
const nexthop = message(
  struct('nhmsg', {
    family: u8.enum(AF),
    scope: u8.enum(RT_SCOPE),
    protocol: u8.enum(RTPROT),
    resvd: u8,
    flags: u32.flags(RTNH_F),
  }),
  attributes('NHA', NHA, {
    id: [NHA.ID, u32],
    /** Members of a group; a weight is one more than the number here. */
    group: [NHA.GROUP, array(struct('nexthop_grp', { id: u32, weight: u8, weightHigh: u8, resvd2: u16 }))],
    /** 0: by hash; 1: resilient. */
    groupType: [NHA.GROUP_TYPE, u16],
    blackhole: [NHA.BLACKHOLE, flag],
    oif: [NHA.OIF, u32],
    gateway: [NHA.GATEWAY, address],
    encapType: [NHA.ENCAP_TYPE, u16.enum(LWTUNNEL_ENCAP)],
    encap: [NHA.ENCAP, encap],
    fdb: [NHA.FDB, flag],
    resGroup: [NHA.RES_GROUP, nest(resilient)],
  }),
)

export type NexthopObject = Infer<typeof nexthop>
