// Virtual Ethernet pairs.

/** Info data of a veth (`linux/veth.h`). */
export const VETH_INFO = {
  UNSPEC: 0,
  PEER: 1,
} as const
