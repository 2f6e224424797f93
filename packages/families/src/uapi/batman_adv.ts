// B.A.T.M.A.N. advanced meshes.

/** Info data of a batadv link (`linux/batman_adv.h`). */
export const IFLA_BATADV = {
  UNSPEC: 0,
  ALGO_NAME: 1,
} as const
