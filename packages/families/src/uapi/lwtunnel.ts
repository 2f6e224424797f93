// Lightweight tunnels: encapsulation as an attribute of routes.

/** Kinds of encapsulation, `RTA_ENCAP_TYPE` (`linux/lwtunnel.h`). */
export const LWTUNNEL_ENCAP = {
  NONE: 0,
  MPLS: 1,
  IP: 2,
  ILA: 3,
  IP6: 4,
  SEG6: 5,
  BPF: 6,
  SEG6_LOCAL: 7,
  RPL: 8,
  IOAM6: 9,
  XFRM: 10,
} as const

/** Attributes of the encapsulation ip (`linux/lwtunnel.h`). */
export const LWTUNNEL_IP = {
  UNSPEC: 0,
  ID: 1,
  DST: 2,
  SRC: 3,
  TTL: 4,
  TOS: 5,
  FLAGS: 6,
  PAD: 7,
  OPTS: 8,
} as const

/** Attributes of the encapsulation ip6 (`linux/lwtunnel.h`). */
export const LWTUNNEL_IP6 = {
  UNSPEC: 0,
  ID: 1,
  DST: 2,
  SRC: 3,
  HOPLIMIT: 4,
  TC: 5,
  FLAGS: 6,
  PAD: 7,
  OPTS: 8,
} as const

/** Attributes of `LWTUNNEL_IP_OPTS` and `LWTUNNEL_IP6_OPTS` (`linux/lwtunnel.h`). */
export const LWTUNNEL_IP_OPTS = {
  UNSPEC: 0,
  GENEVE: 1,
  VXLAN: 2,
  ERSPAN: 3,
} as const

/** Attributes of `LWTUNNEL_IP_OPTS_GENEVE` (`linux/lwtunnel.h`). */
export const LWTUNNEL_IP_OPT_GENEVE = {
  UNSPEC: 0,
  CLASS: 1,
  TYPE: 2,
  DATA: 3,
} as const

/** Attributes of `LWTUNNEL_IP_OPTS_VXLAN` (`linux/lwtunnel.h`). */
export const LWTUNNEL_IP_OPT_VXLAN = {
  UNSPEC: 0,
  GBP: 1,
} as const

/** Attributes of `LWTUNNEL_IP_OPTS_ERSPAN` (`linux/lwtunnel.h`). */
export const LWTUNNEL_IP_OPT_ERSPAN = {
  UNSPEC: 0,
  VER: 1,
  INDEX: 2,
  DIR: 3,
  HWID: 4,
} as const

/** Attributes of one program, `LWT_BPF_IN`, `LWT_BPF_OUT` and `LWT_BPF_XMIT` (`linux/lwtunnel.h`). */
export const LWT_BPF_PROG = {
  UNSPEC: 0,
  FD: 1,
  NAME: 2,
} as const

/** Attributes of the encapsulation bpf (`linux/lwtunnel.h`). */
export const LWT_BPF = {
  UNSPEC: 0,
  IN: 1,
  OUT: 2,
  XMIT: 3,
  XMIT_HEADROOM: 4,
} as const

/** Largest `LWT_BPF_XMIT_HEADROOM` (`linux/lwtunnel.h`). */
export const LWT_BPF_MAX_HEADROOM = 256

/** Attributes of the encapsulation xfrm (`linux/lwtunnel.h`). */
export const LWT_XFRM = {
  UNSPEC: 0,
  IF_ID: 1,
  LINK: 2,
} as const
