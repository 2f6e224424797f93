/** `rtnl rule help`. */
export const help = `rtnl rule [show [SELECTOR]]                     rules, by priority
rtnl rule add SELECTOR ACTION
rtnl rule delete SELECTOR [ACTION]              the first rule that fits
rtnl rule flush [SELECTOR]                      delete what the selector selects, but for the rule of priority 0
Rules are of IPv4; of IPv6 with -6.

SELECTOR  [not] [from PREFIX] [to PREFIX] [tos TOS] [fwmark MARK[/MASK]] [iif NAME] [oif NAME]
          [priority NUMBER] [l3mdev] [uidrange FIRST-LAST] [ipproto NAME] [sport PORT[-PORT]] [dport PORT[-PORT]]
          [tun_id NUMBER] [protocol NAME]
ACTION    table NAME|NUMBER [suppress_prefixlength LENGTH] [suppress_ifgroup GROUP]
          goto PRIORITY   nop   blackhole   unreachable   prohibit
          [realms [SOURCE/]DESTINATION]

Examples
  rtnl rule
  rtnl rule add from 192.0.2.0/24 table 77 priority 1000
  rtnl rule add fwmark 0x1/0xff lookup main suppress_prefixlength 0
  rtnl -6 rule add iif eth0 ipproto tcp dport 80-90 goto 2000
  rtnl rule delete priority 1000
  rtnl -j rule show table 77
`
