import {
  address,
  array,
  attributes,
  flag,
  type Infer,
  ifindex,
  list,
  message,
  nest,
  struct,
  u8,
  u16,
  u32,
  u64,
  uint,
} from '@rtnl/codec'
import { encap } from './route/encap.ts'
import { LWTUNNEL_ENCAP } from './uapi/lwtunnel.ts'
import {
  NEXTHOP_GRP_TYPE,
  NHA,
  NHA_GROUP_STATS,
  NHA_GROUP_STATS_ENTRY,
  NHA_OP_FLAG,
  NHA_RES_BUCKET,
  NHA_RES_GROUP,
} from './uapi/nexthop.ts'
import { RT_SCOPE, RTNH_F, RTPROT } from './uapi/rtnetlink.ts'
import { AF } from './uapi/socket.ts'

/** Head of a next-hop object's message: `struct nhmsg`. */
export const nhmsg = struct('nhmsg', () => ({
  /** The gateway's family; unspecified for groups and blackholes. `nh_family` */
  family: u8.enum(AF),
  /** Filled by the kernel, as a route's. `nh_scope` */
  scope: u8.enum(RT_SCOPE),
  /** Who made it. `nh_protocol` */
  protocol: u8.enum(RTPROT),
  /** Reserved: 0. `resvd` */
  resvd: u8,
  /** As those of a route's next hop. `nh_flags` */
  flags: u32.flags(RTNH_F),
}))

/** A member of a group: `struct nexthop_grp`. */
export const nexthop_grp = struct('nexthop_grp', () => ({
  /** Its object. `id` */
  id: u32,
  /** Weight less 1: 0 is a weight of 1. `weight` */
  weight: u8,
  /** Upper 8 bits of the weight less 1, on kernels from 6.12 on. `weight_high` */
  weightHigh: u8,
  /** Reserved: 0. `resvd2` */
  resvd2: u16,
}))

/** A group whose members own buckets. Times are in centiseconds (`USER_HZ`). */
export const resilientGroup = attributes('NHA_RES_GROUP', NHA_RES_GROUP, () => ({
  /** Number of buckets. `NHA_RES_GROUP_BUCKETS` */
  buckets: [NHA_RES_GROUP.BUCKETS, u16],
  /** How long a bucket must be idle to change hands. `NHA_RES_GROUP_IDLE_TIMER` */
  idleTimer: [NHA_RES_GROUP.IDLE_TIMER, u32],
  /** How long the group may be out of balance before busy buckets change hands; 0 = for ever. `NHA_RES_GROUP_UNBALANCED_TIMER` */
  unbalancedTimer: [NHA_RES_GROUP.UNBALANCED_TIMER, u32],
  /** How long it has been out of balance; 0: it is not. `NHA_RES_GROUP_UNBALANCED_TIME` */
  unbalancedTime: [NHA_RES_GROUP.UNBALANCED_TIME, u64],
}))

/** One bucket of a resilient group. */
export const resilientBucket = attributes('NHA_RES_BUCKET', NHA_RES_BUCKET, () => ({
  /** Its place in the group, from 0. `NHA_RES_BUCKET_INDEX` */
  index: [NHA_RES_BUCKET.INDEX, u16],
  /** How long it has been idle, in centiseconds (`USER_HZ`). `NHA_RES_BUCKET_IDLE_TIME` */
  idleTime: [NHA_RES_BUCKET.IDLE_TIME, u64],
  /** The member that owns it. `NHA_RES_BUCKET_NH_ID` */
  nhId: [NHA_RES_BUCKET.NH_ID, u32],
}))

/** What one member of a group has forwarded. */
export const groupStatsEntry = attributes('NHA_GROUP_STATS_ENTRY', NHA_GROUP_STATS_ENTRY, () => ({
  /** The member. `NHA_GROUP_STATS_ENTRY_ID` */
  id: [NHA_GROUP_STATS_ENTRY.ID, u32],
  /** Packets. `NHA_GROUP_STATS_ENTRY_PACKETS` */
  packets: [NHA_GROUP_STATS_ENTRY.PACKETS, uint],
  /** Packets forwarded by hardware. `NHA_GROUP_STATS_ENTRY_PACKETS_HW` */
  packetsHw: [NHA_GROUP_STATS_ENTRY.PACKETS_HW, uint],
}))

/** A next-hop object, which routes name by `nhId` (`RTM_*NEXTHOP`; its buckets: `RTM_*NEXTHOPBUCKET`). */
export const nexthop = message(
  nhmsg,
  attributes('NHA', NHA, () => ({
    /** Its id; 0 in a request: the kernel chooses. `NHA_ID` */
    id: [NHA.ID, u32],
    /** Its members, if it is a group. `NHA_GROUP` */
    group: [NHA.GROUP, array(nexthop_grp)],
    /** How a group divides its traffic: by hash, or resiliently. `NHA_GROUP_TYPE` */
    groupType: [NHA.GROUP_TYPE, u16.enum(NEXTHOP_GRP_TYPE)],
    /** Packets are dropped. `NHA_BLACKHOLE` */
    blackhole: [NHA.BLACKHOLE, flag],
    /** The interface. `NHA_OIF` */
    oif: [NHA.OIF, ifindex],
    /** The next router. `NHA_GATEWAY` */
    gateway: [NHA.GATEWAY, address],
    /** Kind of `encap`. `NHA_ENCAP_TYPE` */
    encapType: [NHA.ENCAP_TYPE, u16.enum(LWTUNNEL_ENCAP)],
    /** The light-weight tunnel. `NHA_ENCAP` */
    encap: [NHA.ENCAP, encap],
    /** In a dump's request: groups only. `NHA_GROUPS` */
    groups: [NHA.GROUPS, flag],
    /** In a dump's request: only those whose interface has this master. `NHA_MASTER` */
    master: [NHA.MASTER, ifindex],
    /** It serves forwarding entries of a bridge. `NHA_FDB` */
    fdb: [NHA.FDB, flag],
    /** Of a resilient group. `NHA_RES_GROUP` */
    resGroup: [NHA.RES_GROUP, nest(resilientGroup, true)],
    /** Of a bucket's message. `NHA_RES_BUCKET` */
    resBucket: [NHA.RES_BUCKET, nest(resilientBucket, true)],
    /** What a request wants beside, and what an answer promises. `NHA_OP_FLAGS` */
    opFlags: [NHA.OP_FLAGS, u32.flags(NHA_OP_FLAG)],
    /** What each member has forwarded; absent unless asked for. `NHA_GROUP_STATS` */
    groupStats: [NHA.GROUP_STATS, list(nest(groupStatsEntry, true), { type: NHA_GROUP_STATS.ENTRY, nested: true })],
    /** Whether hardware is to count: 0 or 1. `NHA_HW_STATS_ENABLE` */
    hwStatsEnable: [NHA.HW_STATS_ENABLE, u32],
    /** Whether hardware counts: 0 or 1. `NHA_HW_STATS_USED` */
    hwStatsUsed: [NHA.HW_STATS_USED, u32],
  })),
)

/** A next-hop object as decoded. */
export type Nexthop = Infer<typeof nexthop>
