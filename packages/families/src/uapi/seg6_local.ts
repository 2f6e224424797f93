// What a node does with its own segments.

/** Attributes of the encapsulation seg6local (`linux/seg6_local.h`). */
export const SEG6_LOCAL = {
  UNSPEC: 0,
  ACTION: 1,
  SRH: 2,
  TABLE: 3,
  NH4: 4,
  NH6: 5,
  IIF: 6,
  OIF: 7,
  BPF: 8,
  VRFTABLE: 9,
  COUNTERS: 10,
  FLAVORS: 11,
} as const

/** Values of `SEG6_LOCAL_ACTION` (`linux/seg6_local.h`). */
export const SEG6_LOCAL_ACTION = {
  UNSPEC: 0,
  END: 1,
  END_X: 2,
  END_T: 3,
  END_DX2: 4,
  END_DX6: 5,
  END_DX4: 6,
  END_DT6: 7,
  END_DT4: 8,
  END_B6: 9,
  END_B6_ENCAP: 10,
  END_BM: 11,
  END_S: 12,
  END_AS: 13,
  END_AM: 14,
  END_BPF: 15,
  END_DT46: 16,
} as const

/** Attributes of `SEG6_LOCAL_BPF` (`linux/seg6_local.h`). */
export const SEG6_LOCAL_BPF = {
  PROG_UNSPEC: 0,
  PROG: 1,
  PROG_NAME: 2,
} as const

/** Attributes of `SEG6_LOCAL_COUNTERS` (`linux/seg6_local.h`). */
export const SEG6_LOCAL_CNT = {
  UNSPEC: 0,
  PAD: 1,
  PACKETS: 2,
  BYTES: 3,
  ERRORS: 4,
} as const

/** Attributes of `SEG6_LOCAL_FLAVORS` (`linux/seg6_local.h`). */
export const SEG6_LOCAL_FLV = {
  UNSPEC: 0,
  OPERATION: 1,
  LCBLOCK_BITS: 2,
  LCNODE_FN_BITS: 3,
} as const

/** Flavors, the numbers of the bits of `SEG6_LOCAL_FLV_OPERATION` (`linux/seg6_local.h`). */
export const SEG6_LOCAL_FLV_OP = {
  UNSPEC: 0,
  PSP: 1,
  USP: 2,
  USD: 3,
  NEXT_CSID: 4,
} as const
