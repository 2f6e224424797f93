// Wireless wide area networks.

/** Info data of a wwan link (`linux/wwan.h`). */
export const IFLA_WWAN = {
  UNSPEC: 0,
  LINK_ID: 1,
} as const
