// Tun and tap interfaces.

/** Values of `IFLA_TUN_TYPE` (`IFF_TUN`, `IFF_TAP` of `linux/if_tun.h`). */
export const TUN_TYPE = {
  TUN: 1,
  TAP: 2,
} as const
