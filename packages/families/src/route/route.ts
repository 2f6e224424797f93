import {
  address,
  attributes,
  be16,
  be32,
  bytes,
  type Infer,
  type Input,
  i32,
  ifindex,
  message,
  nest,
  select,
  struct,
  u8,
  u16,
  u32,
  u64,
} from '@rtnl/codec'
import { ICMPV6_ROUTER_PREF } from '../uapi/icmpv6.ts'
import { IPPROTO } from '../uapi/in.ts'
import { LWTUNNEL_ENCAP } from '../uapi/lwtunnel.ts'
import { RT_SCOPE, RT_TABLE, RTA, RTM_F, RTN, RTNH_F, RTNL_FAMILY, RTPROT } from '../uapi/rtnetlink.ts'
import { AF } from '../uapi/socket.ts'
import { encap } from './encap.ts'
import { metrics } from './metrics.ts'
import { multipath, rtvia } from './nexthop.ts'

/**
 * `rtm_flags` holds the flags of the only nexthop beside its own; where both have a name, the route's is written `rt_`.
 */
const ROUTE_FLAGS = {
  ...RTNH_F,
  NOTIFY: RTM_F.NOTIFY,
  CLONED: RTM_F.CLONED,
  EQUALIZE: RTM_F.EQUALIZE,
  PREFIX: RTM_F.PREFIX,
  LOOKUP_TABLE: RTM_F.LOOKUP_TABLE,
  FIB_MATCH: RTM_F.FIB_MATCH,
  RT_OFFLOAD: RTM_F.OFFLOAD,
  RT_TRAP: RTM_F.TRAP,
  RT_OFFLOAD_FAILED: RTM_F.OFFLOAD_FAILED,
} as const

/** Header of a route message: `struct rtmsg`. */
export const rtmsg = struct('rtmsg', () => ({
  /**
   * 'inet', 'inet6', 'mpls', or 'ipmr' and 'ip6mr' for multicast routes; 'unspec' in a dump request asks for every
   * family. `rtm_family`
   */
  family: u8.enum({ ...AF, ...RTNL_FAMILY }),
  /** Length in bits of `dst`: 0 to 32, or 0 to 128; MPLS 20. 0 without `dst` = the default route. `rtm_dst_len` */
  dstLen: u8,
  /** Length in bits of `src`; 0 = any source. `rtm_src_len` */
  srcLen: u8,
  /** TOS or traffic class that packets must have; 0 = any. IPv4 only; `RTM_GETROUTE` looks up with it. `rtm_tos` */
  tos: u8,
  /**
   * Low 8 bits of the table; `table` wins when both are present, and tables above 255 say 'compat' here. `rtm_table`
   */
  rtmTable: u8.enum(RT_TABLE),
  /**
   * Who made the route: 'kernel', 'boot', 'static', 'bgp' ...; the kernel only keeps it. 0 in a delete = any.
   * `rtm_protocol`
   */
  protocol: u8.enum(RTPROT),
  /**
   * How far the destination is: 'universe' = beyond a gateway, 'link' = on the link, 'host' = ours. 'nowhere' in a
   * delete = any. `rtm_scope`
   */
  scope: u8.enum(RT_SCOPE),
  /** 'unicast', 'local', 'blackhole', 'unreachable' ...; 'unspec' in a delete = any. `rtm_type` */
  type: u8.enum(RTN),
  /**
   * Flags of the route, and of its nexthop when it has only one: 'onlink', 'dead', 'linkdown' ...; 'cloned' in answers
   * to a look-up. There 'lookup_table' asks for the table found, 'fib_match' for the matching route. `rtm_flags`
   */
  flags: u32.flags(ROUTE_FLAGS),
}))

/** Age and use of a route: `struct rta_cacheinfo`. Times are in clock ticks (`USER_HZ`: 100 per second). */
export const rta_cacheinfo = struct('rta_cacheinfo', () => ({
  /** References held. `rta_clntref` */
  clntref: u32,
  /** Ticks since the route was last used. `rta_lastuse` */
  lastuse: u32,
  /** Ticks until the route expires; 0 = never, negative = overdue. `rta_expires` */
  expires: i32,
  /** What senders get instead of a route, as a negative errno (-113 = EHOSTUNREACH); 0 = none. `rta_error` */
  error: i32,
  /** How often the route was used. `rta_used` */
  used: u32,
  /** No longer used: 0. `rta_id` */
  id: u32,
  /** No longer used: 0. `rta_ts` */
  ts: u32,
  /** No longer used: 0. `rta_tsage` */
  tsage: u32,
}))

/** What a multicast route has forwarded: `struct rta_mfc_stats`. */
export const rta_mfc_stats = struct('rta_mfc_stats', () => ({
  /** Packets forwarded. `mfcs_packets` */
  packets: u64,
  /** Bytes forwarded. `mfcs_bytes` */
  bytes: u64,
  /** Packets that came in by another interface than `iif`. `mfcs_wrong_if` */
  wrongIf: u64,
}))

