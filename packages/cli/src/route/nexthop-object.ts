import { type Client, HOST, NetlinkError } from '@rtnl/client'
import {
  address,
  array,
  attributes,
  decode,
  encode,
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

/** Attributes of next-hop objects (`linux/nexthop.h`): those that ip(8) prints of a route's `nh_info`. */
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

/** A group whose members own buckets. Times are in clock ticks. */
const resilient = attributes('NHA_RES_GROUP', NHA_RES_GROUP, {
  /** Number of buckets. `NHA_RES_GROUP_BUCKETS` */
  buckets: [NHA_RES_GROUP.BUCKETS, u16],
  /** How long a bucket must be idle to change hands. `NHA_RES_GROUP_IDLE_TIMER` */
  idleTimer: [NHA_RES_GROUP.IDLE_TIMER, u32],
  /** How long the group may be out of balance; 0 = for ever. `NHA_RES_GROUP_UNBALANCED_TIMER` */
  unbalancedTimer: [NHA_RES_GROUP.UNBALANCED_TIMER, u32],
  /** How long it has been. `NHA_RES_GROUP_UNBALANCED_TIME` */
  unbalancedTime: [NHA_RES_GROUP.UNBALANCED_TIME, u64],
})

/** Head of a next-hop object's message: `struct nhmsg`. */
const nhmsg = struct('nhmsg', {
  /** The gateway's family. `nh_family` */
  family: u8.enum(AF),
  /** As a route's. `nh_scope` */
  scope: u8.enum(RT_SCOPE),
  /** Who made it. `nh_protocol` */
  protocol: u8.enum(RTPROT),
  /** Reserved: 0. `resvd` */
  resvd: u8,
  /** As a nexthop's of a route. `nh_flags` */
  flags: u32.flags(RTNH_F),
})

/** A member of a group: `struct nexthop_grp`. */
const nexthop_grp = struct('nexthop_grp', {
  /** Its object. `id` */
  id: u32,
  /** Weight - 1. `weight` */
  weight: u8,
  /** Upper 8 bits of the weight, on kernels that know it. `weight_high` */
  weightHigh: u8,
  /** Reserved: 0. `resvd2` */
  resvd2: u16,
})

/** A next-hop object, which routes name by `nhId` (`RTM_NEWNEXTHOP`). */
const nexthop = message(
  nhmsg,
  attributes('NHA', NHA, {
    /** Its id. `NHA_ID` */
    id: [NHA.ID, u32],
    /** Its members, if it is a group. `NHA_GROUP` */
    group: [NHA.GROUP, array(nexthop_grp)],
    /** 0: divided by hash; 1: resilient. `NHA_GROUP_TYPE` */
    groupType: [NHA.GROUP_TYPE, u16],
    /** Packets are dropped. `NHA_BLACKHOLE` */
    blackhole: [NHA.BLACKHOLE, flag],
    /** Index of the interface. `NHA_OIF` */
    oif: [NHA.OIF, u32],
    /** The next router. `NHA_GATEWAY` */
    gateway: [NHA.GATEWAY, address],
    /** Kind of `encap`. `NHA_ENCAP_TYPE` */
    encapType: [NHA.ENCAP_TYPE, u16.enum(LWTUNNEL_ENCAP)],
    /** The light-weight tunnel. `NHA_ENCAP` */
    encap: [NHA.ENCAP, encap],
    /** For forwarding entries of bridges. `NHA_FDB` */
    fdb: [NHA.FDB, flag],
    /** Of a resilient group. `NHA_RES_GROUP` */
    resGroup: [NHA.RES_GROUP, nest(resilient)],
  }),
)

const nexthops = protocol({
  name: 'nexthop',
  number: NETLINK.ROUTE,
  types: RTM,
  prefix: 'RTM',
  messages: [[RTM.NEWNEXTHOP, nexthop]],
})

/** A next-hop object as decoded. */
export type NexthopObject = Infer<typeof nexthop>

/** Asks the kernel for the object with this id; undefined when it has none. */
export async function getNexthop(client: Client, id: number): Promise<NexthopObject | undefined> {
  const payload = encode(nexthop, { id }, HOST)
  try {
    const [reply] = await client.connection.request({ type: RTM.GETNEXTHOP, payload, reply: true })
    const [answer] = reply?.bytes ? decode(nexthops, reply.bytes, HOST).messages : []
    return answer?.body as NexthopObject | undefined
  } catch (error) {
    if (error instanceof NetlinkError) return undefined
    throw error
  }
}
