// Automatic multicast tunneling (RFC 7450).

/** Info data of an amt link (`linux/amt.h`). */
export const IFLA_AMT = {
  UNSPEC: 0,
  MODE: 1,
  RELAY_PORT: 2,
  GATEWAY_PORT: 3,
  LINK: 4,
  LOCAL_IP: 5,
  REMOTE_IP: 6,
  DISCOVERY_IP: 7,
  MAX_TUNNELS: 8,
} as const

/** Values of `IFLA_AMT_MODE` (`linux/amt.h`). */
export const AMT_MODE = {
  GATEWAY: 0,
  RELAY: 1,
} as const
