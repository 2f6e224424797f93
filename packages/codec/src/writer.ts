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

/**
 * A buffer that grows, the path to what is being written, and the objects that it lies in. What is written for each of a million routes is written
 * without closures: `enter` and `leave`, `begin` and `end`. After an error a writer is in the middle of something, until {@link truncate}.
 */
export class Writer {
  readonly littleEndian: boolean
  readonly options: EncodeOptions
  #bytes = new Uint8Array(256)
  #view = new DataView(this.#bytes.buffer)
  #length = 0
  readonly #keys: (string | number)[] = []
  readonly #constants: string[] = []
  /** How many of the two count: they are stacks that do not shrink. */
  #depth = 0
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

  /** A word in network byte order. */
  word(value: number): void {
    const at = this.reserve(4)
    this.#view.setUint32(at, value)
  }

  /** Zero bytes up to the next multiple of `alignment`, counted from `from`. */
  align(alignment: number, from = 0): void {
    const over = (this.#length - from) % alignment
    if (over !== 0) this.reserve(alignment - over)
  }

  /** Begins an attribute (`NLA_HDRLEN`). Returns what {@link end} needs. */
  begin(): number {
    return this.reserve(4)
  }

  /** Ends the attribute that began at `at`, of which the payload is written (`NLA_ALIGN`). */
  end(at: number, type: number): void {
    const length = this.#length - at
    if (length > 0xffff) throw this.error(`${length} bytes do not fit into an attribute (65535 with its header)`)
    this.#view.setUint16(at, length, this.littleEndian)
    this.#view.setUint16(at + 2, type, this.littleEndian)
    this.align(4)
  }

  /** What is written now lies under `key`: errors name it. */
  enter(key: string | number, constant: string): void {
    this.#keys[this.#depth] = key
    this.#constants[this.#depth++] = constant
  }

  leave(): void {
    this.#depth--
  }

  /** The same around `write`. */
  at(key: string | number, constant: string, write: () => void): void {
    this.enter(key, constant)
    write()
    this.leave()
  }

  /** What is written now are members of `value`; types that depend on a sibling find it there. */
  enterScope(value: Readonly<Record<string, unknown>>): void {
    this.#scopes.push(value)
  }

  leaveScope(): void {
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
    for (const key of this.#keys.slice(0, this.#depth))
      path += typeof key === 'number' ? `[${key}]` : path === '' ? key : `.${key}`
    return new EncodeError(reason, { path, constant: this.#constants[this.#depth - 1] ?? '' })
  }

  /** Takes everything from `length` on back; nothing is being written then. */
  truncate(length: number): void {
    this.#bytes.fill(0, length, this.#length)
    this.#length = length
    this.#depth = 0
    this.#scopes.length = 0
  }

  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length)
  }

  /** What lies there, until the next `reserve` or `truncate`. */
  subarray(from: number, to: number): Uint8Array {
    return this.#bytes.subarray(from, to)
  }
}
