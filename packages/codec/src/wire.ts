/** How one attribute was written, where that is not how we would write it. */
export interface WireForm {
  /** The attribute's number, in lists where its place says it. */
  readonly type?: number
  /** `NLA_F_NESTED` and `NLA_F_NET_BYTEORDER` as they were. */
  readonly flags?: number
  /** The payload's bytes behind the value: a struct's from a newer kernel, a text's NULs (none, or several). */
  readonly tail?: Uint8Array
  /** How many bytes the value takes: of a struct that was cut short; where several would do. */
  readonly length?: number
}

/**
 * Under this symbol an object of attributes, or an array of them, keeps what its values do not say about their bytes, by key or index. It is there only
 * where something is unusual; encoding honours it, and without it writes the usual form.
 */
export const WIRE: unique symbol = Symbol('rtnl.wire')

/** The forms of an object or array, if it has any. */
export const formsOf = (value: object): Readonly<Record<string | number, WireForm>> | undefined =>
  (value as { readonly [WIRE]?: Readonly<Record<string | number, WireForm>> })[WIRE]

/** An attribute that nobody declared. */
export interface UnknownAttribute {
  /** Without the flag bits. */
  readonly type: number
  /** `NLA_F_NESTED` (0x8000) and `NLA_F_NET_BYTEORDER` (0x4000); absent when neither was set. */
  readonly flags?: number | undefined
  /** The payload. */
  readonly data: Uint8Array
}

export const NLA_F_NESTED = 0x8000
export const NLA_TYPE_MASK = 0x3fff
