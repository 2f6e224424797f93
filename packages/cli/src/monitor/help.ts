/** `rtnl monitor help`. */
export const help = `rtnl monitor [OBJECT]... [label] [dev NAME]     changes as they happen, until interrupted
OBJECT    link address route neigh rule; without one, all of them
          all: all of them, each message after a label such as [ROUTE]
label     put the label before each message
dev NAME  only what concerns this interface
With -timestamp or -tshort the time of each message is printed; -4 and -6 restrict the family.
If messages were lost because they came too fast, a line on standard error says so; -rcvbuf BYTES helps.

Examples
  rtnl monitor
  rtnl monitor route rule
  rtnl -tshort monitor link address label
  rtnl -6 monitor neigh dev eth0
`
