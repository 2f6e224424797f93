import {
  addr,
  bpfEncap,
  FRA,
  fdbExtAttrs,
  groupStatsEntry,
  IFA,
  IOAM6_IPTUNNEL,
  ioam6Encap,
  ip6Encap,
  ipEncap,
  ipEncapOptions,
  LWT_BPF,
  LWT_XFRM,
  LWTUNNEL_IP,
  LWTUNNEL_IP_OPTS,
  LWTUNNEL_IP6,
  MPLS_IPTUNNEL,
  metrics,
  mplsEncap,
  NDA,
  NETNSA,
  NFEA,
  NHA,
  NHA_GROUP_STATS_ENTRY,
  NHA_RES_BUCKET,
  NHA_RES_GROUP,
  neigh,
  nexthop,
  nsid,
  RPL_IPTUNNEL,
  RTA,
  RTAX,
  resilientBucket,
  resilientGroup,
  route,
  rplEncap,
  rule,
  SEG6_IPTUNNEL,
  SEG6_LOCAL,
  seg6Encap,
  seg6LocalEncap,
  xfrmEncap,
} from '@rtnl/families'
import { expect, test } from 'vitest'

type Set = { readonly declared: Readonly<Record<string, readonly [type: number, ...unknown[]]>> }

const camel = (constant: string) => constant.toLowerCase().replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase())

/** Keys that are not the constant's own name, because the header has that name already or the constant has two. */
const OTHER_KEYS: Readonly<Record<string, string>> = { 'NDA ifindex': 'ndaIfindex', 'FRA ifname': 'iifname' }

test.each<[prefix: string, constants: Readonly<Record<string, number>>, set: Set]>([
  ['IFA', IFA, addr.set],
  ['RTA', RTA, route.set],
  ['RTAX', RTAX, metrics],
  ['NDA', NDA, neigh.set],
  ['NFEA', NFEA, fdbExtAttrs],
  ['FRA', FRA, rule.set],
  ['MPLS_IPTUNNEL', MPLS_IPTUNNEL, mplsEncap],
  ['LWTUNNEL_IP', LWTUNNEL_IP, ipEncap],
  ['LWTUNNEL_IP6', LWTUNNEL_IP6, ip6Encap],
  ['LWTUNNEL_IP_OPTS', LWTUNNEL_IP_OPTS, ipEncapOptions],
  ['SEG6_IPTUNNEL', SEG6_IPTUNNEL, seg6Encap],
  ['SEG6_LOCAL', SEG6_LOCAL, seg6LocalEncap],
  ['LWT_BPF', LWT_BPF, bpfEncap],
  ['LWT_XFRM', LWT_XFRM, xfrmEncap],
  ['RPL_IPTUNNEL', RPL_IPTUNNEL, rplEncap],
  ['IOAM6_IPTUNNEL', IOAM6_IPTUNNEL, ioam6Encap],
  ['NHA', NHA, nexthop.set],
  ['NHA_RES_GROUP', NHA_RES_GROUP, resilientGroup],
  ['NHA_RES_BUCKET', NHA_RES_BUCKET, resilientBucket],
  ['NHA_GROUP_STATS_ENTRY', NHA_GROUP_STATS_ENTRY, groupStatsEntry],
  ['NETNSA', NETNSA, nsid.set],
])('every %s_* is declared, under its own name', (prefix, constants, { declared }) => {
  const known = Object.entries(declared).map(([key, [type]]) => [key, type])
  const expected = Object.entries(constants)
    // 0 is UNSPEC or NONE, and in some sets padding.
    .filter(([, type]) => type !== 0)
    .map(([name, type]) => [OTHER_KEYS[`${prefix} ${camel(name)}`] ?? camel(name), type])
  expect(new Map(known as [string, number][])).toEqual(new Map(expected as [string, number][]))
})
