import {
  attributes,
  bytes,
  i32,
  ifindex,
  list,
  lladdr,
  many,
  nest,
  pad,
  string,
  struct,
  u8,
  u16,
  u32,
  uint,
} from '@rtnl/codec'
import { IF_LINK_MODE, IF_OPER, IFF } from '../uapi/if.ts'
import { ARPHRD } from '../uapi/if_arp.ts'
import { IFLA, IFLA_EVENT, IFLA_PROTO_DOWN_REASON, IFLA_VF_INFO, IFLA_VF_PORT } from '../uapi/if_link.ts'
import { RTEXT_FILTER } from '../uapi/rtnetlink.ts'
import { AF } from '../uapi/socket.ts'
import { afSpecOfFamily, protinfoOfFamily } from './af-spec.ts'
import { devlinkPort, dpllPin } from './handles.ts'
import { linkPort } from './port.ts'
import { rtnl_link_ifmap, rtnl_link_stats, rtnl_link_stats64 } from './stats.ts'
import { vfInfo } from './vf.ts'
import { xdp } from './xdp.ts'

/** Header of the messages about links: `struct ifinfomsg`. */
export const ifinfomsg = struct('ifinfomsg', () => ({
  /** 'unspec' for links; 'bridge' for the ports of bridges, 'inet6' for IPv6's view: these change what `afSpec` and `protinfo` hold. `ifi_family` */
  family: u8.enum(AF),
  _pad: pad(1),
  /** Type of hardware, which says what `address` is. The kernel ignores it in requests. `ifi_type` */
  type: u16.enum(ARPHRD),
  /** Index of the link. 0 in a request: found by `ifname`, or, on creation, chosen by the kernel. `ifi_index` */
  index: ifindex,
  /** Flags of the link; in a request, the new values of those in `change`. `ifi_flags` */
  flags: u32.flags(IFF),
  /** In a request, the flags to change; 0: all, if `flags` has any. In a notification, those that changed; all bits: the link is new or gone. `ifi_change` */
  change: u32.flags(IFF),
}))

const protoDownReason = attributes('IFLA_PROTO_DOWN_REASON', IFLA_PROTO_DOWN_REASON, () => ({
  /** In a request, the bits to change; absent: all. `IFLA_PROTO_DOWN_REASON_MASK` */
  mask: [IFLA_PROTO_DOWN_REASON.MASK, u32],
  /** Reasons, a bit each; what a bit means is up to the programs that set it. `IFLA_PROTO_DOWN_REASON_VALUE` */
  value: [IFLA_PROTO_DOWN_REASON.VALUE, u32],
}))

const propList = attributes('IFLA', IFLA, () => ({
  /** Further names of the link, each of at most 127 bytes. `IFLA_ALT_IFNAME` */
  altIfname: [IFLA.ALT_IFNAME, many(string(128))],
}))

