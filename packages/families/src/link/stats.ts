import { struct, u8, u16, u32, u64 } from '@rtnl/codec'

/**
 * The counters of a link, 32 bits wide: they wrap at 4 GiB, so prefer `rtnl_link_stats64`. `struct rtnl_link_stats`
 *
 * Members that an older kernel does not send are undefined.
 */
export const rtnl_link_stats = struct('rtnl_link_stats', () => ({
  /** Good packets received. */
  rxPackets: u32,
  /** Packets handed to the device successfully. */
  txPackets: u32,
  /** Good bytes received; for Ethernet with header, without frame check sequence. */
  rxBytes: u32,
  /** Bytes of `txPackets`. */
  txBytes: u32,
  /** Bad packets received: the sum of the detailed `rx...Errors` and of errors not counted elsewhere. */
  rxErrors: u32,
  /** Transmit problems: the sum of the detailed `tx...Errors` and of errors not counted elsewhere. */
  txErrors: u32,
  /** Received but not processed, for want of resources or of a protocol. */
  rxDropped: u32,
  /** Dropped on the way to transmission. */
  txDropped: u32,
  /** Multicast packets received; hardware may count those it did not pass to the host. */
  multicast: u32,
  /** Collisions while transmitting. */
  collisions: u32,
  /** Dropped for an invalid length. */
  rxLengthErrors: u32,
  /** Did not fit into the device's buffers. */
  rxOverErrors: u32,
  /** Received with a bad frame check sequence. */
  rxCrcErrors: u32,
  /** Received with bad alignment. */
  rxFrameErrors: u32,
  /** Receiver queue overflows. */
  rxFifoErrors: u32,
  /** Missed by the host for want of receive buffers. */
  rxMissedErrors: u32,
  /** Frames given up, such as after too many collisions. */
  txAbortedErrors: u32,
  /** Carrier lost while transmitting. */
  txCarrierErrors: u32,
  /** Transmitter queue underruns. */
  txFifoErrors: u32,
  /** Heartbeat (SQE test) errors of old half-duplex Ethernet. */
  txHeartbeatErrors: u32,
  /** Late collisions. */
  txWindowErrors: u32,
  /** Compressed packets received (CSLIP, PPP). */
  rxCompressed: u32,
  /** Compressed packets sent (CSLIP, PPP). */
  txCompressed: u32,
  /** Dropped because the device is not to receive, such as the backup link of a bond. Linux 4.6. */
  rxNohandler: u32,
}))

/**
 * The counters of a link. `struct rtnl_link_stats64`
 *
 * Members that an older kernel does not send are undefined.
 */
export const rtnl_link_stats64 = struct('rtnl_link_stats64', () => ({
  /** Good packets received. */
  rxPackets: u64,
  /** Packets handed to the device successfully. */
  txPackets: u64,
  /** Good bytes received; for Ethernet with header, without frame check sequence. */
  rxBytes: u64,
  /** Bytes of `txPackets`. */
  txBytes: u64,
  /** Bad packets received: the sum of the detailed `rx...Errors` and of errors not counted elsewhere. */
  rxErrors: u64,
  /** Transmit problems: the sum of the detailed `tx...Errors` and of errors not counted elsewhere. */
  txErrors: u64,
  /** Received but not processed, for want of resources or of a protocol. */
  rxDropped: u64,
  /** Dropped on the way to transmission. */
  txDropped: u64,
  /** Multicast packets received; hardware may count those it did not pass to the host. */
  multicast: u64,
  /** Collisions while transmitting. */
  collisions: u64,
  /** Dropped for an invalid length. */
  rxLengthErrors: u64,
  /** Did not fit into the device's buffers. */
  rxOverErrors: u64,
  /** Received with a bad frame check sequence. */
  rxCrcErrors: u64,
  /** Received with bad alignment. */
  rxFrameErrors: u64,
  /** Receiver queue overflows. */
  rxFifoErrors: u64,
  /** Missed by the host for want of receive buffers. */
  rxMissedErrors: u64,
  /** Frames given up, such as after too many collisions. */
  txAbortedErrors: u64,
  /** Carrier lost while transmitting. */
  txCarrierErrors: u64,
  /** Transmitter queue underruns. */
  txFifoErrors: u64,
  /** Heartbeat (SQE test) errors of old half-duplex Ethernet. */
  txHeartbeatErrors: u64,
  /** Late collisions. */
  txWindowErrors: u64,
  /** Compressed packets received (CSLIP, PPP). */
  rxCompressed: u64,
  /** Compressed packets sent (CSLIP, PPP). */
  txCompressed: u64,
  /** Dropped because the device is not to receive, such as the backup link of a bond. Linux 4.6. */
  rxNohandler: u64,
  /** Dropped because the destination MAC address was another host's. Linux 5.19. */
  rxOtherhostDropped: u64,
}))

/** The hardware resources of an old bus device; all zero for most. `struct rtnl_link_ifmap` */
export const rtnl_link_ifmap = struct('rtnl_link_ifmap', () => ({
  /** Start of shared memory. */
  memStart: u64,
  /** End of shared memory. */
  memEnd: u64,
  /** I/O port or memory base address. */
  baseAddr: u64,
  /** Interrupt line. */
  irq: u16,
  /** DMA channel. */
  dma: u8,
  /** Media port (`IF_PORT_*`). */
  port: u8,
}))
