import {
  array,
  attributes,
  be16,
  bytes,
  i32,
  ifindex,
  ipv4,
  ipv6,
  nest,
  rest,
  string,
  struct,
  u8,
  u32,
  u64,
} from '@rtnl/codec'
import { RT_TABLE } from '../uapi/rtnetlink.ts'
import { SR6_FLAG1 } from '../uapi/seg6.ts'
import { SEG6_IPTUN_MODE, SEG6_IPTUNNEL } from '../uapi/seg6_iptunnel.ts'
import {
  SEG6_LOCAL,
  SEG6_LOCAL_ACTION,
  SEG6_LOCAL_BPF,
  SEG6_LOCAL_CNT,
  SEG6_LOCAL_FLV,
  SEG6_LOCAL_FLV_OP,
} from '../uapi/seg6_local.ts'

/** IPv6's segment routing header (RFC 8754): `struct ipv6_sr_hdr`. */
export const ipv6_sr_hdr = struct('ipv6_sr_hdr', () => ({
  /** Protocol of what follows; the kernel fills it in: 0 in requests. `nexthdr` */
  nexthdr: u8,
  /**
   * Length of the header with its TLVs in units of 8 bytes, less 1: twice the number of segments when there is no TLV.
   * `hdrlen`
   */
  hdrlen: u8,
  /** Routing type: 4. `type` */
  type: u8,
  /** Index of the next segment to visit; in requests the number of segments less 1. `segments_left` */
  segmentsLeft: u8,
  /** Index of the last element of `segments`: their number less 1. `first_segment` */
  firstSegment: u8,
  /** 'hmac': an HMAC TLV follows the segments; 'oam' ... `flags` */
  flags: u8.flags(SR6_FLAG1),
  /** Tag of a class of packets; 0 = none. `tag` */
  tag: be16,
  /**
   * The segments in reverse order: the first to visit is the last here. Inline mode keeps `segments[0]` for the
   * packet's destination: '::'. `segments`
   */
  segments: array(ipv6).count('firstSegment', 1),
  /**
   * The TLVs after the segments, raw; empty when there are none. An HMAC: type 5, length 38, 2 zero bytes, key id
   * (big-endian), 32 bytes.
   */
  tlvs: rest(bytes),
}))

/** What `SEG6_IPTUNNEL_SRH` holds: `struct seg6_iptunnel_encap`. */
export const seg6_iptunnel_encap = struct('seg6_iptunnel_encap', () => ({
  /**
   * 'inline': into the packet's own IPv6 header; 'encap': into a new one; 'l2encap': around the Ethernet frame; with
   * '_red' the first segment is left out. `mode`
   */
  mode: i32.enum(SEG6_IPTUN_MODE),
  /** The header to put on. `srh` */
  srh: ipv6_sr_hdr,
}))

/** Puts a segment routing header on (`LWTUNNEL_ENCAP_SEG6`). */
export const seg6Encap = attributes('SEG6_IPTUNNEL', SEG6_IPTUNNEL, () => ({
  /** How, and which segments. `SEG6_IPTUNNEL_SRH` */
  srh: [SEG6_IPTUNNEL.SRH, seg6_iptunnel_encap],
}))

/** The BPF program of 'end_bpf'. */
const bpf = attributes('SEG6_LOCAL_BPF', SEG6_LOCAL_BPF, () => ({
  /** Request: file descriptor of the loaded program; answer: the program's id. `SEG6_LOCAL_BPF_PROG` */
  prog: [SEG6_LOCAL_BPF.PROG, u32],
  /** A name for people to read; the kernel only keeps it. `SEG6_LOCAL_BPF_PROG_NAME` */
  progName: [SEG6_LOCAL_BPF.PROG_NAME, string()],
}))

/** What a behaviour has counted. In a request all three, whatever their values, turn counting on. */
const counters = attributes('SEG6_LOCAL_CNT', SEG6_LOCAL_CNT, () => ({
  /** Filler that aligns a 64-bit attribute on some machines: empty. `SEG6_LOCAL_CNT_PAD` */
  pad: [SEG6_LOCAL_CNT.PAD, bytes],
  /** Packets handled well. `SEG6_LOCAL_CNT_PACKETS` */
  packets: [SEG6_LOCAL_CNT.PACKETS, u64],
  /** Bytes of the packets handled well. `SEG6_LOCAL_CNT_BYTES` */
  bytes: [SEG6_LOCAL_CNT.BYTES, u64],
  /** Packets that could not be handled. `SEG6_LOCAL_CNT_ERRORS` */
  errors: [SEG6_LOCAL_CNT.ERRORS, u64],
}))

