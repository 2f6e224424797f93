import { attributes, be16, list, lladdr, nest, struct, u32, u64 } from '@rtnl/codec'
import { ETH_P } from '../uapi/if_ether.ts'
import { IFLA_VF, IFLA_VF_LINK_STATE, IFLA_VF_STATS, IFLA_VF_VLAN_INFO } from '../uapi/if_link.ts'

// Every struct of a virtual function begins with its number. Drivers that cannot tell a setting report 0xffffffff.

const ifla_vf_mac = struct('ifla_vf_mac', () => ({
  /** Number of the virtual function, from 0. */
  vf: u32,
  /** Address, in a field of 32 octets of which Ethernet uses the first 6; all zero: none given. */
  mac: lladdr.size(32),
}))

const ifla_vf_broadcast = struct('ifla_vf_broadcast', () => ({
  /** Broadcast address, in a field of 32 octets of which Ethernet uses the first 6. */
  broadcast: lladdr.size(32),
}))

const ifla_vf_vlan = struct('ifla_vf_vlan', () => ({
  /** Number of the virtual function, from 0. */
  vf: u32,
  /** VLAN id, 1 to 4095; 0: no VLAN. */
  vlan: u32,
  /** 802.1p priority, 0 to 7. */
  qos: u32,
}))

const ifla_vf_vlan_info = struct('ifla_vf_vlan_info', () => ({
  /** Number of the virtual function, from 0. */
  vf: u32,
  /** VLAN id, 1 to 4095; 0: no VLAN. */
  vlan: u32,
  /** 802.1p priority, 0 to 7. */
  qos: u32,
  /** Tag: '8021q' or '8021ad'. */
  vlanProto: be16.enum(ETH_P),
}))

const ifla_vf_tx_rate = struct('ifla_vf_tx_rate', () => ({
  /** Number of the virtual function, from 0. */
  vf: u32,
  /** Highest transmit rate in Mbit/s; 0: no limit. */
  rate: u32,
}))

const ifla_vf_rate = struct('ifla_vf_rate', () => ({
  /** Number of the virtual function, from 0. */
  vf: u32,
  /** Guaranteed transmit rate in Mbit/s; 0: none. */
  minTxRate: u32,
  /** Highest transmit rate in Mbit/s; 0: no limit. */
  maxTxRate: u32,
}))

const ifla_vf_spoofchk = struct('ifla_vf_spoofchk', () => ({
  /** Number of the virtual function, from 0. */
  vf: u32,
  /** 1: drop what it sends under a foreign address, 0: let it pass, 0xffffffff: the driver cannot tell. */
  setting: u32,
}))

const ifla_vf_link_state = struct('ifla_vf_link_state', () => ({
  /** Number of the virtual function, from 0. */
  vf: u32,
  /** 'auto': as the physical link; 'enable' and 'disable': always up or down. */
  linkState: u32.enum(IFLA_VF_LINK_STATE),
}))

const ifla_vf_rss_query_en = struct('ifla_vf_rss_query_en', () => ({
  /** Number of the virtual function, from 0. */
  vf: u32,
  /** 1: it may ask for the receive hash key and table, 0: it may not, 0xffffffff: the driver cannot tell. */
  setting: u32,
}))

const ifla_vf_trust = struct('ifla_vf_trust', () => ({
  /** Number of the virtual function, from 0. */
  vf: u32,
  /** 1: it may change its address or go promiscuous, 0: it may not, 0xffffffff: the driver cannot tell. */
  setting: u32,
}))

const ifla_vf_guid = struct('ifla_vf_guid', () => ({
  /** Number of the virtual function, from 0. */
  vf: u32,
  /** InfiniBand identifier; 0: none given. */
  guid: u64,
}))

