// Digital phase-locked loops, by generic netlink: of it, links need what names a pin.

/** Attributes of a pin (`linux/dpll.h`). */
export const DPLL_A_PIN = {
  ID: 1,
} as const
