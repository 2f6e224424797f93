import { attributes, be16, be32, be64, bytes, groups, ipv4, ipv6, many, nest, u8, u32 } from '@rtnl/codec'
import { TUNNEL } from '../uapi/if_tunnel.ts'
import {
  LWTUNNEL_IP,
  LWTUNNEL_IP_OPT_ERSPAN,
  LWTUNNEL_IP_OPT_GENEVE,
  LWTUNNEL_IP_OPT_VXLAN,
  LWTUNNEL_IP_OPTS,
  LWTUNNEL_IP6,
} from '../uapi/lwtunnel.ts'

/** One option of a Geneve header. */
const geneve = attributes('LWTUNNEL_IP_OPT_GENEVE', LWTUNNEL_IP_OPT_GENEVE, () => ({
  /** Who defines the option's types (IANA). `LWTUNNEL_IP_OPT_GENEVE_CLASS` */
  class: [LWTUNNEL_IP_OPT_GENEVE.CLASS, be16],
  /** Type of the option; 128 and above must be understood by the receiver. `LWTUNNEL_IP_OPT_GENEVE_TYPE` */
  type: [LWTUNNEL_IP_OPT_GENEVE.TYPE, u8],
  /** Its data: 4 to 124 bytes, a multiple of 4. `LWTUNNEL_IP_OPT_GENEVE_DATA` */
  data: [LWTUNNEL_IP_OPT_GENEVE.DATA, bytes],
}))

const vxlan = attributes('LWTUNNEL_IP_OPT_VXLAN', LWTUNNEL_IP_OPT_VXLAN, () => ({
  /**
   * Group based policy: id in the lower 16 bits, 'do not learn' 0x400000, 'applied' 0x80000.
   * `LWTUNNEL_IP_OPT_VXLAN_GBP`
   */
  gbp: [LWTUNNEL_IP_OPT_VXLAN.GBP, u32],
}))

const erspan = attributes('LWTUNNEL_IP_OPT_ERSPAN', LWTUNNEL_IP_OPT_ERSPAN, () => ({
  /** ERSPAN version: 1 or 2. `LWTUNNEL_IP_OPT_ERSPAN_VER` */
  ver: [LWTUNNEL_IP_OPT_ERSPAN.VER, u8],
  /** Version 1: port index of the mirrored packet, 20 bits. `LWTUNNEL_IP_OPT_ERSPAN_INDEX` */
  index: [LWTUNNEL_IP_OPT_ERSPAN.INDEX, be32],
  /** Version 2: the mirrored packet's direction, 0 = in, 1 = out. `LWTUNNEL_IP_OPT_ERSPAN_DIR` */
  dir: [LWTUNNEL_IP_OPT_ERSPAN.DIR, u8],
  /** Version 2: hardware id, 6 bits. `LWTUNNEL_IP_OPT_ERSPAN_HWID` */
  hwid: [LWTUNNEL_IP_OPT_ERSPAN.HWID, u8],
}))

/** Options of the tunnel's own header: one kind at a time. */
export const ipEncapOptions = attributes('LWTUNNEL_IP_OPTS', LWTUNNEL_IP_OPTS, () => ({
  /**
   * Geneve options, in order: a request has a nest for each, the kernel's answer one nest with all.
   * `LWTUNNEL_IP_OPTS_GENEVE`
   */
  geneve: [LWTUNNEL_IP_OPTS.GENEVE, many(groups(geneve, true))],
  /** VXLAN's extension. `LWTUNNEL_IP_OPTS_VXLAN` */
  vxlan: [LWTUNNEL_IP_OPTS.VXLAN, nest(vxlan, true)],
  /** ERSPAN's header. `LWTUNNEL_IP_OPTS_ERSPAN` */
  erspan: [LWTUNNEL_IP_OPTS.ERSPAN, nest(erspan, true)],
}))

/** Tunnels over IPv4, through a device in collect-metadata mode that `oif` names (`LWTUNNEL_ENCAP_IP`). */
export const ipEncap = attributes('LWTUNNEL_IP', LWTUNNEL_IP, () => ({
  /** Tunnel id: VNI or key, by the device. Absent: 0. `LWTUNNEL_IP_ID` */
  id: [LWTUNNEL_IP.ID, be64],
  /** Outer destination. `LWTUNNEL_IP_DST` */
  dst: [LWTUNNEL_IP.DST, ipv4],
  /** Outer source. Absent or '0.0.0.0': by routing. `LWTUNNEL_IP_SRC` */
  src: [LWTUNNEL_IP.SRC, ipv4],
  /** Outer TTL; 0 or absent = the device's choice. `LWTUNNEL_IP_TTL` */
  ttl: [LWTUNNEL_IP.TTL, u8],
  /** Outer TOS. Absent: 0. `LWTUNNEL_IP_TOS` */
  tos: [LWTUNNEL_IP.TOS, u8],
  /**
   * 'key', 'csum', 'seq' ...: what the outer header has; the kernel adds the bit of the kind of `opts`.
   * `LWTUNNEL_IP_FLAGS`
   */
  flags: [LWTUNNEL_IP.FLAGS, be16.flags(TUNNEL)],
  /** Filler that aligns a 64-bit attribute on some machines: empty. `LWTUNNEL_IP_PAD` */
  pad: [LWTUNNEL_IP.PAD, bytes],
  /** Options of the tunnel's own header. `LWTUNNEL_IP_OPTS` */
  opts: [LWTUNNEL_IP.OPTS, nest(ipEncapOptions, true)],
}))

/** Tunnels over IPv6, through a device in collect-metadata mode that `oif` names (`LWTUNNEL_ENCAP_IP6`). */
export const ip6Encap = attributes('LWTUNNEL_IP6', LWTUNNEL_IP6, () => ({
  /** Tunnel id: VNI or key, by the device. Absent: 0. `LWTUNNEL_IP6_ID` */
  id: [LWTUNNEL_IP6.ID, be64],
  /** Outer destination. `LWTUNNEL_IP6_DST` */
  dst: [LWTUNNEL_IP6.DST, ipv6],
  /** Outer source. Absent or '::': by routing. `LWTUNNEL_IP6_SRC` */
  src: [LWTUNNEL_IP6.SRC, ipv6],
  /** Outer hop limit; 0 or absent = the device's choice. `LWTUNNEL_IP6_HOPLIMIT` */
  hoplimit: [LWTUNNEL_IP6.HOPLIMIT, u8],
  /** Outer traffic class. Absent: 0. `LWTUNNEL_IP6_TC` */
  tc: [LWTUNNEL_IP6.TC, u8],
  /**
   * 'key', 'csum', 'seq' ...: what the outer header has; the kernel adds the bit of the kind of `opts`.
   * `LWTUNNEL_IP6_FLAGS`
   */
  flags: [LWTUNNEL_IP6.FLAGS, be16.flags(TUNNEL)],
  /** Filler that aligns a 64-bit attribute on some machines: empty. `LWTUNNEL_IP6_PAD` */
  pad: [LWTUNNEL_IP6.PAD, bytes],
  /** Options of the tunnel's own header. `LWTUNNEL_IP6_OPTS` */
  opts: [LWTUNNEL_IP6.OPTS, nest(ipEncapOptions, true)],
}))
