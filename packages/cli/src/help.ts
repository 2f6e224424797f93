/** `rtnl help`. */
export const help = `rtnl [OPTIONS] OBJECT [COMMAND [ARGUMENTS]]

Reads, changes and watches the kernel's network state over netlink, in the words of ip(8).
Objects, commands, options and most keywords may be abbreviated: \`rtnl r\` is \`rtnl route show\`.

Objects
  link       network interfaces
  address    addresses of interfaces
  route      routing tables
  neighbour  ARP and neighbour discovery tables
  rule       rules that choose a routing table
  monitor    changes to any of these, as they happen
  decode     messages of a capture: pcap, pcapng, rtmon, raw bytes, hex
  \`rtnl OBJECT help\` tells more of each.

Options
  -4 -6 -0 -M -B            family inet, inet6, link, mpls, bridge; also -family NAME
  -json                     print JSON, as \`ip -j\` does; with -pretty over several lines
  -details                  print more about each object
  -stats                    print counters; given twice, all of them
  -netns NAME               work in the network namespace NAME
  -Numeric                  print numbers where a name is known
  -oneline, -brief          one line for each object
  -human-readable, -iec     counters with units
  -timestamp, -tshort       monitor: print the time of each message
  -batch FILE               run the commands in FILE, one a line; - is standard input
  -force                    with -batch: go on after a command that fails; link set xdp: replace a program
  -rcvbuf BYTES             size of the socket's receive buffer
  -capture FILE             record what is sent and received; pcapng, or pcap if FILE ends so
  -Version, -help

Exit status: 0; 1 wrong usage; 2 refused by the kernel, with its sentence on standard error.

Examples
  rtnl route                                    the main routing table
  rtnl -6 -j route show table all               every IPv6 route, as JSON
  rtnl route get 192.0.2.1                      the route that the kernel would take
  rtnl route add 10.1.0.0/16 via 192.0.2.1
  rtnl -s link show eth0                        an interface and its counters
  rtnl monitor route link                       watch routes and interfaces
  rtnl --capture session.pcapng route           list routes and record how
  rtnl decode session.pcapng                    what was said
`
