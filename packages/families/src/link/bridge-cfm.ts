import { attributes, bytes, ifindex, lladdr, many, nest, u8, u32 } from '@rtnl/codec'
import {
  IFLA_BRIDGE_CFM,
  IFLA_BRIDGE_CFM_CC_CCM_TX,
  IFLA_BRIDGE_CFM_CC_CONFIG,
  IFLA_BRIDGE_CFM_CC_PEER,
  IFLA_BRIDGE_CFM_CC_PEER_STATUS,
  IFLA_BRIDGE_CFM_CC_RDI,
  IFLA_BRIDGE_CFM_MEP_CONFIG,
  IFLA_BRIDGE_CFM_MEP_CREATE,
  IFLA_BRIDGE_CFM_MEP_DELETE,
  IFLA_BRIDGE_CFM_MEP_STATUS,
} from '../uapi/if_bridge.ts'

// Connectivity fault management (IEEE 802.1ag) of a bridge: maintenance end points (MEP) that send each other continuity
// check messages (CCM). The values are those of `linux/cfm_bridge.h`.
const DOMAIN = { PORT: 0, VLAN: 1 } as const
const DIRECTION = { DOWN: 0, UP: 1 } as const
const CCM_INTERVAL = {
  NONE: 0,
  '3_3_MS': 1,
  '10_MS': 2,
  '100_MS': 3,
  '1_SEC': 4,
  '10_SEC': 5,
  '1_MIN': 6,
  '10_MIN': 7,
} as const

const mepCreate = attributes('IFLA_BRIDGE_CFM_MEP_CREATE', IFLA_BRIDGE_CFM_MEP_CREATE, () => ({
  /** Number of the end point. `IFLA_BRIDGE_CFM_MEP_CREATE_INSTANCE` */
  instance: [IFLA_BRIDGE_CFM_MEP_CREATE.INSTANCE, u32],
  /** What it watches; the kernel has 'port'. `IFLA_BRIDGE_CFM_MEP_CREATE_DOMAIN` */
  domain: [IFLA_BRIDGE_CFM_MEP_CREATE.DOMAIN, u32.enum(DOMAIN)],
  /** Which way it looks; the kernel has 'down'. `IFLA_BRIDGE_CFM_MEP_CREATE_DIRECTION` */
  direction: [IFLA_BRIDGE_CFM_MEP_CREATE.DIRECTION, u32.enum(DIRECTION)],
  /** Port that it is on. `IFLA_BRIDGE_CFM_MEP_CREATE_IFINDEX` */
  ifindex: [IFLA_BRIDGE_CFM_MEP_CREATE.IFINDEX, ifindex],
}))

const mepDelete = attributes('IFLA_BRIDGE_CFM_MEP_DELETE', IFLA_BRIDGE_CFM_MEP_DELETE, () => ({
  /** Number of the end point. `IFLA_BRIDGE_CFM_MEP_DELETE_INSTANCE` */
  instance: [IFLA_BRIDGE_CFM_MEP_DELETE.INSTANCE, u32],
}))

const mepConfig = attributes('IFLA_BRIDGE_CFM_MEP_CONFIG', IFLA_BRIDGE_CFM_MEP_CONFIG, () => ({
  /** Number of the end point. `IFLA_BRIDGE_CFM_MEP_CONFIG_INSTANCE` */
  instance: [IFLA_BRIDGE_CFM_MEP_CONFIG.INSTANCE, u32],
  /** Source address of its messages. `IFLA_BRIDGE_CFM_MEP_CONFIG_UNICAST_MAC` */
  unicastMac: [IFLA_BRIDGE_CFM_MEP_CONFIG.UNICAST_MAC, lladdr],
  /** Maintenance level, 0 to 7. `IFLA_BRIDGE_CFM_MEP_CONFIG_MDLEVEL` */
  mdlevel: [IFLA_BRIDGE_CFM_MEP_CONFIG.MDLEVEL, u32],
  /** Identifier of the end point, 0 to 8191. `IFLA_BRIDGE_CFM_MEP_CONFIG_MEPID` */
  mepid: [IFLA_BRIDGE_CFM_MEP_CONFIG.MEPID, u32],
}))

