import { array, attributes, bytes, i32, pad, string, struct, u8, u16 } from '@rtnl/codec'
import { IFLA_PORT, PORT_REQUEST } from '../uapi/if_link.ts'

/** Type of a virtual station, of 802.1Qbg's drafts. The kernel ignores it. `struct ifla_port_vsi` */
const ifla_port_vsi = struct('ifla_port_vsi', () => ({
  /** Identifier of the manager. */
  vsiMgrId: u8,
  /** Identifier of the type, 24 bits. */
  vsiTypeId: array(u8).size(3),
  /** Version of the type. */
  vsiTypeVersion: u8,
  _pad: pad(3),
}))

/** How a link, or one of its virtual functions, is associated with a port of the adjacent switch (802.1Qbg, port profiles). */
export const linkPort = attributes('IFLA_PORT', IFLA_PORT, () => ({
  /** Virtual function, from 0; -1 (`PORT_SELF_VF`): the link itself. `IFLA_PORT_VF` */
  vf: [IFLA_PORT.VF, i32],
  /** Name of the port profile; the kernel's one driver wants 40 bytes with the NULs. `IFLA_PORT_PROFILE` */
  profile: [IFLA_PORT.PROFILE, string()],
  /** Type of the virtual station; the kernel ignores it. `IFLA_PORT_VSI_TYPE` */
  vsiType: [IFLA_PORT.VSI_TYPE, ifla_port_vsi],
  /** UUID of the virtual machine's interface, 16 bytes. `IFLA_PORT_INSTANCE_UUID` */
  instanceUuid: [IFLA_PORT.INSTANCE_UUID, bytes],
  /** UUID of the host, 16 bytes. `IFLA_PORT_HOST_UUID` */
  hostUuid: [IFLA_PORT.HOST_UUID, bytes],
  /** What is asked of the switch. `IFLA_PORT_REQUEST` */
  request: [IFLA_PORT.REQUEST, u8.enum(PORT_REQUEST)],
  /** Its answer: one of `PORT_VDP_RESPONSE` below 256, of `PORT_PROFILE_RESPONSE` from 256 on. Read only. `IFLA_PORT_RESPONSE` */
  response: [IFLA_PORT.RESPONSE, u16],
}))
