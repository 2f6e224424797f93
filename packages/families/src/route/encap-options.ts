import { array, attributes, be16, be32, bytes, ipv6, rest, struct, u8, u16, u32 } from '@rtnl/codec'
import { IOAM6_IPTUNNEL, IOAM6_IPTUNNEL_MODE } from '../uapi/ioam6_iptunnel.ts'
import { RPL_IPTUNNEL } from '../uapi/rpl_iptunnel.ts'

/** RPL's source routing header (RFC 6554): `struct ipv6_rpl_sr_hdr`. */
export const ipv6_rpl_sr_hdr = struct('ipv6_rpl_sr_hdr', () => ({
  /** Protocol of what follows; the kernel fills it in: 0 in requests. `nexthdr` */
  nexthdr: u8,
  /** Length of the segments in units of 8 bytes. `hdrlen` */
  hdrlen: u8,
  /** Routing type: 3. `type` */
  type: u8,
  /** Number of segments. `segments_left` */
  segmentsLeft: u8,
  /**
   * Left-out prefix bytes: of all segments but the last in the upper 4 bits, of the last in the lower; 0 in routes.
   * `cmpri`, `cmpre`
   */
  cmpr: u8,
  /** Padding after the last segment, in bytes, in the upper 4 bits; 0 in routes. `pad` */
  pad: u8,
  /** Reserved: 0. `reserved` */
  reserved: u16,
  /** The segments in reverse order, as in a segment routing header. `segments` */
  segments: rest(array(ipv6)),
}))

/** Puts an RPL source routing header on (`LWTUNNEL_ENCAP_RPL`). */
export const rplEncap = attributes('RPL_IPTUNNEL', RPL_IPTUNNEL, () => ({
  /** The header to put on. `RPL_IPTUNNEL_SRH` */
  srh: [RPL_IPTUNNEL.SRH, ipv6_rpl_sr_hdr],
}))

/** Head of an IOAM trace (RFC 9197): `struct ioam6_trace_hdr`. */
export const ioam6_trace_hdr = struct('ioam6_trace_hdr', () => ({
  /** IOAM namespace. `namespace_id` */
  namespaceId: be16,
  /**
   * Words of 4 bytes that each node adds, in the upper 5 bits, then the overflow bit; the kernel fills it in: 0 in
   * requests. `nodelen`, `overflow`
   */
  nodelen: u8,
  /** Room for data in words of 4 bytes: 1 to 61, in the lower 7 bits. `remlen` */
  remlen: u8,
  /** What each node writes: 24 bits, bit 0 uppermost, in the upper 24 of these 32. `type` */
  type: be32,
  /** The data; none in routes. `data` */
  data: rest(bytes),
}))

/** Adds an IOAM trace to packets (`LWTUNNEL_ENCAP_IOAM6`). */
export const ioam6Encap = attributes('IOAM6_IPTUNNEL', IOAM6_IPTUNNEL, () => ({
  /**
   * 'inline': into the packet; 'encap': into a new IPv6 header; 'auto': the first for the host's own packets, the
   * second for others'. Absent: 'inline'. `IOAM6_IPTUNNEL_MODE`
   */
  mode: [IOAM6_IPTUNNEL.MODE, u8.enum(IOAM6_IPTUNNEL_MODE)],
  /** Outer destination; needed unless 'inline'. `IOAM6_IPTUNNEL_DST` */
  dst: [IOAM6_IPTUNNEL.DST, ipv6],
  /** The trace to add. `IOAM6_IPTUNNEL_TRACE` */
  trace: [IOAM6_IPTUNNEL.TRACE, ioam6_trace_hdr],
  /** Of every `freqN` packets this many get a trace: 1 to 1000000. Absent: 1. `IOAM6_IPTUNNEL_FREQ_K` */
  freqK: [IOAM6_IPTUNNEL.FREQ_K, u32],
  /** See `freqK`, and not less than it. Absent: 1. `IOAM6_IPTUNNEL_FREQ_N` */
  freqN: [IOAM6_IPTUNNEL.FREQ_N, u32],
  /** Outer source, not with 'inline'. Absent: by routing. Linux 6.12. `IOAM6_IPTUNNEL_SRC` */
  src: [IOAM6_IPTUNNEL.SRC, ipv6],
}))