const ccConfig = attributes('IFLA_BRIDGE_CFM_CC_CONFIG', IFLA_BRIDGE_CFM_CC_CONFIG, () => ({
  /** Number of the end point. `IFLA_BRIDGE_CFM_CC_CONFIG_INSTANCE` */
  instance: [IFLA_BRIDGE_CFM_CC_CONFIG.INSTANCE, u32],
  /** 1: look out for peers, 0: not. `IFLA_BRIDGE_CFM_CC_CONFIG_ENABLE` */
  enable: [IFLA_BRIDGE_CFM_CC_CONFIG.ENABLE, u32],
  /** Time between messages, ours and those expected. `IFLA_BRIDGE_CFM_CC_CONFIG_EXP_INTERVAL` */
  expInterval: [IFLA_BRIDGE_CFM_CC_CONFIG.EXP_INTERVAL, u32.enum(CCM_INTERVAL)],
  /** Identifier of the maintenance association, 48 bytes, as it stands in the messages. `IFLA_BRIDGE_CFM_CC_CONFIG_EXP_MAID` */
  expMaid: [IFLA_BRIDGE_CFM_CC_CONFIG.EXP_MAID, bytes],
}))

const ccPeer = attributes('IFLA_BRIDGE_CFM_CC_PEER', IFLA_BRIDGE_CFM_CC_PEER, () => ({
  /** Number of the end point. `IFLA_BRIDGE_CFM_CC_PEER_MEP_INSTANCE` */
  instance: [IFLA_BRIDGE_CFM_CC_PEER.MEP_INSTANCE, u32],
  /** Identifier of the peer, 0 to 8191. `IFLA_BRIDGE_CFM_CC_PEER_MEPID` */
  mepid: [IFLA_BRIDGE_CFM_CC_PEER.MEPID, u32],
}))

const ccRdi = attributes('IFLA_BRIDGE_CFM_CC_RDI', IFLA_BRIDGE_CFM_CC_RDI, () => ({
  /** Number of the end point. `IFLA_BRIDGE_CFM_CC_RDI_INSTANCE` */
  instance: [IFLA_BRIDGE_CFM_CC_RDI.INSTANCE, u32],
  /** 1: tell the peers of a defect (remote defect indication), 0: not. `IFLA_BRIDGE_CFM_CC_RDI_RDI` */
  rdi: [IFLA_BRIDGE_CFM_CC_RDI.RDI, u32],
}))

const ccCcmTx = attributes('IFLA_BRIDGE_CFM_CC_CCM_TX', IFLA_BRIDGE_CFM_CC_CCM_TX, () => ({
  /** Number of the end point. `IFLA_BRIDGE_CFM_CC_CCM_TX_INSTANCE` */
  instance: [IFLA_BRIDGE_CFM_CC_CCM_TX.INSTANCE, u32],
  /** Destination address of its messages. `IFLA_BRIDGE_CFM_CC_CCM_TX_DMAC` */
  dmac: [IFLA_BRIDGE_CFM_CC_CCM_TX.DMAC, lladdr],
  /** 1: number the messages, 0: not. `IFLA_BRIDGE_CFM_CC_CCM_TX_SEQ_NO_UPDATE` */
  seqNoUpdate: [IFLA_BRIDGE_CFM_CC_CCM_TX.SEQ_NO_UPDATE, u32],
  /** Seconds that messages are sent for; 0: stop. `IFLA_BRIDGE_CFM_CC_CCM_TX_PERIOD` */
  period: [IFLA_BRIDGE_CFM_CC_CCM_TX.PERIOD, u32],
  /** 1: tell the interface's status, 0: not. `IFLA_BRIDGE_CFM_CC_CCM_TX_IF_TLV` */
  ifTlv: [IFLA_BRIDGE_CFM_CC_CCM_TX.IF_TLV, u32],
  /** The interface's status to tell. `IFLA_BRIDGE_CFM_CC_CCM_TX_IF_TLV_VALUE` */
  ifTlvValue: [IFLA_BRIDGE_CFM_CC_CCM_TX.IF_TLV_VALUE, u8],
  /** 1: tell the port's status, 0: not. `IFLA_BRIDGE_CFM_CC_CCM_TX_PORT_TLV` */
  portTlv: [IFLA_BRIDGE_CFM_CC_CCM_TX.PORT_TLV, u32],
  /** The port's status to tell. `IFLA_BRIDGE_CFM_CC_CCM_TX_PORT_TLV_VALUE` */
  portTlvValue: [IFLA_BRIDGE_CFM_CC_CCM_TX.PORT_TLV_VALUE, u8],
}))

