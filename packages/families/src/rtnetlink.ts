import { protocol } from '@rtnl/codec'
import { addr } from './addr.ts'
import { link } from './link/link.ts'
import { neigh } from './neigh.ts'
import { nexthop } from './nexthop.ts'
import { control } from './nlmsg.ts'
import { nsid } from './nsid.ts'
import { route } from './route/route.ts'
import { rule } from './rule.ts'
import { NETLINK } from './uapi/netlink.ts'
import { RTM } from './uapi/rtnetlink.ts'

/** rtnetlink (`NETLINK_ROUTE`): links, addresses, routes, neighbours, rules, next-hop objects and numbers of namespaces. Messages of other types stay raw. */
export const rtnetlink = protocol({
  name: 'route',
  number: NETLINK.ROUTE,
  types: RTM,
  prefix: 'RTM',
  messages: [
    ...control,
    [RTM.NEWLINK, link],
    [RTM.DELLINK, link],
    [RTM.GETLINK, link],
    [RTM.SETLINK, link],
    [RTM.NEWLINKPROP, link],
    [RTM.DELLINKPROP, link],
    [RTM.GETLINKPROP, link],
    [RTM.NEWADDR, addr],
    [RTM.DELADDR, addr],
    [RTM.GETADDR, addr],
    [RTM.NEWMULTICAST, addr],
    [RTM.DELMULTICAST, addr],
    [RTM.GETMULTICAST, addr],
    [RTM.NEWANYCAST, addr],
    [RTM.DELANYCAST, addr],
    [RTM.GETANYCAST, addr],
    [RTM.NEWROUTE, route],
    [RTM.DELROUTE, route],
    [RTM.GETROUTE, route],
    [RTM.NEWNEIGH, neigh],
    [RTM.DELNEIGH, neigh],
    [RTM.GETNEIGH, neigh],
    [RTM.NEWRULE, rule],
    [RTM.DELRULE, rule],
    [RTM.GETRULE, rule],
    [RTM.NEWNSID, nsid],
    [RTM.DELNSID, nsid],
    [RTM.GETNSID, nsid],
    [RTM.NEWNEXTHOP, nexthop],
    [RTM.DELNEXTHOP, nexthop],
    [RTM.GETNEXTHOP, nexthop],
    [RTM.NEWNEXTHOPBUCKET, nexthop],
    [RTM.DELNEXTHOPBUCKET, nexthop],
    [RTM.GETNEXTHOPBUCKET, nexthop],
  ],
})
