// Virtual CAN tunnels.

/** Info data of a vxcan (`linux/can/vxcan.h`). */
export const VXCAN_INFO = {
  UNSPEC: 0,
  PEER: 1,
} as const
