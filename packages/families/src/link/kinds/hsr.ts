import { attributes, ifindex, lladdr, u8, u16 } from '@rtnl/codec'
import { HSR_PROTOCOL, IFLA_HSR } from '../../uapi/if_link.ts'

/** Info data of a link with seamless redundancy: HSR (a ring) or PRP (two networks). */
export const hsr = attributes('IFLA_HSR', IFLA_HSR, () => ({
  /** First port; must be given on creation; absent: it is gone. `IFLA_HSR_SLAVE1` */
  slave1: [IFLA_HSR.SLAVE1, ifindex],
  /** Second port; must be given on creation; absent: it is gone. `IFLA_HSR_SLAVE2` */
  slave2: [IFLA_HSR.SLAVE2, ifindex],
  /** Last byte of the address of supervision frames; absent on creation: 0. Requests only. `IFLA_HSR_MULTICAST_SPEC` */
  multicastSpec: [IFLA_HSR.MULTICAST_SPEC, u8],
  /** Multicast address that supervision frames are sent to. Read only. `IFLA_HSR_SUPERVISION_ADDR` */
  supervisionAddr: [IFLA_HSR.SUPERVISION_ADDR, lladdr],
  /** Sequence number of the next frame. Read only. `IFLA_HSR_SEQ_NR` */
  seqNr: [IFLA_HSR.SEQ_NR, u16],
  /** Version of HSR: 0, also when absent on creation (IEC 62439-3:2010), or 1 (2012); PRP has one only. Requests only. `IFLA_HSR_VERSION` */
  version: [IFLA_HSR.VERSION, u8],
  /** 'hsr', also when absent on creation, or 'prp'. `IFLA_HSR_PROTOCOL` */
  protocol: [IFLA_HSR.PROTOCOL, u8.enum(HSR_PROTOCOL)],
  /** Port to a host or ring that knows no HSR (a RedBox); absent on creation: none. Requests only. Linux 6.10. `IFLA_HSR_INTERLINK` */
  interlink: [IFLA_HSR.INTERLINK, ifindex],
}))