/** Flavors are numbered in the header; on the wire each is the bit at its number. */
const FLAVORS = {
  PSP: 1 << SEG6_LOCAL_FLV_OP.PSP,
  USP: 1 << SEG6_LOCAL_FLV_OP.USP,
  USD: 1 << SEG6_LOCAL_FLV_OP.USD,
  NEXT_CSID: 1 << SEG6_LOCAL_FLV_OP.NEXT_CSID,
} as const

const flavors = attributes('SEG6_LOCAL_FLV', SEG6_LOCAL_FLV, () => ({
  /** 'psp', 'usp', 'usd' (RFC 8986), 'next_csid' (compressed segments, RFC 9800). `SEG6_LOCAL_FLV_OPERATION` */
  operation: [SEG6_LOCAL_FLV.OPERATION, u32.flags(FLAVORS)],
  /** 'next_csid': bits of the locator block, a multiple of 8. Absent: 32. `SEG6_LOCAL_FLV_LCBLOCK_BITS` */
  lcblockBits: [SEG6_LOCAL_FLV.LCBLOCK_BITS, u8],
  /**
   * 'next_csid': bits of the locator node and function, a multiple of 8. Absent: 16. `SEG6_LOCAL_FLV_LCNODE_FN_BITS`
   */
  lcnodeFnBits: [SEG6_LOCAL_FLV.LCNODE_FN_BITS, u8],
}))

/** What this node does with packets for one of its segments (`LWTUNNEL_ENCAP_SEG6_LOCAL`). */
export const seg6LocalEncap = attributes('SEG6_LOCAL', SEG6_LOCAL, () => ({
  /**
   * The behaviour: 'end', 'end_x', 'end_dt6' ... (RFC 8986); it says which of the others are needed.
   * `SEG6_LOCAL_ACTION`
   */
  action: [SEG6_LOCAL.ACTION, u32.enum(SEG6_LOCAL_ACTION)],
  /** The header to insert: 'end_b6', 'end_b6_encap'. `SEG6_LOCAL_SRH` */
  srh: [SEG6_LOCAL.SRH, ipv6_sr_hdr],
  /** Routing table to look up: 'end_t', 'end_dt6'. `SEG6_LOCAL_TABLE` */
  table: [SEG6_LOCAL.TABLE, u32.enum(RT_TABLE)],
  /** IPv4 next hop: 'end_dx4'. `SEG6_LOCAL_NH4` */
  nh4: [SEG6_LOCAL.NH4, ipv4],
  /** IPv6 next hop: 'end_x', 'end_dx6'. `SEG6_LOCAL_NH6` */
  nh6: [SEG6_LOCAL.NH6, ipv6],
  /** Interface that packets come in by; no behaviour of today's kernel takes it. `SEG6_LOCAL_IIF` */
  iif: [SEG6_LOCAL.IIF, ifindex],
  /** Interface to send by: 'end_dx2', and in newer kernels 'end_x'. `SEG6_LOCAL_OIF` */
  oif: [SEG6_LOCAL.OIF, ifindex],
  /** The program of 'end_bpf'. `SEG6_LOCAL_BPF` */
  bpf: [SEG6_LOCAL.BPF, nest(bpf, true)],
  /** Table of the VRF to look up: 'end_dt4', 'end_dt6', 'end_dt46'. `SEG6_LOCAL_VRFTABLE` */
  vrftable: [SEG6_LOCAL.VRFTABLE, u32.enum(RT_TABLE)],
  /** What was counted. Absent: the behaviour does not count. `SEG6_LOCAL_COUNTERS` */
  counters: [SEG6_LOCAL.COUNTERS, nest(counters, true)],
  /** Variants of the behaviour. Absent: none. `SEG6_LOCAL_FLAVORS` */
  flavors: [SEG6_LOCAL.FLAVORS, nest(flavors, true)],
}))
