import { attributes, u8, u32 } from '@rtnl/codec'
import { IFLA_TUN } from '../../uapi/if_link.ts'
import { TUN_TYPE } from '../../uapi/if_tun.ts'

/** Info data of a tun or tap. Read only: these links are made through `/dev/net/tun`. */
export const tun = attributes('IFLA_TUN', IFLA_TUN, () => ({
  /** User who may attach to it; absent: no such limit. `IFLA_TUN_OWNER` */
  owner: [IFLA_TUN.OWNER, u32],
  /** Group whose members may attach to it; absent: no such limit. `IFLA_TUN_GROUP` */
  group: [IFLA_TUN.GROUP, u32],
  /** 'tun' carries IP packets, 'tap' Ethernet frames. `IFLA_TUN_TYPE` */
  type: [IFLA_TUN.TYPE, u8.enum(TUN_TYPE)],
  /** 1: each packet has a header of 4 bytes (flags, protocol) in front. `IFLA_TUN_PI` */
  pi: [IFLA_TUN.PI, u8],
  /** 1: each packet has a virtio header in front. `IFLA_TUN_VNET_HDR` */
  vnetHdr: [IFLA_TUN.VNET_HDR, u8],
  /** 1: stays when its last file is closed. `IFLA_TUN_PERSIST` */
  persist: [IFLA_TUN.PERSIST, u8],
  /** 1: several files may be attached at once. `IFLA_TUN_MULTI_QUEUE` */
  multiQueue: [IFLA_TUN.MULTI_QUEUE, u8],
  /** Files attached and in use; absent without `multiQueue`. `IFLA_TUN_NUM_QUEUES` */
  numQueues: [IFLA_TUN.NUM_QUEUES, u32],
  /** Files attached but switched off; absent without `multiQueue`. `IFLA_TUN_NUM_DISABLED_QUEUES` */
  numDisabledQueues: [IFLA_TUN.NUM_DISABLED_QUEUES, u32],
}))
