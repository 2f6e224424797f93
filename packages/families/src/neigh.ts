import {
  address,
  attributes,
  be16,
  flag,
  type Infer,
  type Input,
  i32,
  ifindex,
  lladdr,
  message,
  nest,
  pad,
  struct,
  u8,
  u16,
  u32,
} from '@rtnl/codec'
import { FDB_NOTIFY, NDA, NFEA, NTF, NTF_EXT, NUD } from './uapi/neighbour.ts'
import { RTN, RTPROT } from './uapi/rtnetlink.ts'
import { AF } from './uapi/socket.ts'

/** Header of a neighbour message: `struct ndmsg`. */
export const ndmsg = struct('ndmsg', () => ({
  /**
   * 'inet', 'inet6', or 'bridge' for forwarding entries of bridges and VXLANs; 'unspec' in a dump request asks for all
   * but those. `ndm_family`
   */
  family: u8.enum(AF),
  _pad: pad(3),
  /** The interface, of forwarding entries the bridge port or VXLAN; 0 in a dump request = every one. `ndm_ifindex` */
  ifindex,
  /**
   * Where the entry stands in neighbour unreachability detection; none of the names (0) = 'none', not resolved and not
   * tried.
   * Of forwarding entries 'permanent' = local, 'noarp' = static, 'reachable' = learned. `ndm_state`
   */
  state: u16.flags(NUD),
  /**
   * 'proxy': answer for this address; 'router', 'ext_learned' ... Forwarding entries: 'self' = the device's own list,
   * 'master' = its bridge's. `ndm_flags`
   */
  flags: u8.flags(NTF),
  /** What kind of address the destination is, as in routes; 'unspec' in requests. `ndm_type` */
  type: u8.enum(RTN),
}))

/** Ages of an entry: `struct nda_cacheinfo`. Times are in clock ticks (`USER_HZ`: 100 per second). */
export const nda_cacheinfo = struct('nda_cacheinfo', () => ({
  /** Ticks since reachability was last confirmed. Of forwarding entries 0. `ndm_confirmed` */
  confirmed: u32,
  /** Ticks since the entry was last used. `ndm_used` */
  used: u32,
  /** Ticks since the entry was last changed. `ndm_updated` */
  updated: u32,
  /** References held by others. `ndm_refcnt` */
  refcnt: u32,
}))

/** More of a bridge's forwarding entry (`NDA_FDB_EXT_ATTRS`). */
export const fdbExtAttrs = attributes('NFEA', NFEA, () => ({
  /**
   * 'bit': tell of activity and expiry; 'inactive_bit': the entry counts as inactive and was told of.
   * `NFEA_ACTIVITY_NOTIFY`
   */
  activityNotify: [NFEA.ACTIVITY_NOTIFY, u8.flags(FDB_NOTIFY)],
  /** Present in a request: a change does not make the entry young again. `NFEA_DONT_REFRESH` */
  dontRefresh: [NFEA.DONT_REFRESH, flag],
}))

/** One neighbour, or one forwarding entry of a bridge or VXLAN: `RTM_NEWNEIGH`, `RTM_DELNEIGH`, `RTM_GETNEIGH`. */
export const neigh = message(
  ndmsg,
  attributes('NDA', NDA, () => ({
    /** The neighbour's network address. Of a VXLAN's forwarding entry the remote end: IPv4 or IPv6. `NDA_DST` */
    dst: [NDA.DST, address],
    /**
     * The link-layer address; absent while not resolved. Ethernet has 6 bytes, IP tunnels 4 or 16, others up to 32.
     * `NDA_LLADDR`
     */
    lladdr: [NDA.LLADDR, lladdr],
    /** Ages and references. `NDA_CACHEINFO` */
    cacheinfo: [NDA.CACHEINFO, nda_cacheinfo],
    /** Probes sent without an answer. `NDA_PROBES` */
    probes: [NDA.PROBES, u32],
    /** Forwarding entry: VLAN id, 1 to 4094. Absent: not of a VLAN. `NDA_VLAN` */
    vlan: [NDA.VLAN, u16],
    /** VXLAN: the remote end's UDP port. Absent: the device's. `NDA_PORT` */
    port: [NDA.PORT, be16],
    /** VXLAN: the network id to send with. Absent: the device's. `NDA_VNI` */
    vni: [NDA.VNI, u32],
    /** VXLAN: the interface to send by; in dump requests the interface to list. `NDA_IFINDEX` */
    ndaIfindex: [NDA.IFINDEX, ifindex],
    /** Forwarding entry: the bridge; in dump requests the bridge or VRF to list. `NDA_MASTER` */
    master: [NDA.MASTER, ifindex],
    /** VXLAN: id of the network namespace of the lower device. Absent: the same one. `NDA_LINK_NETNSID` */
    linkNetnsid: [NDA.LINK_NETNSID, i32],
    /** VXLAN in collect-metadata mode: the network id that this entry is for. `NDA_SRC_VNI` */
    srcVni: [NDA.SRC_VNI, u32],
    /** Who made the entry, as `protocol` of routes. Absent or 0: not said. `NDA_PROTOCOL` */
    protocol: [NDA.PROTOCOL, u8.enum(RTPROT)],
    /** VXLAN: id of a next-hop object with the remote ends, in the place of `dst`. `NDA_NH_ID` */
    nhId: [NDA.NH_ID, u32],
    /** Bridge: more of a forwarding entry. `NDA_FDB_EXT_ATTRS` */
    fdbExtAttrs: [NDA.FDB_EXT_ATTRS, nest(fdbExtAttrs, true)],
    /**
     * Flags beyond the eight: 'managed' = kept reachable by the kernel, 'ext_validated' = by someone else; 'locked' = a
     * bridge port's host is not let in yet. `NDA_FLAGS_EXT`
     */
    flagsExt: [NDA.FLAGS_EXT, u32.flags(NTF_EXT)],
    /** Flush of forwarding entries: the bits of `state` that must agree. `NDA_NDM_STATE_MASK` */
    ndmStateMask: [NDA.NDM_STATE_MASK, u16.flags(NUD)],
    /** Flush of forwarding entries: the bits of `flags` that must agree. `NDA_NDM_FLAGS_MASK` */
    ndmFlagsMask: [NDA.NDM_FLAGS_MASK, u8.flags(NTF)],
  })),
)

/** A neighbour, or an entry of a forwarding table, as the kernel reports it. */
export type Neigh = Infer<typeof neigh>
/** A neighbour, or an entry of a forwarding table, as requests describe it. */
export type NeighInput = Input<typeof neigh>
