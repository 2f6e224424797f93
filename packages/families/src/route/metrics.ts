import { attributes, string, u32 } from '@rtnl/codec'
import { RTAX, RTAX_FEATURE } from '../uapi/rtnetlink.ts'

/** `RTAX_LOCK` has one bit for each metric, at the place of the metric's number. */
const LOCKS = {
  MTU: 1 << RTAX.MTU,
  WINDOW: 1 << RTAX.WINDOW,
  RTT: 1 << RTAX.RTT,
  RTTVAR: 1 << RTAX.RTTVAR,
  SSTHRESH: 1 << RTAX.SSTHRESH,
  CWND: 1 << RTAX.CWND,
  ADVMSS: 1 << RTAX.ADVMSS,
  REORDERING: 1 << RTAX.REORDERING,
  HOPLIMIT: 1 << RTAX.HOPLIMIT,
  INITCWND: 1 << RTAX.INITCWND,
  FEATURES: 1 << RTAX.FEATURES,
  RTO_MIN: 1 << RTAX.RTO_MIN,
  INITRWND: 1 << RTAX.INITRWND,
  QUICKACK: 1 << RTAX.QUICKACK,
  CC_ALGO: 1 << RTAX.CC_ALGO,
  FASTOPEN_NO_COOKIE: 1 << RTAX.FASTOPEN_NO_COOKIE,
} as const

/** What a route tells the protocols above it (`RTA_METRICS`). The kernel reports no metric that is 0. */
export const metrics = attributes('RTAX', RTAX, () => ({
  /**
   * The metrics that the kernel may not change: a locked `mtu` turns path MTU discovery off, `cwnd` counts only when
   * locked. `RTAX_LOCK`
   */
  lock: [RTAX.LOCK, u32.flags(LOCKS)],
  /** Largest packet in bytes, IP header included; cut to 65520. Absent or 0: the interface's. `RTAX_MTU` */
  mtu: [RTAX.MTU, u32],
  /** Largest TCP window to advertise, in bytes. `RTAX_WINDOW` */
  window: [RTAX.WINDOW, u32],
  /** First estimate of the round-trip time, in eighths of a millisecond. `RTAX_RTT` */
  rtt: [RTAX.RTT, u32],
  /** First estimate of the round-trip time's variance, in quarters of a millisecond. `RTAX_RTTVAR` */
  rttvar: [RTAX.RTTVAR, u32],
  /** First slow-start threshold, in segments. `RTAX_SSTHRESH` */
  ssthresh: [RTAX.SSTHRESH, u32],
  /** Upper bound of the congestion window, in segments; ignored unless locked. `RTAX_CWND` */
  cwnd: [RTAX.CWND, u32],
  /** MSS to advertise, in bytes; cut to 65495. Absent or 0: from the interface's MTU. `RTAX_ADVMSS` */
  advmss: [RTAX.ADVMSS, u32],
  /** Reordering to expect on the path, in segments. Absent or 0: `net.ipv4.tcp_reordering`. `RTAX_REORDERING` */
  reordering: [RTAX.REORDERING, u32],
  /** TTL or hop limit of packets sent, cut to 255. Absent or 0: the host's default. `RTAX_HOPLIMIT` */
  hoplimit: [RTAX.HOPLIMIT, u32],
  /** Initial congestion window, in segments. Absent or 0: the kernel's 10. `RTAX_INITCWND` */
  initcwnd: [RTAX.INITCWND, u32],
  /**
   * 'ecn': ask for ECN on this path; 'tcp_usec_ts': TCP time stamps in microseconds. The others do nothing.
   * `RTAX_FEATURES`
   */
  features: [RTAX.FEATURES, u32.flags(RTAX_FEATURE)],
  /** Smallest TCP retransmission timeout, in milliseconds. `RTAX_RTO_MIN` */
  rtoMin: [RTAX.RTO_MIN, u32],
  /** Initial receive window, in segments. Absent or 0: from the socket's receive buffer. `RTAX_INITRWND` */
  initrwnd: [RTAX.INITRWND, u32],
  /** 1: acknowledge at once, never delay. `RTAX_QUICKACK` */
  quickack: [RTAX.QUICKACK, u32],
  /**
   * TCP congestion control, by name ('cubic', 'bbr'); a name that the kernel does not know is refused. `RTAX_CC_ALGO`
   */
  ccAlgo: [RTAX.CC_ALGO, string()],
  /** 1: TCP Fast Open without a cookie. `RTAX_FASTOPEN_NO_COOKIE` */
  fastopenNoCookie: [RTAX.FASTOPEN_NO_COOKIE, u32],
}))
