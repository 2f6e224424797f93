import { attributes, bytes, type Infer, type Input, nest, select, string, type Type } from '@rtnl/codec'
import { IFLA_INFO } from '../uapi/if_link.ts'
import { amt } from './kinds/amt.ts'
import { bare } from './kinds/bare.ts'
import { bareudp } from './kinds/bareudp.ts'
import { batadv } from './kinds/batadv.ts'
import { bond, bondSlave } from './kinds/bond.ts'
import { bridge } from './kinds/bridge.ts'
import { bridgePort } from './kinds/bridge-port.ts'
import { can, can_device_stats } from './kinds/can.ts'
import { dsa } from './kinds/dsa.ts'
import { dummy } from './kinds/dummy.ts'
import { geneve } from './kinds/geneve.ts'
import { gre, ip6gre } from './kinds/gre.ts'
import { gtp } from './kinds/gtp.ts'
import { hsr } from './kinds/hsr.ts'
import { ifb } from './kinds/ifb.ts'
import { ipoib } from './kinds/ipoib.ts'
import { ip6tnl, ipip, sit } from './kinds/iptunnel.ts'
import { ipvlan } from './kinds/ipvlan.ts'
import { macsec } from './kinds/macsec.ts'
import { macvlan } from './kinds/macvlan.ts'
import { netkit } from './kinds/netkit.ts'
import { ovpn } from './kinds/ovpn.ts'
import { ppp } from './kinds/ppp.ts'
import { rmnet } from './kinds/rmnet.ts'
import { tun } from './kinds/tun.ts'
import { veth } from './kinds/veth.ts'
import { vlan } from './kinds/vlan.ts'
import { vrf, vrfSlave } from './kinds/vrf.ts'
import { vti, vti6 } from './kinds/vti.ts'
import { vxcan } from './kinds/vxcan.ts'
import { vxlan } from './kinds/vxlan.ts'
import { wwan } from './kinds/wwan.ts'
import { xfrm } from './kinds/xfrm.ts'

/** A type of its own: of the values that `kind` decides only `data` narrows on it. */
const xstats: Type<Infer<typeof can_device_stats> | Uint8Array, Input<typeof can_device_stats> | Uint8Array> = select(
  'kind',
  { can: can_device_stats },
  bytes,
)

/** The kind of a link and what is particular to it, and the same for its master. */
export const linkinfo = attributes('IFLA_INFO', IFLA_INFO, () => ({
  /** Kind of the link, such as 'vxlan'; absent: a physical device, or only a port of something. `IFLA_INFO_KIND` */
  kind: [IFLA_INFO.KIND, string()],
  /** Attributes of that kind; bytes for a kind not declared here. `IFLA_INFO_DATA` */
  data: [
    IFLA_INFO.DATA,
    select(
      'kind',
      {
        amt: nest(amt),
        bareudp: nest(bareudp),
        batadv: nest(batadv),
        bond: nest(bond),
        bridge: nest(bridge),
        can: nest(can),
        dsa: nest(dsa),
        dummy: nest(dummy),
        erspan: nest(gre),
        geneve: nest(geneve),
        gre: nest(gre),
        gretap: nest(gre),
        gtp: nest(gtp),
        hsr: nest(hsr),
        ifb: nest(ifb),
        ip6erspan: nest(ip6gre),
        ip6gre: nest(ip6gre),
        ip6gretap: nest(ip6gre),
        ip6tnl: nest(ip6tnl),
        ipip: nest(ipip),
        ipoib: nest(ipoib),
        ipvlan: nest(ipvlan),
        ipvtap: nest(ipvlan),
        lowpan: nest(bare),
        macsec: nest(macsec),
        macvlan: nest(macvlan),
        macvtap: nest(macvlan),
        netdevsim: nest(bare),
        netkit: nest(netkit),
        nlmon: nest(bare),
        ovpn: nest(ovpn),
        pfcp: nest(bare),
        ppp: nest(ppp),
        rmnet: nest(rmnet),
        sit: nest(sit),
        team: nest(bare),
        tun: nest(tun),
        vcan: nest(bare),
        veth: nest(veth),
        virt_wifi: nest(bare),
        vlan: nest(vlan),
        vrf: nest(vrf),
        vsockmon: nest(bare),
        vti: nest(vti),
        vti6: nest(vti6),
        vxcan: nest(vxcan),
        vxlan: nest(vxlan),
        wireguard: nest(bare),
        wwan: nest(wwan),
        xfrm: nest(xfrm),
      },
      bytes,
    ),
  ],
  /** Statistics of that kind; bytes for a kind not declared here. `IFLA_INFO_XSTATS` */
  xstats: [IFLA_INFO.XSTATS, xstats],
  /** Kind of the master, such as 'bridge'; absent: the link has none, or one without slave data. `IFLA_INFO_SLAVE_KIND` */
  slaveKind: [IFLA_INFO.SLAVE_KIND, string()],
  /** Attributes of the link as a port of its master; bytes for a kind not declared here. `IFLA_INFO_SLAVE_DATA` */
  slaveData: [
    IFLA_INFO.SLAVE_DATA,
    select(
      'slaveKind',
      { bond: nest(bondSlave), bridge: nest(bridgePort), team: nest(bare), vrf: nest(vrfSlave) },
      // iproute2 names the kind so in requests; the kernel looks at neither, but at the link's master.
      select('kind', { bond_slave: nest(bondSlave), bridge_slave: nest(bridgePort) }, bytes),
    ),
  ],
}))
