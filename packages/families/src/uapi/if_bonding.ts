// Bonds.

/** Values of `IFLA_BOND_MODE` (`linux/if_bonding.h`). */
export const BOND_MODE = {
  ROUNDROBIN: 0,
  ACTIVEBACKUP: 1,
  XOR: 2,
  BROADCAST: 3,
  '8023AD': 4,
  TLB: 5,
  ALB: 6,
} as const

/** State of the link of a port, `IFLA_BOND_SLAVE_MII_STATUS` (`linux/if_bonding.h`). */
export const BOND_LINK = {
  UP: 0,
  FAIL: 1,
  DOWN: 2,
  BACK: 3,
} as const

/** Is a port in use, `IFLA_BOND_SLAVE_STATE` (`linux/if_bonding.h`). */
export const BOND_STATE = {
  ACTIVE: 0,
  BACKUP: 1,
} as const

/** Values of `IFLA_BOND_XMIT_HASH_POLICY` (`linux/if_bonding.h`). */
export const BOND_XMIT_POLICY = {
  LAYER2: 0,
  LAYER34: 1,
  LAYER23: 2,
  ENCAP23: 3,
  ENCAP34: 4,
  VLAN_SRCMAC: 5,
} as const

/** Bits of `IFLA_BOND_SLAVE_AD_*_OPER_PORT_STATE` (`linux/if_bonding.h`). */
export const LACP_STATE = {
  LACP_ACTIVITY: 0x1,
  LACP_TIMEOUT: 0x2,
  AGGREGATION: 0x4,
  SYNCHRONIZATION: 0x8,
  COLLECTING: 0x10,
  DISTRIBUTING: 0x20,
  DEFAULTED: 0x40,
  EXPIRED: 0x80,
} as const
