import { attributes, ifindex, many, nest, u16, u32 } from '@rtnl/codec'
import {
  IFLA_BRIDGE_MRP,
  IFLA_BRIDGE_MRP_IN_ROLE,
  IFLA_BRIDGE_MRP_IN_STATE,
  IFLA_BRIDGE_MRP_INFO,
  IFLA_BRIDGE_MRP_INSTANCE,
  IFLA_BRIDGE_MRP_PORT_ROLE,
  IFLA_BRIDGE_MRP_PORT_STATE,
  IFLA_BRIDGE_MRP_RING_ROLE,
  IFLA_BRIDGE_MRP_RING_STATE,
  IFLA_BRIDGE_MRP_START_IN_TEST,
  IFLA_BRIDGE_MRP_START_TEST,
} from '../uapi/if_bridge.ts'

// Media redundancy protocol (IEC 62439-2) of a bridge. A daemon in user space decides, the kernel sends and counts the test frames.
// The values are those of `linux/mrp_bridge.h`.
const RING_ROLE = { DISABLED: 0, MRC: 1, MRM: 2, MRA: 3 } as const
const IN_ROLE = { DISABLED: 0, MIC: 1, MIM: 2 } as const
const STATE = { OPEN: 0, CLOSED: 1 } as const
const PORT_STATE = { DISABLED: 0, BLOCKED: 1, FORWARDING: 2, NOT_CONNECTED: 3 } as const
const PORT_ROLE = { PRIMARY: 0, SECONDARY: 1, INTER: 2 } as const

const instance = attributes('IFLA_BRIDGE_MRP_INSTANCE', IFLA_BRIDGE_MRP_INSTANCE, () => ({
  /** Number of the ring. `IFLA_BRIDGE_MRP_INSTANCE_RING_ID` */
  ringId: [IFLA_BRIDGE_MRP_INSTANCE.RING_ID, u32],
  /** Primary port. `IFLA_BRIDGE_MRP_INSTANCE_P_IFINDEX` */
  pIfindex: [IFLA_BRIDGE_MRP_INSTANCE.P_IFINDEX, ifindex],
  /** Secondary port. `IFLA_BRIDGE_MRP_INSTANCE_S_IFINDEX` */
  sIfindex: [IFLA_BRIDGE_MRP_INSTANCE.S_IFINDEX, ifindex],
  /** Priority as manager, lower wins; absent: 32768. `IFLA_BRIDGE_MRP_INSTANCE_PRIO` */
  prio: [IFLA_BRIDGE_MRP_INSTANCE.PRIO, u16],
}))

const portState = attributes('IFLA_BRIDGE_MRP_PORT_STATE', IFLA_BRIDGE_MRP_PORT_STATE, () => ({
  /** State of the port in the ring. `IFLA_BRIDGE_MRP_PORT_STATE_STATE` */
  state: [IFLA_BRIDGE_MRP_PORT_STATE.STATE, u32.enum(PORT_STATE)],
}))

const portRole = attributes('IFLA_BRIDGE_MRP_PORT_ROLE', IFLA_BRIDGE_MRP_PORT_ROLE, () => ({
  /** Role of the port in the ring. `IFLA_BRIDGE_MRP_PORT_ROLE_ROLE` */
  role: [IFLA_BRIDGE_MRP_PORT_ROLE.ROLE, u32.enum(PORT_ROLE)],
}))

const ringState = attributes('IFLA_BRIDGE_MRP_RING_STATE', IFLA_BRIDGE_MRP_RING_STATE, () => ({
  /** Number of the ring. `IFLA_BRIDGE_MRP_RING_STATE_RING_ID` */
  ringId: [IFLA_BRIDGE_MRP_RING_STATE.RING_ID, u32],
  /** State of the ring. `IFLA_BRIDGE_MRP_RING_STATE_STATE` */
  state: [IFLA_BRIDGE_MRP_RING_STATE.STATE, u32.enum(STATE)],
}))

const ringRole = attributes('IFLA_BRIDGE_MRP_RING_ROLE', IFLA_BRIDGE_MRP_RING_ROLE, () => ({
  /** Number of the ring. `IFLA_BRIDGE_MRP_RING_ROLE_RING_ID` */
  ringId: [IFLA_BRIDGE_MRP_RING_ROLE.RING_ID, u32],
  /** Client ('mrc'), manager ('mrm') or automatic ('mra'). `IFLA_BRIDGE_MRP_RING_ROLE_ROLE` */
  role: [IFLA_BRIDGE_MRP_RING_ROLE.ROLE, u32.enum(RING_ROLE)],
}))

