import type { DecodeError, Decoder } from '@rtnl/codec'
import type { ReplyFilter } from './reply.ts'
import { SystemError, type Transport } from './transport.ts'

/** The kernel's address. */
const KERNEL = 0

/** What did not fit is lost. */
const ENOBUFS = 105

/** Received into, a datagram is dropped. */
const NOTHING = new Uint8Array(0)

/**
 * The receiving side of one socket. Datagrams come straight into the decoder's memory, whole however long they are, and only from the
 * kernel: any local process with the right could send others. Each is read in one go, before any other is received.
 */
export class Inbox {
  readonly transport: Transport
  readonly #decoder: Decoder
  #waiting: Promise<void> | undefined
  #closed = false
  /** Why the walk through the last datagram had to stop before its end; undefined if it had not. */
  damage: DecodeError | undefined

  constructor(transport: Transport, decoder: Decoder) {
    this.transport = transport
    this.#decoder = decoder
  }

  get closed(): boolean {
    return this.#closed
  }

  /**
   * Receives one datagram and calls `visit` for each message of it, as the decoder numbers them. Returns the datagram's length, or -1 when
   * nothing is there. What does not pass the filter the decoder calls dropped. `most`: no datagram of the kernel's is longer, so it need not be looked at first.
   * Throws `SystemError`.
   */
  read(visit: (i: number) => void, filter?: ReplyFilter | undefined, most?: number): number {
    for (;;) {
      const length = most === undefined ? this.#receive() : this.transport.receive(this.#decoder.buffer(most))
      if (length < 0) return -1
      if (this.transport.sender !== KERNEL) continue
      if (most !== undefined && length > most) throw new SystemError('recvfrom', ENOBUFS)
      this.#walk(length, visit, filter)
      return length
    }
  }

  /** The same for what is known to have at most `size` bytes: one system call less. What is longer is lost. */
  readUpTo(size: number, visit: (i: number) => void): number {
    const buffer = this.#decoder.buffer(size)
    for (;;) {
      const length = this.receiveInto(buffer)
      if (length > buffer.length) continue
      if (length >= 0) this.#walk(length, visit, undefined)
      return length
    }
  }

  /**
   * Receives one datagram into `buffer` without looking first. Returns its length, -1 when nothing is there; more than `buffer` has when it did not fit, and
   * the rest is lost. Throws `SystemError`.
   */
  receiveInto(buffer: Uint8Array): number {
    for (;;) {
      const length = this.transport.receive(buffer)
      if (length < 0 || this.transport.sender === KERNEL) return length
    }
  }

  /**
   * Looks at the datagram before it takes it from the queue, as what does not fit would be lost. The look is with the whole buffer: the kernel
   * sizes the parts of a dump by the longest receive it has seen.
   */
  #receive(): number {
    const { transport } = this
    const buffer = this.#decoder.buffer()
    const length = transport.receive(buffer, true)
    if (length < 0) return -1
    if (length > buffer.length && transport.sender === KERNEL) return transport.receive(this.#decoder.buffer(length))
    transport.receive(NOTHING)
    return length
  }

  #walk(length: number, visit: (i: number) => void, filter: ReplyFilter | undefined): void {
    const decoder = this.#decoder
    this.damage = undefined
    for (let from = 0; from < length; from = decoder.scanned) {
      const messages = decoder.scan(length, from)
      if (filter !== undefined) decoder.select(filter.type, filter.wanted)
      for (let i = 0; i < messages; i++) visit(i)
      this.damage = decoder.damage
      if (this.damage !== undefined || messages === 0) return
    }
  }

  /**
   * Resolves when there may be something to read, or on `wake` or `close`, but never before the event loop has had its turn. Any number may
   * wait.
   */
  wait(): Promise<void> {
    if (this.#closed) return Promise.resolve()
    this.#waiting ??= this.transport.readable().finally(() => {
      this.#waiting = undefined
    })
    return this.#waiting
  }

  /** Has all those who wait look again. */
  wake(): void {
    this.transport.wake()
  }

  /** Twice is harmless. */
  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.transport.close()
  }
}
