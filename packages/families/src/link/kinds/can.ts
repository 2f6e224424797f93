import { array, attributes, nest, string, struct, u16, u32 } from '@rtnl/codec'
import { CAN_CTRLMODE, CAN_STATE, IFLA_CAN, IFLA_CAN_CTRLMODE, IFLA_CAN_TDC } from '../../uapi/can_netlink.ts'

/** Timing of the bits on a CAN bus. In a request either `bitrate` is given, or `tq` and the segments; 0: the kernel computes it. `struct can_bittiming` */
export const can_bittiming = struct('can_bittiming', () => ({
  /** Bits per second. */
  bitrate: u32,
  /** Where in a bit it is sampled, in tenths of a percent. */
  samplePoint: u32,
  /** Time quantum, in nanoseconds. */
  tq: u32,
  /** Propagation segment, in time quanta. */
  propSeg: u32,
  /** First phase segment, in time quanta. */
  phaseSeg1: u32,
  /** Second phase segment, in time quanta. */
  phaseSeg2: u32,
  /** Synchronisation jump width, in time quanta. */
  sjw: u32,
  /** Divisor of the clock. */
  brp: u32,
}))

/** What timing a controller is capable of. `struct can_bittiming_const` */
export const can_bittiming_const = struct('can_bittiming_const', () => ({
  /** Name of the controller. */
  name: string.size(16),
  /** Least and greatest of propagation and first phase segment together, in time quanta. */
  tseg1Min: u32,
  tseg1Max: u32,
  /** Least and greatest second phase segment, in time quanta. */
  tseg2Min: u32,
  tseg2Max: u32,
  /** Greatest synchronisation jump width, in time quanta. */
  sjwMax: u32,
  /** Least and greatest divisor of the clock, and the step between two. */
  brpMin: u32,
  brpMax: u32,
  brpInc: u32,
}))

const can_clock = struct('can_clock', () => ({
  /** Frequency in hertz. */
  freq: u32,
}))

const can_ctrlmode = struct('can_ctrlmode', () => ({
  /** In a request, the modes to change: without it nothing changes. The kernel reports none. */
  mask: u32.flags(CAN_CTRLMODE),
  /** Modes that are on; in a request, the new values of those in `mask`. */
  flags: u32.flags(CAN_CTRLMODE),
}))

const can_berr_counter = struct('can_berr_counter', () => ({
  /** Errors of sending. */
  txerr: u16,
  /** Errors of receiving. */
  rxerr: u16,
}))

/** Transmitter delay compensation of CAN FD, in clock periods; the least and greatest are read only. */
export const canTdc = attributes('IFLA_CAN_TDC', IFLA_CAN_TDC, () => ({
  /** Least delay; absent: it cannot be set by hand. `IFLA_CAN_TDC_TDCV_MIN` */
  tdcvMin: [IFLA_CAN_TDC.TDCV_MIN, u32],
  /** Greatest delay; absent: it cannot be set by hand. `IFLA_CAN_TDC_TDCV_MAX` */
  tdcvMax: [IFLA_CAN_TDC.TDCV_MAX, u32],
  /** Least offset. `IFLA_CAN_TDC_TDCO_MIN` */
  tdcoMin: [IFLA_CAN_TDC.TDCO_MIN, u32],
  /** Greatest offset. `IFLA_CAN_TDC_TDCO_MAX` */
  tdcoMax: [IFLA_CAN_TDC.TDCO_MAX, u32],
  /** Least filter window; absent: there is no filter. `IFLA_CAN_TDC_TDCF_MIN` */
  tdcfMin: [IFLA_CAN_TDC.TDCF_MIN, u32],
  /** Greatest filter window; absent: there is no filter. `IFLA_CAN_TDC_TDCF_MAX` */
  tdcfMax: [IFLA_CAN_TDC.TDCF_MAX, u32],
  /** Delay from sending a bit to receiving it; absent: off, or not measured. `IFLA_CAN_TDC_TDCV` */
  tdcv: [IFLA_CAN_TDC.TDCV, u32],
  /** Offset, added to the delay; absent: off. `IFLA_CAN_TDC_TDCO` */
  tdco: [IFLA_CAN_TDC.TDCO, u32],
  /** Filter window; absent: off, or there is no filter. `IFLA_CAN_TDC_TDCF` */
  tdcf: [IFLA_CAN_TDC.TDCF, u32],
}))