const startTest = attributes('IFLA_BRIDGE_MRP_START_TEST', IFLA_BRIDGE_MRP_START_TEST, () => ({
  /** Number of the ring. `IFLA_BRIDGE_MRP_START_TEST_RING_ID` */
  ringId: [IFLA_BRIDGE_MRP_START_TEST.RING_ID, u32],
  /** Microseconds between test frames, at least 1. `IFLA_BRIDGE_MRP_START_TEST_INTERVAL` */
  interval: [IFLA_BRIDGE_MRP_START_TEST.INTERVAL, u32],
  /** How many may be lost before the ring counts as open. `IFLA_BRIDGE_MRP_START_TEST_MAX_MISS` */
  maxMiss: [IFLA_BRIDGE_MRP_START_TEST.MAX_MISS, u32],
  /** Microseconds that test frames are sent for; 0: stop. `IFLA_BRIDGE_MRP_START_TEST_PERIOD` */
  period: [IFLA_BRIDGE_MRP_START_TEST.PERIOD, u32],
  /** 1: only watch for another manager's test frames; absent: send. `IFLA_BRIDGE_MRP_START_TEST_MONITOR` */
  monitor: [IFLA_BRIDGE_MRP_START_TEST.MONITOR, u32],
}))

const inState = attributes('IFLA_BRIDGE_MRP_IN_STATE', IFLA_BRIDGE_MRP_IN_STATE, () => ({
  /** Number of the interconnection. `IFLA_BRIDGE_MRP_IN_STATE_IN_ID` */
  inId: [IFLA_BRIDGE_MRP_IN_STATE.IN_ID, u32],
  /** State of the interconnection. `IFLA_BRIDGE_MRP_IN_STATE_STATE` */
  state: [IFLA_BRIDGE_MRP_IN_STATE.STATE, u32.enum(STATE)],
}))

const inRole = attributes('IFLA_BRIDGE_MRP_IN_ROLE', IFLA_BRIDGE_MRP_IN_ROLE, () => ({
  /** Number of the ring. `IFLA_BRIDGE_MRP_IN_ROLE_RING_ID` */
  ringId: [IFLA_BRIDGE_MRP_IN_ROLE.RING_ID, u32],
  /** Number of the interconnection. `IFLA_BRIDGE_MRP_IN_ROLE_IN_ID` */
  inId: [IFLA_BRIDGE_MRP_IN_ROLE.IN_ID, u16],
  /** Client ('mic') or manager ('mim') of the interconnection. `IFLA_BRIDGE_MRP_IN_ROLE_ROLE` */
  role: [IFLA_BRIDGE_MRP_IN_ROLE.ROLE, u32.enum(IN_ROLE)],
  /** Port towards the other ring. `IFLA_BRIDGE_MRP_IN_ROLE_I_IFINDEX` */
  iIfindex: [IFLA_BRIDGE_MRP_IN_ROLE.I_IFINDEX, ifindex],
}))

const startInTest = attributes('IFLA_BRIDGE_MRP_START_IN_TEST', IFLA_BRIDGE_MRP_START_IN_TEST, () => ({
  /** Number of the interconnection. `IFLA_BRIDGE_MRP_START_IN_TEST_IN_ID` */
  inId: [IFLA_BRIDGE_MRP_START_IN_TEST.IN_ID, u32],
  /** Microseconds between test frames, at least 1. `IFLA_BRIDGE_MRP_START_IN_TEST_INTERVAL` */
  interval: [IFLA_BRIDGE_MRP_START_IN_TEST.INTERVAL, u32],
  /** How many may be lost before the interconnection counts as open. `IFLA_BRIDGE_MRP_START_IN_TEST_MAX_MISS` */
  maxMiss: [IFLA_BRIDGE_MRP_START_IN_TEST.MAX_MISS, u32],
  /** Microseconds that test frames are sent for; 0: stop. `IFLA_BRIDGE_MRP_START_IN_TEST_PERIOD` */
  period: [IFLA_BRIDGE_MRP_START_IN_TEST.PERIOD, u32],
}))

