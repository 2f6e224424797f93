// ICMPv6: what rtnetlink borrows from it.

/** Preference of a default router, `RTA_PREF` (`linux/icmpv6.h`). */
export const ICMPV6_ROUTER_PREF = {
  LOW: 3,
  MEDIUM: 0,
  HIGH: 1,
  INVALID: 2,
} as const
