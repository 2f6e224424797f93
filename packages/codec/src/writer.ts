import { EncodeError } from './errors.ts'

/** What encoding needs from outside. */
export interface EncodeOptions {
  /** Gives an interface's index for its name, `undefined` if it does not know it. Without it names cannot be encoded. */
  readonly ifindex?: ((name: string) => number | undefined) | undefined
  /**
   * Write for the kernel to read, not to repeat what was recorded: `NLA_F_NESTED` is set where it is declared, also on what came without. The kernel
   * leaves it away in dumps of attributes (`RTA_ENCAP`) on which it insists in requests.
   */
  readonly request?: boolean | undefined
  /** Write for a big-endian host. */
  readonly bigEndian?: boolean | undefined
}

/** A buffer that grows, the path to what is being written, and the objects that it lies in. */
export class Writer {
  readonly littleEndian: boolean
  readonly options: EncodeOptions
  #bytes = new Uint8Array(256)
  #view = new DataView(this.#bytes.buffer)
  #length = 0
  readonly #path: { key: string | number; constant: string }[] = []
  readonly #scopes: Readonly<Record<string, unknown>>[] = []

  constructor(options: EncodeOptions = {}) {
    this.options = options
    this.littleEndian = !options.bigEndian
  }

  /** Bytes written. */
  get length(): number {
    return this.#length
  }

  /** Adds `size` zero bytes and returns their offset, for {@link view}. */
  reserve(size: number): number {
    const at = this.#length
    this.#length += size
    if (this.#length > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(this.#length, this.#bytes.length * 2))
      grown.set(this.#bytes)
      this.#bytes = grown
      this.#view = new DataView(grown.buffer)
    }
    return at
  }

  /** What was written so far, to patch. Taken anew after each `reserve`. */
  get view(): DataView {
    return this.#view
  }

  bytes(value: Uint8Array): void {
    const at = this.reserve(value.length)
    this.#bytes.set(value, at)
  }

  /** Zero bytes up to the next multiple of `alignment`, counted from `from`. */
  align(alignment: number, from = 0): void {
    const over = (this.#length - from) % alignment
    if (over !== 0) this.reserve(alignment - over)
  }

  /** One attribute: `NLA_HDRLEN`, what `payload` writes, `NLA_ALIGN`. */
  attribute(type: number, payload: () => void): void {
    const at = this.reserve(4)
    payload()
    const length = this.#length - at
    if (length > 0xffff) throw this.error(`${length} bytes do not fit into an attribute (65535 with its header)`)
    this.#view.setUint16(at, length, this.littleEndian)
    this.#view.setUint16(at + 2, type, this.littleEndian)
    this.align(4)
  }

  /** Writes what lies under `key`, so that errors can name it. */
  at(key: string | number, constant: string, write: () => void): void {
    this.#path.push({ key, constant })
    write()
    this.#path.pop()
  }

  /** Writes the members of `value`; types that depend on a sibling find it there. */
  within(value: Readonly<Record<string, unknown>>, write: () => void): void {
    this.#scopes.push(value)
    write()
    this.#scopes.pop()
  }

  /** The value under `key` in the innermost object that has one. */
  lookup(key: string): unknown {
    for (let i = this.#scopes.length - 1; i >= 0; i--) {
      const value = this.#scopes[i]?.[key]
      if (value !== undefined) return value
    }
    return undefined
  }

  error(reason: string): EncodeError {
    let path = ''
    for (const { key } of this.#path) path += typeof key === 'number' ? `[${key}]` : path === '' ? key : `.${key}`
    return new EncodeError(reason, { path, constant: this.#path.at(-1)?.constant ?? '' })
  }

  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length)
  }
}