const mepStatus = attributes('IFLA_BRIDGE_CFM_MEP_STATUS', IFLA_BRIDGE_CFM_MEP_STATUS, () => ({
  /** Number of the end point. `IFLA_BRIDGE_CFM_MEP_STATUS_INSTANCE` */
  instance: [IFLA_BRIDGE_CFM_MEP_STATUS.INSTANCE, u32],
  /** 1: a message of unknown kind came since the last look. `IFLA_BRIDGE_CFM_MEP_STATUS_OPCODE_UNEXP_SEEN` */
  opcodeUnexpSeen: [IFLA_BRIDGE_CFM_MEP_STATUS.OPCODE_UNEXP_SEEN, u32],
  /** 1: a message of unknown version came since the last look. `IFLA_BRIDGE_CFM_MEP_STATUS_VERSION_UNEXP_SEEN` */
  versionUnexpSeen: [IFLA_BRIDGE_CFM_MEP_STATUS.VERSION_UNEXP_SEEN, u32],
  /** 1: a message of a lower level came since the last look. `IFLA_BRIDGE_CFM_MEP_STATUS_RX_LEVEL_LOW_SEEN` */
  rxLevelLowSeen: [IFLA_BRIDGE_CFM_MEP_STATUS.RX_LEVEL_LOW_SEEN, u32],
}))

const ccPeerStatus = attributes('IFLA_BRIDGE_CFM_CC_PEER_STATUS', IFLA_BRIDGE_CFM_CC_PEER_STATUS, () => ({
  /** Number of the end point. `IFLA_BRIDGE_CFM_CC_PEER_STATUS_INSTANCE` */
  instance: [IFLA_BRIDGE_CFM_CC_PEER_STATUS.INSTANCE, u32],
  /** Identifier of the peer. `IFLA_BRIDGE_CFM_CC_PEER_STATUS_PEER_MEPID` */
  peerMepid: [IFLA_BRIDGE_CFM_CC_PEER_STATUS.PEER_MEPID, u32],
  /** 1: its messages stay away. `IFLA_BRIDGE_CFM_CC_PEER_STATUS_CCM_DEFECT` */
  ccmDefect: [IFLA_BRIDGE_CFM_CC_PEER_STATUS.CCM_DEFECT, u32],
  /** 1: its last message told of a defect. `IFLA_BRIDGE_CFM_CC_PEER_STATUS_RDI` */
  rdi: [IFLA_BRIDGE_CFM_CC_PEER_STATUS.RDI, u32],
  /** Port status in its last message; 0: none. `IFLA_BRIDGE_CFM_CC_PEER_STATUS_PORT_TLV_VALUE` */
  portTlvValue: [IFLA_BRIDGE_CFM_CC_PEER_STATUS.PORT_TLV_VALUE, u8],
  /** Interface status in its last message; 0: none. `IFLA_BRIDGE_CFM_CC_PEER_STATUS_IF_TLV_VALUE` */
  ifTlvValue: [IFLA_BRIDGE_CFM_CC_PEER_STATUS.IF_TLV_VALUE, u8],
  /** 1: a message came since the last look. `IFLA_BRIDGE_CFM_CC_PEER_STATUS_SEEN` */
  seen: [IFLA_BRIDGE_CFM_CC_PEER_STATUS.SEEN, u32],
  /** 1: one with a status came since the last look. `IFLA_BRIDGE_CFM_CC_PEER_STATUS_TLV_SEEN` */
  tlvSeen: [IFLA_BRIDGE_CFM_CC_PEER_STATUS.TLV_SEEN, u32],
  /** 1: one out of sequence came since the last look. `IFLA_BRIDGE_CFM_CC_PEER_STATUS_SEQ_UNEXP_SEEN` */
  seqUnexpSeen: [IFLA_BRIDGE_CFM_CC_PEER_STATUS.SEQ_UNEXP_SEEN, u32],
}))

