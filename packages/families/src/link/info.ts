import { attributes, bytes, nest, select, string } from '@rtnl/codec'
import { IFLA_INFO } from '../uapi/if_link.ts'
import { bond, bondSlave } from './kinds/bond.ts'
import { bridge } from './kinds/bridge.ts'
import { bridgePort } from './kinds/bridge-port.ts'
import { dummy } from './kinds/dummy.ts'
import { ifb } from './kinds/ifb.ts'
import { macvlan } from './kinds/macvlan.ts'
import { tun } from './kinds/tun.ts'
import { veth } from './kinds/veth.ts'
import { vlan } from './kinds/vlan.ts'
import { vrf, vrfSlave } from './kinds/vrf.ts'
import { vxlan } from './kinds/vxlan.ts'

/** The kind of a link and what is particular to it, and the same for its master. */
export const linkinfo = attributes('IFLA_INFO', IFLA_INFO, {
  /** Kind of the link, such as 'vxlan'; absent: a physical device, or only a port of something. `IFLA_INFO_KIND` */
  kind: [IFLA_INFO.KIND, string()],
  /** Attributes of that kind; bytes for a kind not declared here. `IFLA_INFO_DATA` */
  data: [
    IFLA_INFO.DATA,
    select(
      'kind',
      {
        bond: nest(bond),
        bridge: nest(bridge),
        dummy: nest(dummy),
        ifb: nest(ifb),
        macvlan: nest(macvlan),
        macvtap: nest(macvlan),
        tun: nest(tun),
        veth: nest(veth),
        vlan: nest(vlan),
        vrf: nest(vrf),
        vxlan: nest(vxlan),
      },
      bytes,
    ),
  ],
  /** Statistics of that kind, in its driver's own layout (CAN). `IFLA_INFO_XSTATS` */
  xstats: [IFLA_INFO.XSTATS, bytes],
  /** Kind of the master, such as 'bridge'; absent: the link has none, or one without slave data. `IFLA_INFO_SLAVE_KIND` */
  slaveKind: [IFLA_INFO.SLAVE_KIND, string()],
  /** Attributes of the link as a port of its master; bytes for a kind not declared here. `IFLA_INFO_SLAVE_DATA` */
  slaveData: [
    IFLA_INFO.SLAVE_DATA,
    select(
      'slaveKind',
      { bond: nest(bondSlave), bridge: nest(bridgePort), vrf: nest(vrfSlave) },
      // iproute2 names the kind so in requests; the kernel looks at neither, but at the link's master.
      select('kind', { bond_slave: nest(bondSlave), bridge_slave: nest(bridgePort) }, bytes),
    ),
  ],
})
