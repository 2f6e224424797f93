import { attributes, embed, i32, u8, u16, u32 } from '@rtnl/codec'
import { IFLA_NETKIT, NETKIT, NETKIT_MODE, NETKIT_SCRUB } from '../../uapi/if_link.ts'
import { vethPeer } from './veth.ts'

/** Info data of a netkit, a pair of links programmed by BPF. Linux 6.7. */
export const netkit = attributes('IFLA_NETKIT', IFLA_NETKIT, () => ({
  /** The other end: its name, address, namespace, ...; absent on creation: the kernel chooses. Requests only. `IFLA_NETKIT_PEER_INFO` */
  peerInfo: [IFLA_NETKIT.PEER_INFO, embed(vethPeer)],
  /** 1: the end that was asked for, which alone can be changed; 0: its peer. Read only. `IFLA_NETKIT_PRIMARY` */
  primary: [IFLA_NETKIT.PRIMARY, u8],
  /** What becomes of a packet where no program decides: 'pass', also when absent on creation, or 'drop'. `IFLA_NETKIT_POLICY` */
  policy: [IFLA_NETKIT.POLICY, i32.enum(NETKIT)],
  /** The same at the other end; absent in a listing: that lies in a namespace of which nothing is shown. `IFLA_NETKIT_PEER_POLICY` */
  peerPolicy: [IFLA_NETKIT.PEER_POLICY, i32.enum(NETKIT)],
  /** 'l3' carries packets, also when absent on creation, 'l2' Ethernet frames. Cannot be changed. `IFLA_NETKIT_MODE` */
  mode: [IFLA_NETKIT.MODE, u32.enum(NETKIT_MODE)],
  /** Whether mark and priority of a packet are cleared: 'default' on the way to another namespace, also when absent on creation. Linux 6.12. `IFLA_NETKIT_SCRUB` */
  scrub: [IFLA_NETKIT.SCRUB, u32.enum(NETKIT_SCRUB)],
  /** The same at the other end. Linux 6.12. `IFLA_NETKIT_PEER_SCRUB` */
  peerScrub: [IFLA_NETKIT.PEER_SCRUB, u32.enum(NETKIT_SCRUB)],
  /** Room in front of packets for headers, in bytes; absent on creation: none is asked for. Linux 6.14. `IFLA_NETKIT_HEADROOM` */
  headroom: [IFLA_NETKIT.HEADROOM, u16],
  /** Room behind packets, in bytes; absent on creation: none is asked for. Linux 6.14. `IFLA_NETKIT_TAILROOM` */
  tailroom: [IFLA_NETKIT.TAILROOM, u16],
}))