/** One route of the kernel's routing tables: `RTM_NEWROUTE`, `RTM_DELROUTE`, `RTM_GETROUTE`. */
export const route = message(
  rtmsg,
  attributes('RTA', RTA, () => ({
    /** Destination, of which `dstLen` bits count. Absent: the default route. MPLS: the incoming label. `RTA_DST` */
    dst: [RTA.DST, address],
    /** Source, of which `srcLen` bits count. Absent: any. In a look-up the source to look up with. `RTA_SRC` */
    src: [RTA.SRC, address],
    /**
     * The interface that the packet came in by, in a look-up and its answer; of multicast routes the expected one.
     * `RTA_IIF`
     */
    iif: [RTA.IIF, ifindex],
    /**
     * The interface to send by. Absent with several nexthops (`multipath`) and with 'blackhole' and its like. `RTA_OIF`
     */
    oif: [RTA.OIF, ifindex],
    /**
     * The next router, of the route's own family (`via` is for another). Absent: the destination is on the link.
     * `RTA_GATEWAY`
     */
    gateway: [RTA.GATEWAY, address],
    /** Metric: the lowest wins. Absent in a request: IPv4 0, IPv6 1024. `RTA_PRIORITY` */
    priority: [RTA.PRIORITY, u32],
    /** Our address to prefer as source of packets on this route. Absent: the kernel chooses. `RTA_PREFSRC` */
    prefsrc: [RTA.PREFSRC, address],
    /** What the route tells the protocols above. `RTA_METRICS` */
    metrics: [RTA.METRICS, nest(metrics)],
    /** The nexthops, when there are several; each one's `hops` + 1 is its weight. `RTA_MULTIPATH` */
    multipath: [RTA.MULTIPATH, multipath],
    /** No longer used by the kernel: raw. `RTA_PROTOINFO` */
    protoinfo: [RTA.PROTOINFO, bytes],
    /**
     * Realms for classification: the source's in the upper 16 bits, the destination's in the lower; 0 or absent = none.
     * IPv4. `RTA_FLOW`
     */
    flow: [RTA.FLOW, u32],
    /** Age, use and expiry; the kernel's answers only. `RTA_CACHEINFO` */
    cacheinfo: [RTA.CACHEINFO, rta_cacheinfo],
    /** No longer used by the kernel: raw. `RTA_SESSION` */
    session: [RTA.SESSION, bytes],
    /** No longer used by the kernel: raw. `RTA_MP_ALGO` */
    mpAlgo: [RTA.MP_ALGO, bytes],
    /** The routing table, all 32 bits of it. Absent: `rtmTable`. `RTA_TABLE` */
    table: [RTA.TABLE, u32.enum(RT_TABLE)],
    /** Firewall mark to look up with, and in the answer. Absent: 0. `RTA_MARK` */
    mark: [RTA.MARK, u32],
    /** What a multicast route has forwarded. `RTA_MFC_STATS` */
    mfcStats: [RTA.MFC_STATS, rta_mfc_stats],
    /**
     * The next router when its family is not the route's: an IPv6 router for an IPv4 route, any family for MPLS.
     * `RTA_VIA`
     */
    via: [RTA.VIA, rtvia],
    /**
     * The destination to write into the packet; MPLS: the outgoing label stack. Absent: MPLS pops the label.
     * `RTA_NEWDST`
     */
    newdst: [RTA.NEWDST, address],
    /** IPv6: the router's preference (RFC 4191); absent = 'medium'. `RTA_PREF` */
    pref: [RTA.PREF, u8.enum(ICMPV6_ROUTER_PREF)],
    /** Kind of the tunnel header in `encap`, by which that is read. `RTA_ENCAP_TYPE` */
    encapType: [RTA.ENCAP_TYPE, u16.enum(LWTUNNEL_ENCAP)],
    /** The light-weight tunnel that packets go into; its form is `encapType`'s. `RTA_ENCAP` */
    encap: [RTA.ENCAP, encap],
    /**
     * IPv6 request: seconds until the route is removed; absent or 4294967295 = never. Answers carry it in `cacheinfo`.
     * Of multicast routes a bigint: clock ticks since the route was last used. `RTA_EXPIRES`
     */
    expires: [RTA.EXPIRES, select('family', { ipmr: u64, ip6mr: u64 }, u32)],
    /** Filler that aligns a 64-bit attribute on some machines: empty. `RTA_PAD` */
    pad: [RTA.PAD, bytes],
    /** User id to look up with (rules may match it), and in the answer. Absent: the caller's. `RTA_UID` */
    uid: [RTA.UID, u32],
    /**
     * MPLS: 1 = copy the TTL between label and IP header, 0 = do not. Absent: `net.mpls.ip_ttl_propagate`.
     * `RTA_TTL_PROPAGATE`
     */
    ttlPropagate: [RTA.TTL_PROPAGATE, u8],
    /** IP protocol to look up with: 'tcp', 'udp', 'icmp' or 'icmpv6'. Absent: IPv4 'udp', IPv6 any. `RTA_IP_PROTO` */
    ipProto: [RTA.IP_PROTO, u8.enum(IPPROTO)],
    /** Source port to look up with. Absent: 0. `RTA_SPORT` */
    sport: [RTA.SPORT, be16],
    /** Destination port to look up with. Absent: 0. `RTA_DPORT` */
    dport: [RTA.DPORT, be16],
    /**
     * Id of a next-hop object, in the place of `gateway`, `oif` and `multipath`; answers may carry both. `RTA_NH_ID`
     */
    nhId: [RTA.NH_ID, u32],
    /** IPv6 flow label to look up with: 20 bits. Linux 6.14. `RTA_FLOWLABEL` */
    flowlabel: [RTA.FLOWLABEL, be32],
  })),
)

/** A route as the kernel reports it. */
export type Route = Infer<typeof route>
/** A route as requests describe it. */
export type RouteInput = Input<typeof route>
