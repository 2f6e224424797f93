// Vlans.

/** Flags of a vlan, `IFLA_VLAN_FLAGS` (`linux/if_vlan.h`). */
export const VLAN_FLAG = {
  REORDER_HDR: 0x1,
  GVRP: 0x2,
  LOOSE_BINDING: 0x4,
  MVRP: 0x8,
  BRIDGE_BINDING: 0x10,
} as const
