import { attributes, list, many, nest, struct, u8, u16, u32 } from '@rtnl/codec'
import {
  BR_STATE,
  BRIDGE_FLAGS,
  BRIDGE_MODE,
  BRIDGE_VLAN_INFO,
  IFLA_BRIDGE,
  IFLA_BRIDGE_MST,
  IFLA_BRIDGE_MST_ENTRY,
  IFLA_BRIDGE_VLAN_TUNNEL,
} from '../uapi/if_bridge.ts'
import { cfm } from './bridge-cfm.ts'
import { mrp } from './bridge-mrp.ts'

const bridge_vlan_info = struct('bridge_vlan_info', () => ({
  /** What the VLAN is on this port; 'range_begin' and 'range_end' mark the two ends of a range. */
  flags: u16.flags(BRIDGE_VLAN_INFO),
  /** VLAN id, 1 to 4094. */
  vid: u16,
}))

const vlanTunnelInfo = attributes('IFLA_BRIDGE_VLAN_TUNNEL', IFLA_BRIDGE_VLAN_TUNNEL, () => ({
  /** Tunnel identifier, 24 bits. `IFLA_BRIDGE_VLAN_TUNNEL_ID` */
  id: [IFLA_BRIDGE_VLAN_TUNNEL.ID, u32],
  /** VLAN id, 1 to 4094. `IFLA_BRIDGE_VLAN_TUNNEL_VID` */
  vid: [IFLA_BRIDGE_VLAN_TUNNEL.VID, u16],
  /** 'range_begin' and 'range_end' mark the two ends of a range. `IFLA_BRIDGE_VLAN_TUNNEL_FLAGS` */
  flags: [IFLA_BRIDGE_VLAN_TUNNEL.FLAGS, u16.flags(BRIDGE_VLAN_INFO)],
}))

const mstEntry = attributes('IFLA_BRIDGE_MST_ENTRY', IFLA_BRIDGE_MST_ENTRY, () => ({
  /** Number of the spanning tree, 1 to 4094; 0 is the common one. `IFLA_BRIDGE_MST_ENTRY_MSTI` */
  msti: [IFLA_BRIDGE_MST_ENTRY.MSTI, u16],
  /** State of the port in it. `IFLA_BRIDGE_MST_ENTRY_STATE` */
  state: [IFLA_BRIDGE_MST_ENTRY.STATE, u8.enum(BR_STATE)],
}))

/** `IFLA_AF_SPEC` in messages of family 'bridge': what a bridge or its port is asked to do, or has. */
export const bridgeAfSpec = attributes('IFLA_BRIDGE', IFLA_BRIDGE, () => ({
  /** Who is addressed: the 'master' (also when absent), the device itself ('self'), or both. Requests only. `IFLA_BRIDGE_FLAGS` */
  flags: [IFLA_BRIDGE.FLAGS, u16.flags(BRIDGE_FLAGS)],
  /** How a device's embedded switch passes traffic between its functions. `IFLA_BRIDGE_MODE` */
  mode: [IFLA_BRIDGE.MODE, u16.enum(BRIDGE_MODE)],
  /** VLANs of the port; sent when the request's `extMask` has 'brvlan' or 'brvlan_compressed' (with ranges). `IFLA_BRIDGE_VLAN_INFO` */
  vlanInfo: [IFLA_BRIDGE.VLAN_INFO, many(bridge_vlan_info)],
  /** Tunnel identifiers of the port's VLANs; sent as `vlanInfo` is, if `vlanTunnel` is on. `IFLA_BRIDGE_VLAN_TUNNEL_INFO` */
  vlanTunnelInfo: [IFLA_BRIDGE.VLAN_TUNNEL_INFO, many(nest(vlanTunnelInfo))],
  /** Media redundancy protocol; sent when the request's `extMask` has 'mrp'. `IFLA_BRIDGE_MRP` */
  mrp: [IFLA_BRIDGE.MRP, nest(mrp)],
  /** Connectivity fault management; sent when the request's `extMask` has 'cfm_config' or 'cfm_status'. `IFLA_BRIDGE_CFM` */
  cfm: [IFLA_BRIDGE.CFM, nest(cfm, true)],
  /** States of the port in the spanning trees; sent when the request's `extMask` has 'mst'. `IFLA_BRIDGE_MST` */
  mst: [IFLA_BRIDGE.MST, list(nest(mstEntry), { type: IFLA_BRIDGE_MST.ENTRY, nested: true })],
}))
