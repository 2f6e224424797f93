import { attributes, string, u32 } from '@rtnl/codec'
import { DEVLINK_ATTR } from '../uapi/devlink.ts'
import { DPLL_A_PIN } from '../uapi/dpll.ts'

/** The port of a devlink device that a link is; empty: it is none. */
export const devlinkPort = attributes('DEVLINK_ATTR', DEVLINK_ATTR, () => ({
  /** Bus of the device: 'pci'. `DEVLINK_ATTR_BUS_NAME` */
  busName: [DEVLINK_ATTR.BUS_NAME, string()],
  /** Device on the bus: '0000:03:00.0'. `DEVLINK_ATTR_DEV_NAME` */
  devName: [DEVLINK_ATTR.DEV_NAME, string()],
  /** Port of the device. `DEVLINK_ATTR_PORT_INDEX` */
  portIndex: [DEVLINK_ATTR.PORT_INDEX, u32],
}))

/** The pin of a digital phase-locked loop that a link's clock goes to; empty: none. */
export const dpllPin = attributes('DPLL_A_PIN', DPLL_A_PIN, () => ({
  /** Identifier of the pin. `DPLL_A_PIN_ID` */
  id: [DPLL_A_PIN.ID, u32],
}))
