/** `rtnl neighbour help`. */
export const help = `rtnl neighbour [show] [SELECTORS]
rtnl neighbour flush SELECTORS
rtnl neighbour get ADDRESS dev NAME
rtnl neighbour get proxy ADDRESS dev NAME
rtnl neighbour add|change|replace|delete ADDRESS dev NAME [OPTIONS]
rtnl neighbour add|delete proxy ADDRESS dev NAME

Neighbours: link-layer addresses of the hosts on the same link (ARP, neighbour discovery).

Selectors
  [to] PREFIX               only within this prefix
  dev NAME                  only by this interface
  nud STATE|all             only in this state; may be repeated. Without it show leaves out noarp,
                            and flush leaves alone permanent and noarp
  proxy                     the addresses that this host answers for
  unused                    only those that nothing refers to
  master NAME, nomaster, vrf NAME
  protocol NAME|NUMBER

Options
  lladdr ADDRESS            the link-layer address
  nud STATE                 permanent unless given; reachable, stale, noarp, none, delay, probe, incomplete, failed
  router                    the neighbour is a router
  use                       resolve it now
  managed                   let the kernel keep it resolved
  extern_learn              learned by a program: not collected as garbage
  protocol NAME|NUMBER      who made the entry

Examples
  rtnl neighbour show dev eth0 nud reachable
  rtnl neighbour add 192.0.2.2 lladdr 02:00:00:00:00:01 dev eth0
  rtnl neighbour add proxy 192.0.2.3 dev eth0
  rtnl neighbour flush dev eth0
`
