// Numbers that a network namespace gives to others.

/** Attributes of a namespace's number (`linux/net_namespace.h`). */
export const NETNSA = {
  NONE: 0,
  NSID: 1,
  PID: 2,
  FD: 3,
  TARGET_NSID: 4,
  CURRENT_NSID: 5,
} as const

/** In place of a number: none is given; in a request to give one: any (`linux/net_namespace.h`). */
export const NETNSA_NSID_NOT_ASSIGNED = -1
