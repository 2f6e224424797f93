import { attributes, string } from '@rtnl/codec'
import { IFLA_BATADV } from '../../uapi/batman_adv.ts'

/** Info data of a mesh of B.A.T.M.A.N. advanced. The kernel reports none. */
export const batadv = attributes('IFLA_BATADV', IFLA_BATADV, () => ({
  /** Routing algorithm, 'BATMAN_IV' or 'BATMAN_V'; absent on creation: the module's. Requests only. `IFLA_BATADV_ALGO_NAME` */
  algoName: [IFLA_BATADV.ALGO_NAME, string()],
}))