/** Traffic of one virtual function, as its driver counts it. */
export const vfStats = attributes('IFLA_VF_STATS', IFLA_VF_STATS, () => ({
  /** Packets received. `IFLA_VF_STATS_RX_PACKETS` */
  rxPackets: [IFLA_VF_STATS.RX_PACKETS, u64],
  /** Packets sent. `IFLA_VF_STATS_TX_PACKETS` */
  txPackets: [IFLA_VF_STATS.TX_PACKETS, u64],
  /** Bytes received. `IFLA_VF_STATS_RX_BYTES` */
  rxBytes: [IFLA_VF_STATS.RX_BYTES, u64],
  /** Bytes sent. `IFLA_VF_STATS_TX_BYTES` */
  txBytes: [IFLA_VF_STATS.TX_BYTES, u64],
  /** Broadcast packets received. `IFLA_VF_STATS_BROADCAST` */
  broadcast: [IFLA_VF_STATS.BROADCAST, u64],
  /** Multicast packets received. `IFLA_VF_STATS_MULTICAST` */
  multicast: [IFLA_VF_STATS.MULTICAST, u64],
  /** Received and dropped. `IFLA_VF_STATS_RX_DROPPED` */
  rxDropped: [IFLA_VF_STATS.RX_DROPPED, u64],
  /** Dropped on the way to transmission. `IFLA_VF_STATS_TX_DROPPED` */
  txDropped: [IFLA_VF_STATS.TX_DROPPED, u64],
}))

/** One SR-IOV virtual function of a physical device; in a request only what shall change. */
export const vfInfo = attributes('IFLA_VF', IFLA_VF, () => ({
  /** Hardware address. `IFLA_VF_MAC` */
  mac: [IFLA_VF.MAC, ifla_vf_mac],
  /** VLAN that its frames are put into, with an 802.1Q tag; `vlanList` can say which tag. `IFLA_VF_VLAN` */
  vlan: [IFLA_VF.VLAN, ifla_vf_vlan],
  /** Highest transmit rate; `rate` says more. `IFLA_VF_TX_RATE` */
  txRate: [IFLA_VF.TX_RATE, ifla_vf_tx_rate],
  /** Check of source addresses. `IFLA_VF_SPOOFCHK` */
  spoofchk: [IFLA_VF.SPOOFCHK, ifla_vf_spoofchk],
  /** Link state that it is shown. `IFLA_VF_LINK_STATE` */
  linkState: [IFLA_VF.LINK_STATE, ifla_vf_link_state],
  /** Least and highest transmit rate. `IFLA_VF_RATE` */
  rate: [IFLA_VF.RATE, ifla_vf_rate],
  /** May it ask for the receive hash's key and table? `IFLA_VF_RSS_QUERY_EN` */
  rssQueryEn: [IFLA_VF.RSS_QUERY_EN, ifla_vf_rss_query_en],
  /** Counters; absent when the request's `extMask` has 'skip_stats'. Read only. `IFLA_VF_STATS` */
  stats: [IFLA_VF.STATS, nest(vfStats)],
  /** Is it trusted with its own settings? `IFLA_VF_TRUST` */
  trust: [IFLA_VF.TRUST, ifla_vf_trust],
  /** InfiniBand node identifier; absent for other devices. `IFLA_VF_IB_NODE_GUID` */
  ibNodeGuid: [IFLA_VF.IB_NODE_GUID, ifla_vf_guid],
  /** InfiniBand port identifier; absent for other devices. `IFLA_VF_IB_PORT_GUID` */
  ibPortGuid: [IFLA_VF.IB_PORT_GUID, ifla_vf_guid],
  /** VLANs that its frames are put into, outermost first; the kernel takes one. `IFLA_VF_VLAN_LIST` */
  vlanList: [IFLA_VF.VLAN_LIST, list(ifla_vf_vlan_info, { type: IFLA_VF_VLAN_INFO.INFO })],
  /** Broadcast address. Read only. `IFLA_VF_BROADCAST` */
  broadcast: [IFLA_VF.BROADCAST, ifla_vf_broadcast],
}))
