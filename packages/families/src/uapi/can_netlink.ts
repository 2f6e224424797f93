// CAN controllers.

/** Info data of a CAN controller (`linux/can/netlink.h`). */
export const IFLA_CAN = {
  UNSPEC: 0,
  BITTIMING: 1,
  BITTIMING_CONST: 2,
  CLOCK: 3,
  STATE: 4,
  CTRLMODE: 5,
  RESTART_MS: 6,
  RESTART: 7,
  BERR_COUNTER: 8,
  DATA_BITTIMING: 9,
  DATA_BITTIMING_CONST: 10,
  TERMINATION: 11,
  TERMINATION_CONST: 12,
  BITRATE_CONST: 13,
  DATA_BITRATE_CONST: 14,
  BITRATE_MAX: 15,
  TDC: 16,
  CTRLMODE_EXT: 17,
} as const

/** Attributes of `IFLA_CAN_TDC` (`linux/can/netlink.h`). */
export const IFLA_CAN_TDC = {
  UNSPEC: 0,
  TDCV_MIN: 1,
  TDCV_MAX: 2,
  TDCO_MIN: 3,
  TDCO_MAX: 4,
  TDCF_MIN: 5,
  TDCF_MAX: 6,
  TDCV: 7,
  TDCO: 8,
  TDCF: 9,
} as const

/** Attributes of `IFLA_CAN_CTRLMODE_EXT` (`linux/can/netlink.h`). */
export const IFLA_CAN_CTRLMODE = {
  UNSPEC: 0,
  SUPPORTED: 1,
} as const

/** Values of `IFLA_CAN_STATE` (`linux/can/netlink.h`). */
export const CAN_STATE = {
  ERROR_ACTIVE: 0,
  ERROR_WARNING: 1,
  ERROR_PASSIVE: 2,
  BUS_OFF: 3,
  STOPPED: 4,
  SLEEPING: 5,
} as const

/** Bits of `struct can_ctrlmode` (`linux/can/netlink.h`). */
export const CAN_CTRLMODE = {
  LOOPBACK: 0x1,
  LISTENONLY: 0x2,
  '3_SAMPLES': 0x4,
  ONE_SHOT: 0x8,
  BERR_REPORTING: 0x10,
  FD: 0x20,
  PRESUME_ACK: 0x40,
  FD_NON_ISO: 0x80,
  CC_LEN8_DLC: 0x100,
  TDC_AUTO: 0x200,
  TDC_MANUAL: 0x400,
} as const
