import type { Command } from '../context.ts'
import { UsageError } from '../errors.ts'
import { kindNames, kindOf } from './kinds/index.ts'

/** `rtnl link help`. */
export const help = `rtnl link [show] [SELECTORS]
rtnl link add [link DEV] [name] NAME [OPTIONS] type KIND [KIND-OPTIONS]
rtnl link set { [dev] NAME | group GROUP } [OPTIONS] [type KIND KIND-OPTIONS]
rtnl link replace ...           as add, or set if it is there
rtnl link delete { [dev] NAME | group GROUP }
rtnl link property { add | del } [dev] NAME altname NAME ...
rtnl link help KIND             the options of a kind

Network interfaces.

Selectors
  [dev] NAME, group GROUP, up, master DEV, nomaster, vrf NAME, type KIND, type KIND_slave

Options
  up, down                       also on or off: arp dynamic multicast allmulticast promisc trailers carrier
  name NAME                      set: a new name
  mtu BYTES, txqueuelen PACKETS, address LLADDR, broadcast LLADDR, alias TEXT, group GROUP
  master DEV, nomaster, vrf NAME
  index NUMBER, numtxqueues NUMBER, numrxqueues NUMBER, parentdev NAME          of a new link
  netns PID|NAME, link-netns NAME, link-netnsid NUMBER
  addrgenmode eui64|none|stable_secret|random, mode default|dormant, state STATE
  protodown on|off, protodown_reason REASON on|off
  gso_max_size BYTES, gso_max_segs SEGMENTS, gro_max_size BYTES
  xdp { off | pinned FILE }, also xdpgeneric, xdpdrv, xdpoffload
  vf NUMBER [mac LLADDR] [vlan VLANID [qos QOS] [proto 802.1Q|802.1ad]] [rate MBIT] [max_tx_rate MBIT] [min_tx_rate MBIT]
      [spoofchk on|off] [query_rss on|off] [state auto|enable|disable] [trust on|off] [node_guid EUI64] [port_guid EUI64]

Kinds
  ${kindNames.join(' ')}
  and any other that the kernel knows, without options

Examples
  rtnl link show up
  rtnl -d -j link show type bridge
  rtnl link add veth0 type veth peer name veth1
  rtnl link set dev veth0 up mtu 9000
  rtnl link add link eth0 name eth0.7 type vlan id 7
  rtnl link delete dev veth0
`

/** `rtnl link help [KIND]`. */
export const helpOf: Command = async (context, words) => {
  if (words.done) return context.out.write(help)
  const word = words.take()
  const kind = kindOf(word)
  if (!kind || kind.help === '')
    throw new UsageError(`kind "${word}" has no help; kinds with help: ${kindNames.join(', ')}`)
  return context.out.write(kind.help)
}
