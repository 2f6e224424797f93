/** `rtnl address help`. */
export const help = `rtnl address [show] [SELECTORS]
rtnl address flush SELECTORS
rtnl address add|change|replace ADDRESS dev NAME [OPTIONS]
rtnl address delete ADDRESS dev NAME

Addresses of interfaces.

Selectors
  [dev] NAME                only of this interface
  to PREFIX                 only within this prefix
  scope SCOPE               global, site, link, host, a number, or all
  label PATTERN             only with such a label, as in eth0:*
  permanent, dynamic        without and with an end of its lifetime
  primary, secondary, temporary, [-]tentative, [-]deprecated, [-]dadfailed,
  home, nodad, mngtmpaddr, noprefixroute, autojoin, optimistic, stable-privacy
  up                        only of interfaces that are up
  show alone knows          master NAME, nomaster, vrf NAME, group GROUP, type KIND, type KIND_slave

Options
  [local] ADDRESS[/LENGTH]  the address; without a length that of one host
  peer ADDRESS[/LENGTH]     the other end of a point-to-point link
  broadcast ADDRESS|+|-     IPv4; + and - set and clear the host's bits
  anycast ADDRESS
  label NAME                IPv4: a name for the address, NAME:1
  scope SCOPE
  metric NUMBER             of the route that the kernel adds for the prefix
  valid_lft SECONDS, preferred_lft SECONDS    or forever
  proto NAME|NUMBER         who set the address
  noprefixroute, autojoin, and for IPv6 home, nodad, optimistic, mngtmpaddr

Examples
  rtnl address show dev eth0
  rtnl -4 -br address                         IPv4 addresses, an interface a line
  rtnl address add 192.0.2.1/24 broadcast + dev eth0
  rtnl address add 2001:db8::1/64 dev eth0 valid_lft 3600 preferred_lft 1800
  rtnl address flush dev eth0 scope global
`
