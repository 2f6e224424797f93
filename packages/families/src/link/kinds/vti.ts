import { attributes, be32, ifindex, ipv4, ipv6, u32 } from '@rtnl/codec'
import { IFLA_VTI } from '../../uapi/if_tunnel.ts'

const shared = () =>
  ({
    /** Link that the tunnel's packets leave by; 0 or absent: as routed. `IFLA_VTI_LINK` */
    link: [IFLA_VTI.LINK, ifindex],
    /** Mark by which policies for incoming packets are found; 0: none. ip(8) writes it like an IPv4 address. `IFLA_VTI_IKEY` */
    ikey: [IFLA_VTI.IKEY, be32],
    /** Mark by which policies for outgoing packets are found; 0: none. `IFLA_VTI_OKEY` */
    okey: [IFLA_VTI.OKEY, be32],
    /** Mark by which the tunnel's packets are routed; 0: none. `IFLA_VTI_FWMARK` */
    fwmark: [IFLA_VTI.FWMARK, u32],
  }) as const

/** Info data of a vti: IPsec over IPv4. What a change leaves out becomes 0. */
export const vti = attributes('IFLA_VTI', IFLA_VTI, () => ({
  ...shared(),
  /** Source of the tunnel's packets; 0.0.0.0 or absent: any. `IFLA_VTI_LOCAL` */
  local: [IFLA_VTI.LOCAL, ipv4],
  /** The other end; 0.0.0.0 or absent: any. `IFLA_VTI_REMOTE` */
  remote: [IFLA_VTI.REMOTE, ipv4],
}))

/** Info data of a vti6: IPsec over IPv6. What a change leaves out becomes 0. */
export const vti6 = attributes('IFLA_VTI', IFLA_VTI, () => ({
  ...shared(),
  /** Source of the tunnel's packets; :: or absent: any. `IFLA_VTI_LOCAL` */
  local: [IFLA_VTI.LOCAL, ipv6],
  /** The other end; :: or absent: any. `IFLA_VTI_REMOTE` */
  remote: [IFLA_VTI.REMOTE, ipv6],
}))
