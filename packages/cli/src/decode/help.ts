/** `rtnl decode help`. */
export const help = `rtnl decode [-j | -v | --columns FIELDS] [OPTION]... FILE     the netlink messages of a capture; FILE may be - for standard input
Prints a line for each message; with -v all of its fields and where they are; with -j a JSON object on a line;
with --columns a table of one type of message, as comma-separated values with a header line.
FILE      pcap, pcapng, rtmon's file, raw messages or hexadecimal text (xxd, od, hexdump, tshark -x, strace, the kernel's log): told by its bytes

--columns FIELD[,FIELD]... the table's columns: keys of the body that are single values, dst or metrics.mtu; the type of message is that of --type,
                           or the only one that has these fields. Names for numbers that have one, flags with blanks between, absent: empty
--type TYPE[,TYPE]...      only messages of these types, RTM_NEWROUTE, newroute or 24
--family FAMILY            only messages of this family, inet or 2
--where KEY=VALUE          only messages with this value, by its name or number, which may be a prefix for addresses; given several times, all must hold;
                           KEY may lead into nests, linkinfo.kind, and into lists, to any element or to one, multipath.gateway or multipath[0].gateway
--format FORMAT            what FILE is, whatever it looks like: pcap, pcapng, rtmon, raw or hex
--protocol NUMBER|NAME     the netlink protocol of files that do not say; without it, route
--big-endian               the byte order of files that do not say

In front of a message stands > if it went to the kernel and < if it came from it, where that is known.
As JSON: time in nanoseconds since 1970, protocol, offset in bytes from the start of FILE, nlmsg, body, error.

Examples
  rtnl decode session.pcapng
  rtnl decode -v --type newlink,dellink nlmon.pcap
  rtnl decode --columns dst,dstLen,gateway,oif session.pcapng > routes.csv
  rtnl decode -j --where dst=10.0.0.0/8 --where oif=3 - < session.pcapng
`
