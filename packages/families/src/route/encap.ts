import { attributes, bytes, ifindex, mplsLabels, nest, select, string, u8, u32 } from '@rtnl/codec'
import { LWT_BPF, LWT_BPF_PROG, LWT_XFRM } from '../uapi/lwtunnel.ts'
import { MPLS_IPTUNNEL } from '../uapi/mpls_iptunnel.ts'
import { ip6Encap, ipEncap } from './encap-ip.ts'
import { ioam6Encap, rplEncap } from './encap-options.ts'
import { seg6Encap, seg6LocalEncap } from './encap-seg6.ts'

/** Pushes MPLS labels (`LWTUNNEL_ENCAP_MPLS`). */
export const mplsEncap = attributes('MPLS_IPTUNNEL', MPLS_IPTUNNEL, () => ({
  /** The labels to push, outermost first: '100/200'. `MPLS_IPTUNNEL_DST` */
  dst: [MPLS_IPTUNNEL.DST, mplsLabels],
  /**
   * TTL of the labels; 0 = the packet's. Absent: the packet's if `net.mpls.ip_ttl_propagate`, else
   * `net.mpls.default_ttl`. `MPLS_IPTUNNEL_TTL`
   */
  ttl: [MPLS_IPTUNNEL.TTL, u8],
}))

/** One BPF program of a route. */
const bpfProgram = attributes('LWT_BPF_PROG', LWT_BPF_PROG, () => ({
  /** Request: the file descriptor of the loaded program, in the calling process. `LWT_BPF_PROG_FD` */
  fd: [LWT_BPF_PROG.FD, u32],
  /** A name for people to read, 255 bytes at most; the kernel only keeps it. `LWT_BPF_PROG_NAME` */
  name: [LWT_BPF_PROG.NAME, string(256)],
}))

/** Gives packets to BPF programs (`LWTUNNEL_ENCAP_BPF`). */
export const bpfEncap = attributes('LWT_BPF', LWT_BPF, () => ({
  /** Program for packets that come in (type `lwt_in`). Absent: none. `LWT_BPF_IN` */
  in: [LWT_BPF.IN, nest(bpfProgram, true)],
  /** Program for packets that go out, before fragmentation (type `lwt_out`). Absent: none. `LWT_BPF_OUT` */
  out: [LWT_BPF.OUT, nest(bpfProgram, true)],
  /** Program for packets about to be sent, which may push headers (type `lwt_xmit`). Absent: none. `LWT_BPF_XMIT` */
  xmit: [LWT_BPF.XMIT, nest(bpfProgram, true)],
  /**
   * Request: bytes to keep free before the packet for what `xmit` pushes: 0 to 256. The kernel does not report it.
   * `LWT_BPF_XMIT_HEADROOM`
   */
  xmitHeadroom: [LWT_BPF.XMIT_HEADROOM, u32],
}))

/** Gives packets to an XFRM interface in collect-metadata mode (`LWTUNNEL_ENCAP_XFRM`). */
export const xfrmEncap = attributes('LWT_XFRM', LWT_XFRM, () => ({
  /** The id that policies and states are looked up with; never 0. `LWT_XFRM_IF_ID` */
  ifId: [LWT_XFRM.IF_ID, u32],
  /** The lower interface. Absent or 0: found by routing. `LWT_XFRM_LINK` */
  link: [LWT_XFRM.LINK, ifindex],
}))

/** A light-weight tunnel (`RTA_ENCAP`): its form is that of `encapType`. Kinds that are not declared (ila) stay raw. */
export const encap = select(
  'encapType',
  {
    mpls: nest(mplsEncap, true),
    ip: nest(ipEncap, true),
    ip6: nest(ip6Encap, true),
    seg6: nest(seg6Encap, true),
    bpf: nest(bpfEncap, true),
    seg6_local: nest(seg6LocalEncap, true),
    rpl: nest(rplEncap, true),
    ioam6: nest(ioam6Encap, true),
    xfrm: nest(xfrmEncap, true),
  },
  bytes,
)
