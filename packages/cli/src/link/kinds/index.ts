import { amt } from './amt.ts'
import { lowpan, netdevsim, nlmon, team, vcan, virtWifi, vsockmon, wireguard } from './bare.ts'
import { bareudp } from './bareudp.ts'
import { batadv } from './batadv.ts'
import { bond } from './bond.ts'
import { bondSlave } from './bond-slave.ts'
import { bridge } from './bridge.ts'
import { bridgeSlave } from './bridge-slave.ts'
import { can } from './can.ts'
import { dsa } from './dsa.ts'
import { dummy } from './dummy.ts'
import { geneve } from './geneve.ts'
import { erspan, gre, gretap } from './gre.ts'
import { gtp } from './gtp.ts'
import { hsr } from './hsr.ts'
import { ifb } from './ifb.ts'
import { ip6erspan, ip6gre, ip6gretap } from './ip6gre.ts'
import { ip6tnl } from './ip6tnl.ts'
import { ipip } from './ipip.ts'
import { ipoib } from './ipoib.ts'
import { ipvlan, ipvtap } from './ipvlan.ts'
import type { LinkKind } from './kind.ts'
import { macsec } from './macsec.ts'
import { macvlan, macvtap } from './macvlan.ts'
import { rmnet } from './rmnet.ts'
import { sit } from './sit.ts'
import { tun } from './tun.ts'
import { veth } from './veth.ts'
import { vlan } from './vlan.ts'
import { vrf, vrfSlave } from './vrf.ts'
import { vti, vti6 } from './vti.ts'
import { vxcan } from './vxcan.ts'
import { vxlan } from './vxlan.ts'
import { wwan } from './wwan.ts'
import { xfrm } from './xfrm.ts'

/** The kinds whose options and details are known. */
const kinds: ReadonlyMap<string, LinkKind> = new Map<string, LinkKind>([
  ['amt', amt],
  ['bareudp', bareudp],
  ['batadv', batadv],
  ['bond', bond],
  ['bond_slave', bondSlave],
  ['bridge', bridge],
  ['bridge_slave', bridgeSlave],
  ['can', can],
  ['dsa', dsa],
  ['dummy', dummy],
  ['erspan', erspan],
  ['geneve', geneve],
  ['gre', gre],
  ['gretap', gretap],
  ['gtp', gtp],
  ['hsr', hsr],
  ['ifb', ifb],
  ['ip6erspan', ip6erspan],
  ['ip6gre', ip6gre],
  ['ip6gretap', ip6gretap],
  ['ip6tnl', ip6tnl],
  ['ipip', ipip],
  ['ipoib', ipoib],
  ['ipvlan', ipvlan],
  ['ipvtap', ipvtap],
  ['lowpan', lowpan],
  ['macsec', macsec],
  ['macvlan', macvlan],
  ['macvtap', macvtap],
  ['netdevsim', netdevsim],
  ['nlmon', nlmon],
  ['rmnet', rmnet],
  ['sit', sit],
  ['team', team],
  ['tun', tun],
  ['vcan', vcan],
  ['veth', veth],
  ['virt_wifi', virtWifi],
  ['vlan', vlan],
  ['vrf', vrf],
  ['vrf_slave', vrfSlave],
  ['vsockmon', vsockmon],
  ['vti', vti],
  ['vti6', vti6],
  ['vxcan', vxcan],
  ['vxlan', vxlan],
  ['wireguard', wireguard],
  ['wwan', wwan],
  ['xfrm', xfrm],
])

/** A kind by its name, of a port with `_slave` behind it; undefined for one that is not known. */
export function kindOf(name: string): LinkKind | undefined {
  return kinds.get(name)
}

/** The names of the kinds that have options or help. */
export const kindNames: readonly string[] = [...kinds].filter(([, { help }]) => help !== '').map(([name]) => name)
