import type { Infer, Input } from '@rtnl/codec'
import type {
  bpfEncap,
  ioam6Encap,
  ip6Encap,
  ipEncap,
  mplsEncap,
  rplEncap,
  seg6Encap,
  seg6LocalEncap,
  xfrmEncap,
} from '@rtnl/families'

interface Declarations {
  mpls: typeof mplsEncap
  ip: typeof ipEncap
  ip6: typeof ip6Encap
  seg6: typeof seg6Encap
  bpf: typeof bpfEncap
  seg6_local: typeof seg6LocalEncap
  rpl: typeof rplEncap
  ioam6: typeof ioam6Encap
  xfrm: typeof xfrmEncap
}

/** `encap` of a route by its `encapType`, as decoded. */
export type Encap = { [Kind in keyof Declarations]: Infer<Declarations[Kind]> }

/** `encap` of a route by its `encapType`, as the encoder takes it. */
export type EncapInput = { [Kind in keyof Declarations]: Input<Declarations[Kind]> }
