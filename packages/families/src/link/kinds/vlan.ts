import { attributes, be16, list, struct, u16, u32 } from '@rtnl/codec'
import { ETH_P } from '../../uapi/if_ether.ts'
import { IFLA_VLAN, IFLA_VLAN_QOS } from '../../uapi/if_link.ts'
import { VLAN_FLAG } from '../../uapi/if_vlan.ts'

const ifla_vlan_flags = struct('ifla_vlan_flags', () => ({
  /** Flags that are on; in a request, the new values of those in `mask`. */
  flags: u32.flags(VLAN_FLAG),
  /** In a request, the flags to change: without it nothing changes. The kernel reports all bits. */
  mask: u32.flags(VLAN_FLAG),
}))

const ifla_vlan_qos_mapping = struct('ifla_vlan_qos_mapping', () => ({
  /** Outgoing: the socket buffer's priority, incoming: the tag's, 0 to 7. */
  from: u32,
  /** Outgoing: the tag's priority, 0 to 7, incoming: the socket buffer's. 0 deletes the mapping. */
  to: u32,
}))

/** Info data of a VLAN. */
export const vlan = attributes('IFLA_VLAN', IFLA_VLAN, () => ({
  /** VLAN id, 0 to 4094; must be given on creation. `IFLA_VLAN_ID` */
  id: [IFLA_VLAN.ID, u16],
  /** Flags; absent: none is on. A new VLAN has 'reorder_hdr'. `IFLA_VLAN_FLAGS` */
  flags: [IFLA_VLAN.FLAGS, ifla_vlan_flags],
  /** Outgoing priorities, those not mapped become 0; in a request, mappings to add or change. `IFLA_VLAN_EGRESS_QOS` */
  egressQos: [IFLA_VLAN.EGRESS_QOS, list(ifla_vlan_qos_mapping, { type: IFLA_VLAN_QOS.MAPPING })],
  /** Incoming priorities, those not mapped become 0; in a request, mappings to add or change. `IFLA_VLAN_INGRESS_QOS` */
  ingressQos: [IFLA_VLAN.INGRESS_QOS, list(ifla_vlan_qos_mapping, { type: IFLA_VLAN_QOS.MAPPING })],
  /** Tag: '8021q' (also when absent in a request) or '8021ad'. `IFLA_VLAN_PROTOCOL` */
  protocol: [IFLA_VLAN.PROTOCOL, be16.enum(ETH_P)],
}))
