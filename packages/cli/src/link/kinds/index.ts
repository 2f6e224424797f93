import { bond } from './bond.ts'
import { bondSlave } from './bond-slave.ts'
import { bridge } from './bridge.ts'
import { bridgeSlave } from './bridge-slave.ts'
import { dummy } from './dummy.ts'
import { ifb } from './ifb.ts'
import type { LinkKind } from './kind.ts'
import { macvlan, macvtap } from './macvlan.ts'
import { tun } from './tun.ts'
import { veth } from './veth.ts'
import { vlan } from './vlan.ts'
import { vrf, vrfSlave } from './vrf.ts'
import { vxlan } from './vxlan.ts'

/** The kinds whose options and details are known. */
const kinds: ReadonlyMap<string, LinkKind> = new Map<string, LinkKind>([
  ['bond', bond],
  ['bond_slave', bondSlave],
  ['bridge', bridge],
  ['bridge_slave', bridgeSlave],
  ['dummy', dummy],
  ['ifb', ifb],
  ['macvlan', macvlan],
  ['macvtap', macvtap],
  ['tun', tun],
  ['veth', veth],
  ['vlan', vlan],
  ['vrf', vrf],
  ['vrf_slave', vrfSlave],
  ['vxlan', vxlan],
])

/** A kind by its name, of a port with `_slave` behind it; undefined for one that is not known. */
export function kindOf(name: string): LinkKind | undefined {
  return kinds.get(name)
}

/** The names of the kinds that have options or help. */
export const kindNames: readonly string[] = [...kinds].filter(([, { help }]) => help !== '').map(([name]) => name)
