import { attributes, bytes, type Message, message, type Protocol, protocol, struct } from '@rtnl/codec'
import { control, genetlink, NETLINK, RTM, rtnetlink } from '@rtnl/families'

const anything = attributes('NLA', {}, {})

/** A message of which only the size of its fixed header is known, and that attributes follow. */
const after = (size: number): Message<unknown, unknown> =>
  (size === 0
    ? message(struct('header', {}), anything)
    : message(struct('header', { header: bytes.size(size) }), anything)) as Message<unknown, unknown>

const range = (first: number, count: number, size: number) =>
  Array.from({ length: count }, (_, i) => [first + i, after(size)] as const)

/** Header sizes of rtnetlink messages; those that `@rtnl/families` declares are read by its declarations. */
const ROUTE = [
  ...range(RTM.NEWQDISC, 12, 20), // tcmsg, also classes and filters
  ...range(RTM.NEWACTION, 3, 4), // tcamsg
  ...range(RTM.NEWPREFIX, 1, 12), // prefixmsg
  ...range(RTM.NEWNEIGHTBL, 4, 4), // ndtmsg
  ...range(RTM.NEWNDUSEROPT, 1, 16), // nduseroptmsg
  ...range(RTM.NEWADDRLABEL, 3, 12), // ifaddrlblmsg
  ...range(RTM.GETDCB, 2, 4), // dcbmsg
  ...range(RTM.NEWNETCONF, 3, 1), // netconfmsg
  ...range(RTM.NEWMDB, 3, 8), // br_port_msg
  ...range(RTM.NEWNSID, 3, 1), // rtgenmsg
  ...range(RTM.NEWSTATS, 4, 12), // if_stats_msg
  ...range(RTM.NEWCHAIN, 3, 20), // tcmsg
  ...range(RTM.NEWNEXTHOP, 3, 8), // nhmsg
  ...range(RTM.NEWVLAN, 3, 8), // br_vlan_msg
  ...range(RTM.NEWNEXTHOPBUCKET, 3, 8), // nhmsg
  ...range(RTM.NEWTUNNEL, 3, 8), // tunnel_msg
]

/** Sizes by the numbers of `XFRM_MSG_*` from NEWSA = 16 on, on 64-bit hosts; 0: not known, or beyond what the core can skip. */
const XFRM_SIZES = [224, 24, 24, 168, 64, 64, 232, 0, 232, 168, 224, 176, 0, 0, 48, 48, 60, 76, 4, 4, 4, 4, 64]
const XFRM = XFRM_SIZES.flatMap((size, i) => (size === 0 ? [] : range(16 + i, 1, size)))

const names = new Map<number, string>()
for (const [name, number] of Object.entries(NETLINK)) if (!names.has(number)) names.set(number, name)

const declare = (
  number: number,
  types: Pick<Parameters<typeof protocol>[0], 'others'> & { messages?: typeof ROUTE } = {},
): Protocol =>
  protocol({
    name: (names.get(number) ?? String(number)).toLowerCase(),
    number,
    types: {},
    prefix: 'NLMSG',
    messages: [...control, ...(types.messages ?? [])],
    others: types.others,
  })

const known = new Map<number, Protocol>([
  [NETLINK.ROUTE, rtnetlink.with({ messages: ROUTE })],
  [NETLINK.GENERIC, genetlink],
  [NETLINK.NETFILTER, declare(NETLINK.NETFILTER, { others: after(4) })], // nfgenmsg
  [NETLINK.RDMA, declare(NETLINK.RDMA, { others: after(0) })],
  [NETLINK.XFRM, declare(NETLINK.XFRM, { messages: XFRM })],
])

/** Of whose messages nothing is known. They are one, as each has a core of its own to be decoded by, and a damaged file may name any number of them. */
const bare = protocol({ name: 'netlink', number: -1, types: {}, prefix: 'NLMSG', messages: control })

/** By what a capture is decoded: every netlink protocol has one, if only with the control messages and the bytes of all others. */
export const protocolOf = (number: number): Protocol => known.get(number) ?? bare

/** The kernel's name of a protocol, `'NETLINK_ROUTE'`; undefined for a number that has none. */
export function protocolName(number: number): string | undefined {
  const name = names.get(number)
  return name === undefined ? undefined : `NETLINK_${name}`
}

/** The number of a protocol by the kernel's name, with or without `NETLINK_` and in either case; undefined for any other text. */
export function protocolNumber(name: string): number | undefined {
  const key = name.toUpperCase().replace(/^NETLINK_/, '')
  return Object.entries(NETLINK).find(([known]) => known === key)?.[1]
}

/** Whether packets of this protocol are netlink messages at all: `NETLINK_KOBJECT_UEVENT` has text. */
export const hasMessages = (protocol: number): boolean => protocol !== NETLINK.KOBJECT_UEVENT

/** Whether the body of a type is declared, and not only known by the size of its header. */
export const isDeclared = (protocol: Protocol, type: number): boolean => protocol.declaration(type)?.set !== anything
