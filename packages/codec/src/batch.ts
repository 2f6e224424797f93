import type { Type } from './type.ts'
import { type EncodeOptions, Writer } from './writer.ts'

const NLMSG_HDRLEN = 16

/** Messages written one behind the other into one buffer, as `send` takes many at a time. The buffer is used again. */
export class Batch {
  readonly #writer: Writer
  #messages = 0

  constructor(options: EncodeOptions = {}) {
    this.#writer = new Writer(options)
  }

  /** Bytes of all messages, with their padding. */
  get length(): number {
    return this.#writer.length
  }

  /** How many messages there are. */
  get messages(): number {
    return this.#messages
  }

  /**
   * Writes a message behind the others: `struct nlmsghdr`, the body, padding. Returns where it begins. Throws {@link EncodeError} for what cannot be
   * sent, and then has not written it.
   */
  add<I>(
    header: { readonly type: number; readonly flags: number; readonly seq: number },
    declaration: Type<unknown, I>,
    value: I,
  ): number {
    const writer = this.#writer
    const at = writer.reserve(NLMSG_HDRLEN)
    try {
      declaration.write(writer, value)
    } catch (error) {
      writer.truncate(at)
      throw error
    }
    const length = writer.length - at
    writer.align(4)
    const { view, littleEndian } = writer
    view.setUint32(at, length, littleEndian)
    view.setUint16(at + 4, header.type, littleEndian)
    view.setUint16(at + 6, header.flags, littleEndian)
    view.setUint32(at + 8, header.seq, littleEndian)
    this.#messages++
    return at
  }

  /** Sets flags (`NLM_F`) of the message that begins at `at`, beside those that it has. */
  flag(at: number, flags: number): void {
    const { view, littleEndian } = this.#writer
    view.setUint16(at + 6, view.getUint16(at + 6, littleEndian) | flags, littleEndian)
  }

  /** The bytes from one message's beginning to another's, until the next `add`. */
  bytes(from = 0, to = this.length): Uint8Array {
    return this.#writer.subarray(from, to)
  }

  /** Takes the message that begins at `at` back, which is the last. */
  drop(at: number): void {
    this.#writer.truncate(at)
    this.#messages--
  }

  /** Forgets all messages. */
  clear(): void {
    this.#writer.truncate(0)
    this.#messages = 0
  }
}
