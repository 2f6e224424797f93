import { attributes, i32, list, lladdr, u16, u32 } from '@rtnl/codec'
import { IFLA_MACVLAN, MACVLAN_FLAG, MACVLAN_MACADDR, MACVLAN_MODE } from '../../uapi/if_link.ts'

/** Info data of a macvlan or macvtap. */
export const macvlan = attributes('IFLA_MACVLAN', IFLA_MACVLAN, () => ({
  /** How links on the same lower device reach each other; absent on creation: 'vepa'. `IFLA_MACVLAN_MODE` */
  mode: [IFLA_MACVLAN.MODE, u32.enum(MACVLAN_MODE)],
  /**
   * 'nopromisc': in mode 'passthru' the lower device stays out of promiscuous mode; 'nodst': in mode 'source' a packet that matched
   * by source is not delivered by destination too. `IFLA_MACVLAN_FLAGS`
   */
  flags: [IFLA_MACVLAN.FLAGS, u16.flags(MACVLAN_FLAG)],
  /** What to do with the addresses given, in mode 'source'. Requests only. `IFLA_MACVLAN_MACADDR_MODE` */
  macaddrMode: [IFLA_MACVLAN.MACADDR_MODE, u32.enum(MACVLAN_MACADDR)],
  /** The address to 'add' or 'del'. Requests only. `IFLA_MACVLAN_MACADDR` */
  macaddr: [IFLA_MACVLAN.MACADDR, lladdr],
  /** The source addresses let in, in mode 'source'; absent: none. In a request, those to 'set'. `IFLA_MACVLAN_MACADDR_DATA` */
  macaddrData: [IFLA_MACVLAN.MACADDR_DATA, list(lladdr, { type: IFLA_MACVLAN.MACADDR })],
  /** How many source addresses there are. Read only. `IFLA_MACVLAN_MACADDR_COUNT` */
  macaddrCount: [IFLA_MACVLAN.MACADDR_COUNT, u32],
  /** Wanted length of the queue for broadcast packets; absent on creation: 1000. `IFLA_MACVLAN_BC_QUEUE_LEN` */
  bcQueueLen: [IFLA_MACVLAN.BC_QUEUE_LEN, u32],
  /** Length in use: the longest wanted by any link on the lower device. Read only. `IFLA_MACVLAN_BC_QUEUE_LEN_USED` */
  bcQueueLenUsed: [IFLA_MACVLAN.BC_QUEUE_LEN_USED, u32],
  /** Multicast that more than so many links want is put into the queue; -1: none is; absent: 1. `IFLA_MACVLAN_BC_CUTOFF` */
  bcCutoff: [IFLA_MACVLAN.BC_CUTOFF, i32],
}))
