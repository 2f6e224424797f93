// Network interfaces: flags and states.

/** Size of an interface name with its NUL (`linux/if.h`). */
export const IFNAMSIZ = 16

/** Size of `IFLA_IFALIAS` with its NUL (`linux/if.h`). */
export const IFALIASZ = 256

/** Size of an alternative interface name, `IFLA_ALT_IFNAME`, with its NUL (`linux/if.h`). */
export const ALTIFNAMSIZ = 128

/** Flags of interfaces, `ifi_flags` (`linux/if.h`). */
export const IFF = {
  UP: 0x1,
  BROADCAST: 0x2,
  DEBUG: 0x4,
  LOOPBACK: 0x8,
  POINTOPOINT: 0x10,
  NOTRAILERS: 0x20,
  RUNNING: 0x40,
  NOARP: 0x80,
  PROMISC: 0x100,
  ALLMULTI: 0x200,
  MASTER: 0x400,
  SLAVE: 0x800,
  MULTICAST: 0x1000,
  PORTSEL: 0x2000,
  AUTOMEDIA: 0x4000,
  DYNAMIC: 0x8000,
  LOWER_UP: 0x10000,
  DORMANT: 0x20000,
  ECHO: 0x40000,
} as const

/** The bits of `IFF` that user space cannot change (`linux/if.h`). */
export const IFF_VOLATILE = 0x70c5a

/** Operational states of RFC 2863, `IFLA_OPERSTATE` (`linux/if.h`). */
export const IF_OPER = {
  UNKNOWN: 0,
  NOTPRESENT: 1,
  DOWN: 2,
  LOWERLAYERDOWN: 3,
  TESTING: 4,
  DORMANT: 5,
  UP: 6,
} as const

/** Values of `IFLA_LINKMODE` (`linux/if.h`). */
export const IF_LINK_MODE = {
  DEFAULT: 0,
  DORMANT: 1,
  TESTING: 2,
} as const
