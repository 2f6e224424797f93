// Devices behind links, by generic netlink: of it, links need what names a port.

/** Attributes of a devlink port (`linux/devlink.h`). */
export const DEVLINK_ATTR = {
  BUS_NAME: 1,
  DEV_NAME: 2,
  PORT_INDEX: 3,
} as const
