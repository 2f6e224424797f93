/** `rtnl route help`. */
export const help = `rtnl route [show [SELECTOR]]                    routes of a table
rtnl route get ADDRESS [LOOKUP]                 the route that the kernel would take
rtnl route add|replace|append|prepend|change|test|delete ROUTE
rtnl route flush SELECTOR                       delete what the selector selects

SELECTOR  [root|match|exact] PREFIX   not shorter than, not longer than, or just this
          from [root|match|exact] PREFIX
          table NAME|NUMBER|all|cache (without: main)   vrf NAME
          dev NAME   iif NAME   via PREFIX   src PREFIX   type TYPE   proto NAME   scope NAME
          metric NUMBER   tos TOS   realms REALMS   mark NUMBER
LOOKUP    from ADDRESS [iif NAME]   oif NAME   mark NUMBER   vrf NAME   tos TOS   uid NUMBER
          ipproto NAME   sport NUMBER   dport NUMBER   as [to] ADDRESS
          fibmatch    the route as it stands in the table    notify   connected
ROUTE     [TYPE] PREFIX [from PREFIX] [via [FAMILY] ADDRESS] [dev NAME] [src ADDRESS] [metric NUMBER]
          [table NAME|NUMBER] [vrf NAME] [proto NAME] [scope NAME] [tos TOS] [realms REALMS] [onlink]
          [nhid ID] [encap ENCAP] [as [to] ADDRESS] [pref low|medium|high] [expires SECONDS]
          [ttl-propagate enabled|disabled] [METRICS] [nexthop NEXTHOP]...
TYPE      unicast local broadcast multicast anycast blackhole unreachable prohibit throw nat
METRICS   mtu window rtt rttvar ssthresh cwnd advmss reordering hoplimit initcwnd initrwnd congctl: [lock] VALUE
          rto_min TIME   features ecn   quickack 0|1   fastopen_no_cookie 0|1
NEXTHOP   [via [FAMILY] ADDRESS] [dev NAME] [weight 1..256] [onlink] [realms REALMS] [encap ENCAP]
ENCAP     mpls LABELS [ttl N]
          ip|ip6 [id N] [src ADDRESS] [dst ADDRESS] [tos|tc TOS] [ttl|hoplimit N] [key] [csum] [seq]
          seg6 mode inline|encap|encap.red|l2encap|l2encap.red segs A,B,C [hmac ID]
          seg6local action ACTION [table|vrftable T] [nh4|nh6 ADDRESS] [iif|oif NAME] [srh segs A,B] [flavors F] [count] [endpoint pinned FILE]
          bpf [in pinned FILE] [out pinned FILE] [xmit pinned FILE] [headroom BYTES]
          rpl segs A,B   ioam6 ...   xfrm if_id N [link_dev NAME]

Examples
  rtnl route                                             the main table
  rtnl -6 route show table all proto ra                  what router advertisements gave
  rtnl -j route show match 192.0.2.7                     JSON of the routes that cover an address
  rtnl route get 192.0.2.7 from 198.51.100.1 mark 7
  rtnl route add 10.1.0.0/16 via 192.0.2.1 dev eth0 mtu lock 1400
  rtnl route replace default nexthop via 192.0.2.1 weight 2 nexthop via 192.0.2.2
  rtnl route add blackhole 203.0.113.0/24 table 77
  rtnl route flush table 77
`