/** Declares all `IFLA_*` but `IFLA_LINKINFO`, which holds a veth's other end, which has these again. */
export const linkAttributes = () =>
  ({
    /** Hardware address, as long as the `type` says; for tunnels over IP the local address. Absent: the link has none. `IFLA_ADDRESS` */
    address: [IFLA.ADDRESS, lladdr],
    /** Hardware broadcast address; for point-to-point links and tunnels the other end's. Absent: the link has none. `IFLA_BROADCAST` */
    broadcast: [IFLA.BROADCAST, lladdr],
    /** Name, at most 15 bytes. Absent on creation: the kernel makes one up. `IFLA_IFNAME` */
    ifname: [IFLA.IFNAME, string(16)],
    /** Largest packet without the link layer's header, in bytes. `IFLA_MTU` */
    mtu: [IFLA.MTU, u32],
    /** Index of the link below, or a veth's other end, in the namespace `linkNetnsid`; absent: none, 0: not known. `IFLA_LINK` */
    link: [IFLA.LINK, ifindex],
    /** Kind of the root queueing discipline: 'noqueue', 'fq_codel'. Read only. `IFLA_QDISC` */
    qdisc: [IFLA.QDISC, string()],
    /** Counters of 32 bits; `stats64` has them whole. Read only. `IFLA_STATS` */
    stats: [IFLA.STATS, rtnl_link_stats],
    /** No kernel sends or reads it. `IFLA_COST` */
    cost: [IFLA.COST, bytes],
    /** No kernel sends or reads it. `IFLA_PRIORITY` */
    priority: [IFLA.PRIORITY, bytes],
    /** Index of the bridge, bond, vrf or the like that the link is a port of; absent: none. 0 in a request: be no port. `IFLA_MASTER` */
    master: [IFLA.MASTER, ifindex],
    /** An event of the old wireless extensions (`struct iw_event`). `IFLA_WIRELESS` */
    wireless: [IFLA.WIRELESS, bytes],
    /** By `family`: 'bridge' the port of a bridge, 'inet6' IPv6's part of the link; otherwise bytes. `IFLA_PROTINFO` */
    protinfo: [IFLA.PROTINFO, protinfoOfFamily],
    /** Length of the transmit queue in packets; 0: none by default. `IFLA_TXQLEN` */
    txqlen: [IFLA.TXQLEN, u32],
    /** Memory and interrupt of old hardware. `IFLA_MAP` */
    map: [IFLA.MAP, rtnl_link_ifmap],
    /** No kernel sends it, and none heeds it. `IFLA_WEIGHT` */
    weight: [IFLA.WEIGHT, u32],
    /** Operational state (RFC 2863). Requests can set 'up', 'dormant', 'testing' and 'unknown'. `IFLA_OPERSTATE` */
    operstate: [IFLA.OPERSTATE, u8.enum(IF_OPER)],
    /** What the state becomes when the carrier comes: 'default' up, 'dormant' dormant until someone sets it. `IFLA_LINKMODE` */
    linkmode: [IFLA.LINKMODE, u8.enum(IF_LINK_MODE)],
    /** Process into whose namespace the link goes. Requests only. `IFLA_NET_NS_PID` */
    netNsPid: [IFLA.NET_NS_PID, u32],
    /** A text of the user's, at most 255 bytes; absent: none. `''` in a request: none. `IFLA_IFALIAS` */
    ifalias: [IFLA.IFALIAS, string(256)],
    /** How many virtual functions there are; sent when `extMask` has 'vf', for devices on a bus. `IFLA_NUM_VF` */
    numVf: [IFLA.NUM_VF, u32],
    /** The virtual functions; sent as `numVf` is. `IFLA_VFINFO_LIST` */
    vfinfoList: [IFLA.VFINFO_LIST, list(nest(vfInfo), { type: IFLA_VF_INFO.INFO })],
    /** Counters. Read only. `IFLA_STATS64` */
    stats64: [IFLA.STATS64, rtnl_link_stats64],
    /** Switch ports of the virtual functions. `IFLA_VF_PORTS` */
    vfPorts: [IFLA.VF_PORTS, list(nest(linkPort), { type: IFLA_VF_PORT.PORT })],
    /** Switch port of the link. `IFLA_PORT_SELF` */
    portSelf: [IFLA.PORT_SELF, nest(linkPort)],
    /** What each protocol has to say of the link; in messages of family 'bridge' the bridge's own attributes. `IFLA_AF_SPEC` */
    afSpec: [IFLA.AF_SPEC, afSpecOfFamily],
    /** Group, a number to select links by; 0 is 'default' in `/etc/iproute2/group`. `IFLA_GROUP` */
    group: [IFLA.GROUP, u32],
    /** File descriptor of the namespace that the link goes to. Requests only. `IFLA_NET_NS_FD` */
    netNsFd: [IFLA.NET_NS_FD, u32],
    /** What the answer shall have beyond the usual, or not have. Requests only. `IFLA_EXT_MASK` */
    extMask: [IFLA.EXT_MASK, u32.flags(RTEXT_FILTER)],
    /** How many users want all packets; above 0 the link is promiscuous. Read only. `IFLA_PROMISCUITY` */
    promiscuity: [IFLA.PROMISCUITY, u32],
    /** Transmit queues. Can be given on creation only. `IFLA_NUM_TX_QUEUES` */
    numTxQueues: [IFLA.NUM_TX_QUEUES, u32],
    /** Receive queues. Can be given on creation only. `IFLA_NUM_RX_QUEUES` */
    numRxQueues: [IFLA.NUM_RX_QUEUES, u32],
    /** Carrier: 1 there is one, 0 none. Some virtual links let it be set. `IFLA_CARRIER` */
    carrier: [IFLA.CARRIER, u8],
    /** Identifies the physical port, at most 32 bytes; absent: the driver cannot tell. `IFLA_PHYS_PORT_ID` */
    physPortId: [IFLA.PHYS_PORT_ID, bytes],
    /** How often the carrier came or went. Read only. `IFLA_CARRIER_CHANGES` */
    carrierChanges: [IFLA.CARRIER_CHANGES, u32],
    /** Identifies the switch that the port belongs to, at most 32 bytes; absent: none. `IFLA_PHYS_SWITCH_ID` */
    physSwitchId: [IFLA.PHYS_SWITCH_ID, bytes],
    /** Namespace that `link` is in, by this namespace's number for it (`RTM_GETNSID`); absent: the same, -1: none assigned. `IFLA_LINK_NETNSID` */
    linkNetnsid: [IFLA.LINK_NETNSID, i32],
    /** Name of the physical port: 'p0'; absent: the driver cannot tell. `IFLA_PHYS_PORT_NAME` */
    physPortName: [IFLA.PHYS_PORT_NAME, string()],
    /** 1: a protocol in user space holds the link down, 0: not. `IFLA_PROTO_DOWN` */
    protoDown: [IFLA.PROTO_DOWN, u8],
    /** Most segments of a packet left to the device to cut. `IFLA_GSO_MAX_SEGS` */
    gsoMaxSegs: [IFLA.GSO_MAX_SEGS, u32],
    /** Largest packet left to the device to cut, in bytes; for IPv4 `gsoIpv4MaxSize`. `IFLA_GSO_MAX_SIZE` */
    gsoMaxSize: [IFLA.GSO_MAX_SIZE, u32],
    /** BPF programs that see packets first. `IFLA_XDP` */
    xdp: [IFLA.XDP, nest(xdp)],
    /** What made the kernel send the notification; absent: a change of the link. `IFLA_EVENT` */
    event: [IFLA.EVENT, u32.enum(IFLA_EVENT)],
    /** In `RTM_DELLINK`: the namespace the link went to, by this namespace's number for it; -1: none assigned. `IFLA_NEW_NETNSID` */
    newNetnsid: [IFLA.NEW_NETNSID, i32],
    /** Namespace that is asked or answers, by this namespace's number for it; absent: the socket's. Also named `IFLA_IF_NETNSID`. `IFLA_TARGET_NETNSID` */
    targetNetnsid: [IFLA.TARGET_NETNSID, i32],
    /** How often the carrier came. Read only. `IFLA_CARRIER_UP_COUNT` */
    carrierUpCount: [IFLA.CARRIER_UP_COUNT, u32],
    /** How often the carrier went. Read only. `IFLA_CARRIER_DOWN_COUNT` */
    carrierDownCount: [IFLA.CARRIER_DOWN_COUNT, u32],
    /** Index in the namespace the link goes to: in `RTM_DELLINK` what it is, in a request what it shall be (absent: the kernel chooses). `IFLA_NEW_IFINDEX` */
    newIfindex: [IFLA.NEW_IFINDEX, i32],
    /** Least `mtu` that the link accepts, in bytes. Read only. `IFLA_MIN_MTU` */
    minMtu: [IFLA.MIN_MTU, u32],
    /** Largest `mtu` that the link accepts, in bytes; 0: no limit. Read only. `IFLA_MAX_MTU` */
    maxMtu: [IFLA.MAX_MTU, u32],
    /** Properties that there may be several of, changed by `RTM_NEWLINKPROP` and `RTM_DELLINKPROP`; absent: none. `IFLA_PROP_LIST` */
    propList: [IFLA.PROP_LIST, nest(propList, true)],
    /** In `RTM_GETLINK`: the link that has this name, as `ifname` or as one of `propList`. `IFLA_ALT_IFNAME` */
    altIfname: [IFLA.ALT_IFNAME, string(128)],
    /** Hardware address that the device was made with; absent: none. Read only. `IFLA_PERM_ADDRESS` */
    permAddress: [IFLA.PERM_ADDRESS, lladdr],
    /** Why `protoDown` is on; absent: no reason was given. `IFLA_PROTO_DOWN_REASON` */
    protoDownReason: [IFLA.PROTO_DOWN_REASON, nest(protoDownReason, true)],
    /** Name of the device that the link belongs to: '0000:03:00.0'; absent: a virtual link. `IFLA_PARENT_DEV_NAME` */
    parentDevName: [IFLA.PARENT_DEV_NAME, string()],
    /** Bus of that device: 'pci'; absent: a virtual link. Read only. `IFLA_PARENT_DEV_BUS_NAME` */
    parentDevBusName: [IFLA.PARENT_DEV_BUS_NAME, string()],
    /** Largest packet put together on receipt, in bytes; for IPv4 `groIpv4MaxSize`. `IFLA_GRO_MAX_SIZE` */
    groMaxSize: [IFLA.GRO_MAX_SIZE, u32],
    /** Largest packet that the device can cut, in bytes: the limit of `gsoMaxSize`. Read only. `IFLA_TSO_MAX_SIZE` */
    tsoMaxSize: [IFLA.TSO_MAX_SIZE, u32],
    /** Most segments that the device can cut: the limit of `gsoMaxSegs`. Read only. `IFLA_TSO_MAX_SEGS` */
    tsoMaxSegs: [IFLA.TSO_MAX_SEGS, u32],
    /** How many users want all multicast; above 0 the link receives it. Read only. `IFLA_ALLMULTI` */
    allmulti: [IFLA.ALLMULTI, u32],
    /** The devlink port that the link is; empty: it is none. Read only. Linux 6.2. `IFLA_DEVLINK_PORT` */
    devlinkPort: [IFLA.DEVLINK_PORT, nest(devlinkPort, true)],
    /** As `gsoMaxSize`, for IPv4. Linux 6.3. `IFLA_GSO_IPV4_MAX_SIZE` */
    gsoIpv4MaxSize: [IFLA.GSO_IPV4_MAX_SIZE, u32],
    /** As `groMaxSize`, for IPv4. Linux 6.3. `IFLA_GRO_IPV4_MAX_SIZE` */
    groIpv4MaxSize: [IFLA.GRO_IPV4_MAX_SIZE, u32],
    /** The pin of a phase-locked loop that the link's clock goes to; empty: none. Read only. Linux 6.7. `IFLA_DPLL_PIN` */
    dpllPin: [IFLA.DPLL_PIN, nest(dpllPin, true)],
    /** How far ahead the device can hold packets back for pacing, in nanoseconds; 0: it cannot. Read only. Linux 6.13. `IFLA_MAX_PACING_OFFLOAD_HORIZON` */
    maxPacingOffloadHorizon: [IFLA.MAX_PACING_OFFLOAD_HORIZON, uint],
    /** 1: the link cannot go to another namespace. Read only. Linux 6.15. `IFLA_NETNS_IMMUTABLE` */
    netnsImmutable: [IFLA.NETNS_IMMUTABLE, u8],
    /** Bytes that the link wants free in front of a packet, beyond its own header. Linux 6.18. `IFLA_HEADROOM` */
    headroom: [IFLA.HEADROOM, u16],
    /** Bytes that the link wants free behind a packet. Linux 6.18. `IFLA_TAILROOM` */
    tailroom: [IFLA.TAILROOM, u16],
  }) as const