const info = attributes('IFLA_BRIDGE_MRP_INFO', IFLA_BRIDGE_MRP_INFO, () => ({
  /** Number of the ring. `IFLA_BRIDGE_MRP_INFO_RING_ID` */
  ringId: [IFLA_BRIDGE_MRP_INFO.RING_ID, u32],
  /** Primary port; absent: it is gone. `IFLA_BRIDGE_MRP_INFO_P_IFINDEX` */
  pIfindex: [IFLA_BRIDGE_MRP_INFO.P_IFINDEX, ifindex],
  /** Secondary port; absent: it is gone. `IFLA_BRIDGE_MRP_INFO_S_IFINDEX` */
  sIfindex: [IFLA_BRIDGE_MRP_INFO.S_IFINDEX, ifindex],
  /** Priority as manager. `IFLA_BRIDGE_MRP_INFO_PRIO` */
  prio: [IFLA_BRIDGE_MRP_INFO.PRIO, u16],
  /** State of the ring. `IFLA_BRIDGE_MRP_INFO_RING_STATE` */
  ringState: [IFLA_BRIDGE_MRP_INFO.RING_STATE, u32.enum(STATE)],
  /** Role in the ring. `IFLA_BRIDGE_MRP_INFO_RING_ROLE` */
  ringRole: [IFLA_BRIDGE_MRP_INFO.RING_ROLE, u32.enum(RING_ROLE)],
  /** Microseconds between test frames. `IFLA_BRIDGE_MRP_INFO_TEST_INTERVAL` */
  testInterval: [IFLA_BRIDGE_MRP_INFO.TEST_INTERVAL, u32],
  /** How many test frames may be lost. `IFLA_BRIDGE_MRP_INFO_TEST_MAX_MISS` */
  testMaxMiss: [IFLA_BRIDGE_MRP_INFO.TEST_MAX_MISS, u32],
  /** 1: another manager's test frames are watched, 0: own ones are sent. `IFLA_BRIDGE_MRP_INFO_TEST_MONITOR` */
  testMonitor: [IFLA_BRIDGE_MRP_INFO.TEST_MONITOR, u32],
  /** Port towards the other ring; absent: none. `IFLA_BRIDGE_MRP_INFO_I_IFINDEX` */
  iIfindex: [IFLA_BRIDGE_MRP_INFO.I_IFINDEX, ifindex],
  /** State of the interconnection. `IFLA_BRIDGE_MRP_INFO_IN_STATE` */
  inState: [IFLA_BRIDGE_MRP_INFO.IN_STATE, u32.enum(STATE)],
  /** Role in the interconnection. `IFLA_BRIDGE_MRP_INFO_IN_ROLE` */
  inRole: [IFLA_BRIDGE_MRP_INFO.IN_ROLE, u32.enum(IN_ROLE)],
  /** Microseconds between the interconnection's test frames. `IFLA_BRIDGE_MRP_INFO_IN_TEST_INTERVAL` */
  inTestInterval: [IFLA_BRIDGE_MRP_INFO.IN_TEST_INTERVAL, u32],
  /** How many of the interconnection's test frames may be lost. `IFLA_BRIDGE_MRP_INFO_IN_TEST_MAX_MISS` */
  inTestMaxMiss: [IFLA_BRIDGE_MRP_INFO.IN_TEST_MAX_MISS, u32],
}))

/** What a bridge is asked to do for the media redundancy protocol, or (`info`) what it does. */
export const mrp = attributes('IFLA_BRIDGE_MRP', IFLA_BRIDGE_MRP, () => ({
  /** Make (`RTM_SETLINK`) or delete (`RTM_DELLINK`) a ring. `IFLA_BRIDGE_MRP_INSTANCE` */
  instance: [IFLA_BRIDGE_MRP.INSTANCE, nest(instance)],
  /** Set the state of a port. `IFLA_BRIDGE_MRP_PORT_STATE` */
  portState: [IFLA_BRIDGE_MRP.PORT_STATE, nest(portState)],
  /** Set the role of a port. `IFLA_BRIDGE_MRP_PORT_ROLE` */
  portRole: [IFLA_BRIDGE_MRP.PORT_ROLE, nest(portRole)],
  /** Set the state of a ring. `IFLA_BRIDGE_MRP_RING_STATE` */
  ringState: [IFLA_BRIDGE_MRP.RING_STATE, nest(ringState)],
  /** Set the role in a ring. `IFLA_BRIDGE_MRP_RING_ROLE` */
  ringRole: [IFLA_BRIDGE_MRP.RING_ROLE, nest(ringRole)],
  /** Start or stop a ring's test frames. `IFLA_BRIDGE_MRP_START_TEST` */
  startTest: [IFLA_BRIDGE_MRP.START_TEST, nest(startTest)],
  /** One for each ring. Read only. `IFLA_BRIDGE_MRP_INFO` */
  info: [IFLA_BRIDGE_MRP.INFO, many(nest(info))],
  /** Set the role in an interconnection. `IFLA_BRIDGE_MRP_IN_ROLE` */
  inRole: [IFLA_BRIDGE_MRP.IN_ROLE, nest(inRole)],
  /** Set the state of an interconnection. `IFLA_BRIDGE_MRP_IN_STATE` */
  inState: [IFLA_BRIDGE_MRP.IN_STATE, nest(inState)],
  /** Start or stop an interconnection's test frames. `IFLA_BRIDGE_MRP_START_IN_TEST` */
  startInTest: [IFLA_BRIDGE_MRP.START_IN_TEST, nest(startInTest)],
}))