/** What a bridge is asked to do for connectivity fault management, or (`...Info`, one for each end point) what it does. */
export const cfm = attributes('IFLA_BRIDGE_CFM', IFLA_BRIDGE_CFM, () => ({
  /** Make an end point. `IFLA_BRIDGE_CFM_MEP_CREATE` */
  mepCreate: [IFLA_BRIDGE_CFM.MEP_CREATE, nest(mepCreate, true)],
  /** Delete an end point. `IFLA_BRIDGE_CFM_MEP_DELETE` */
  mepDelete: [IFLA_BRIDGE_CFM.MEP_DELETE, nest(mepDelete, true)],
  /** Configure an end point. `IFLA_BRIDGE_CFM_MEP_CONFIG` */
  mepConfig: [IFLA_BRIDGE_CFM.MEP_CONFIG, nest(mepConfig, true)],
  /** Configure its continuity check. `IFLA_BRIDGE_CFM_CC_CONFIG` */
  ccConfig: [IFLA_BRIDGE_CFM.CC_CONFIG, nest(ccConfig, true)],
  /** Add a peer. `IFLA_BRIDGE_CFM_CC_PEER_MEP_ADD` */
  ccPeerMepAdd: [IFLA_BRIDGE_CFM.CC_PEER_MEP_ADD, nest(ccPeer, true)],
  /** Remove a peer. `IFLA_BRIDGE_CFM_CC_PEER_MEP_REMOVE` */
  ccPeerMepRemove: [IFLA_BRIDGE_CFM.CC_PEER_MEP_REMOVE, nest(ccPeer, true)],
  /** Tell the peers of a defect, or no longer. `IFLA_BRIDGE_CFM_CC_RDI` */
  ccRdi: [IFLA_BRIDGE_CFM.CC_RDI, nest(ccRdi, true)],
  /** Start or stop sending messages. `IFLA_BRIDGE_CFM_CC_CCM_TX` */
  ccCcmTx: [IFLA_BRIDGE_CFM.CC_CCM_TX, nest(ccCcmTx, true)],
  /** The end points. Read only. `IFLA_BRIDGE_CFM_MEP_CREATE_INFO` */
  mepCreateInfo: [IFLA_BRIDGE_CFM.MEP_CREATE_INFO, many(nest(mepCreate, true))],
  /** Their configuration. Read only. `IFLA_BRIDGE_CFM_MEP_CONFIG_INFO` */
  mepConfigInfo: [IFLA_BRIDGE_CFM.MEP_CONFIG_INFO, many(nest(mepConfig, true))],
  /** Their continuity checks. Read only. `IFLA_BRIDGE_CFM_CC_CONFIG_INFO` */
  ccConfigInfo: [IFLA_BRIDGE_CFM.CC_CONFIG_INFO, many(nest(ccConfig, true))],
  /** The defects they tell of. Read only. `IFLA_BRIDGE_CFM_CC_RDI_INFO` */
  ccRdiInfo: [IFLA_BRIDGE_CFM.CC_RDI_INFO, many(nest(ccRdi, true))],
  /** The messages they send. Read only. `IFLA_BRIDGE_CFM_CC_CCM_TX_INFO` */
  ccCcmTxInfo: [IFLA_BRIDGE_CFM.CC_CCM_TX_INFO, many(nest(ccCcmTx, true))],
  /** Their peers. Read only. `IFLA_BRIDGE_CFM_CC_PEER_MEP_INFO` */
  ccPeerMepInfo: [IFLA_BRIDGE_CFM.CC_PEER_MEP_INFO, many(nest(ccPeer, true))],
  /** What they have seen. Read only. `IFLA_BRIDGE_CFM_MEP_STATUS_INFO` */
  mepStatusInfo: [IFLA_BRIDGE_CFM.MEP_STATUS_INFO, many(nest(mepStatus, true))],
  /** What they have seen of their peers. Read only. `IFLA_BRIDGE_CFM_CC_PEER_STATUS_INFO` */
  ccPeerStatusInfo: [IFLA_BRIDGE_CFM.CC_PEER_STATUS_INFO, many(nest(ccPeerStatus, true))],
}))