/** More about the modes of a controller. */
export const canCtrlmode = attributes('IFLA_CAN_CTRLMODE', IFLA_CAN_CTRLMODE, () => ({
  /** Modes that can be switched. Read only. `IFLA_CAN_CTRLMODE_SUPPORTED` */
  supported: [IFLA_CAN_CTRLMODE.SUPPORTED, u32.flags(CAN_CTRLMODE)],
}))

/** Info data of a CAN controller. Such links are not made, only changed, while they are down. */
export const can = attributes('IFLA_CAN', IFLA_CAN, () => ({
  /** Timing; absent: not set, or not known. `IFLA_CAN_BITTIMING` */
  bittiming: [IFLA_CAN.BITTIMING, can_bittiming],
  /** Limits of the timing; absent: see `bitrateConst`. Read only. `IFLA_CAN_BITTIMING_CONST` */
  bittimingConst: [IFLA_CAN.BITTIMING_CONST, can_bittiming_const],
  /** Clock of the controller. Read only. `IFLA_CAN_CLOCK` */
  clock: [IFLA_CAN.CLOCK, can_clock],
  /** State of the controller. Read only. `IFLA_CAN_STATE` */
  state: [IFLA_CAN.STATE, u32.enum(CAN_STATE)],
  /** Modes of the controller. `IFLA_CAN_CTRLMODE` */
  ctrlmode: [IFLA_CAN.CTRLMODE, can_ctrlmode],
  /** How long after 'bus_off' it starts again by itself, in milliseconds; 0: never. `IFLA_CAN_RESTART_MS` */
  restartMs: [IFLA_CAN.RESTART_MS, u32],
  /** Whatever the value: start again now. Requests only. `IFLA_CAN_RESTART` */
  restart: [IFLA_CAN.RESTART, u32],
  /** Errors on the bus; absent: the controller does not count them. Read only. `IFLA_CAN_BERR_COUNTER` */
  berrCounter: [IFLA_CAN.BERR_COUNTER, can_berr_counter],
  /** Timing of the data of CAN FD; absent: not set. `IFLA_CAN_DATA_BITTIMING` */
  dataBittiming: [IFLA_CAN.DATA_BITTIMING, can_bittiming],
  /** Limits of it; absent: no CAN FD, or see `dataBitrateConst`. Read only. `IFLA_CAN_DATA_BITTIMING_CONST` */
  dataBittimingConst: [IFLA_CAN.DATA_BITTIMING_CONST, can_bittiming_const],
  /** Resistance at the end of the bus in ohms; 0: switched off; absent: it cannot be switched. `IFLA_CAN_TERMINATION` */
  termination: [IFLA_CAN.TERMINATION, u16],
  /** Resistances to choose from, in ohms. Read only. `IFLA_CAN_TERMINATION_CONST` */
  terminationConst: [IFLA_CAN.TERMINATION_CONST, array(u16)],
  /** The only bit rates, in bits per second; absent: any within `bittimingConst`. Read only. `IFLA_CAN_BITRATE_CONST` */
  bitrateConst: [IFLA_CAN.BITRATE_CONST, array(u32)],
  /** The only bit rates of data, in bits per second; absent: any within `dataBittimingConst`. Read only. `IFLA_CAN_DATA_BITRATE_CONST` */
  dataBitrateConst: [IFLA_CAN.DATA_BITRATE_CONST, array(u32)],
  /** Greatest bit rate of the transceiver, in bits per second; 0: not known. Read only. `IFLA_CAN_BITRATE_MAX` */
  bitrateMax: [IFLA_CAN.BITRATE_MAX, u32],
  /** Transmitter delay compensation; absent: the controller has none. `IFLA_CAN_TDC` */
  tdc: [IFLA_CAN.TDC, nest(canTdc, true)],
  /** Modes that can be switched. Read only. Linux 5.18. `IFLA_CAN_CTRLMODE_EXT` */
  ctrlmodeExt: [IFLA_CAN.CTRLMODE_EXT, nest(canCtrlmode, true)],
}))

/** Statistics of a CAN controller. `struct can_device_stats` */
export const can_device_stats = struct('can_device_stats', () => ({
  /** Errors on the bus. */
  busError: u32,
  /** Changes to the state 'error_warning'. */
  errorWarning: u32,
  /** Changes to the state 'error_passive'. */
  errorPassive: u32,
  /** Changes to the state 'bus_off'. */
  busOff: u32,
  /** Arbitrations that were lost. */
  arbitrationLost: u32,
  /** Restarts of the controller. */
  restarts: u32,
}))
