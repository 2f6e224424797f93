import { address, attributes, chain, ifindex, rest, struct, u8, u16, u32 } from '@rtnl/codec'
import { LWTUNNEL_ENCAP } from '../uapi/lwtunnel.ts'
import { RTA, RTNH_F } from '../uapi/rtnetlink.ts'
import { AF } from '../uapi/socket.ts'
import { encap } from './encap.ts'

/** A router of whatever family: `struct rtvia`. */
export const rtvia = struct('rtvia', () => ({
  /** The router's family; 'packet' (MPLS only) = a link-layer address. `rtvia_family` */
  family: u16.enum(AF),
  /** The router's address, as long as `family` says. `rtvia_addr` */
  addr: rest(address),
}))

/** Head of one nexthop: `struct rtnexthop`. */
export const rtnexthop = struct('rtnexthop', () => ({
  /** Bytes of this nexthop with its attributes. `rtnh_len` */
  len: u16,
  /** 'onlink' may be asked for; 'dead', 'linkdown', 'offload', 'trap' are the kernel's to say. `rtnh_flags` */
  flags: u8.flags(RTNH_F),
  /** Weight - 1: 0 to 255. Of multicast routes the least TTL that is let through. `rtnh_hops` */
  hops: u8,
  /** The interface to send by. `rtnh_ifindex` */
  ifindex: ifindex,
}))

/** The nexthops of a route (`RTA_MULTIPATH`). */
export const multipath = chain(
  rtnexthop,
  attributes('RTA', RTA, () => ({
    /** The next router, of the route's own family. Absent: the destination is on the link. `RTA_GATEWAY` */
    gateway: [RTA.GATEWAY, address],
    /** The next router when its family is not the route's. `RTA_VIA` */
    via: [RTA.VIA, rtvia],
    /** Realms, as `flow` of the route. `RTA_FLOW` */
    flow: [RTA.FLOW, u32],
    /** MPLS: the outgoing label stack. Absent: the label is popped. `RTA_NEWDST` */
    newdst: [RTA.NEWDST, address],
    /** Kind of the tunnel header in `encap`. `RTA_ENCAP_TYPE` */
    encapType: [RTA.ENCAP_TYPE, u16.enum(LWTUNNEL_ENCAP)],
    /** The light-weight tunnel of this nexthop; its form is `encapType`'s. `RTA_ENCAP` */
    encap: [RTA.ENCAP, encap],
  })),
)
