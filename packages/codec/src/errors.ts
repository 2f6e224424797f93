/** What went wrong and where: the common part of {@link DecodeError} and {@link EncodeError}. */
export class CodecError extends Error {
  override name = 'CodecError'
  /** `'EDECODE'` or `'EENCODE'`. */
  readonly code: string
  /** The place as a path of keys, `'linkinfo.data.id'`; absent when the damage lies outside any field. */
  readonly path: string | undefined
  /** The kernel's name of that place, `'IFLA_VXLAN_ID'`. */
  readonly constant: string | undefined
  /** Bytes from the start of the buffer that was decoded; absent when encoding. */
  readonly offset: number | undefined

  constructor(code: string, reason: string, where: { path?: string; constant?: string; offset?: number } = {}) {
    const place = where.path ? `, at ${where.path}${where.constant ? ` (${where.constant})` : ''}` : ''
    super(`${reason}${place}${where.offset === undefined ? '' : `, offset ${where.offset}`}`)
    this.code = code
    this.path = where.path
    this.constant = where.constant
    this.offset = where.offset
  }
}

/** Bytes that are not what they claim to be: a lying length, a value shorter than its type. */
export class DecodeError extends CodecError {
  override name = 'DecodeError'

  constructor(reason: string, where?: { path?: string; constant?: string; offset?: number }) {
    super('EDECODE', reason, where)
  }
}

/** A value that cannot be sent: out of range, too long, of the wrong family, under a key that nobody declared. Nothing was sent. */
export class EncodeError extends CodecError {
  override name = 'EncodeError'

  constructor(reason: string, where?: { path?: string; constant?: string }) {
    super('EENCODE', reason, where)
  }
}
