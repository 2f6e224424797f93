import { type OpenTransport, SystemError, type Transport } from './transport.ts'

/** A datagram as a capture keeps it. */
export interface Datagram {
  /** The netlink protocol: `NETLINK_ROUTE` is 0. */
  readonly protocol: number
  /** Whether it went to the kernel or came from it. Absent: the flags of its first message tell. */
  readonly direction?: 'sent' | 'received' | undefined
  /** The address of the client's socket. Absent in captures that nlmon made. */
  readonly portid?: number | undefined
  /** The system call failed with this errno: it was not sent, or what should have come is lost. */
  readonly errno?: number | undefined
  readonly bytes: Uint8Array
}

/** Where a recording goes: a `CaptureWriter` of `@rtnl/capture`, or anything else with a `write`. What it throws fails the system call at hand. */
export interface Capture {
  write(datagram: Datagram): void
}

/** The kernel's address. */
const KERNEL = 0

/** An `NLMSG_OVERRUN`, which stands in a recording for what the kernel could not deliver. */
const OVERRUN = new Uint8Array(16)
new Uint32Array(OVERRUN.buffer)[0] = 16
new Uint16Array(OVERRUN.buffer)[2] = 4

/** Opens sockets that write to `capture` what they send and what the kernel sends to them, failed system calls too. Options and groups are not recorded. */
export const record =
  (openTransport: OpenTransport, capture: Capture): OpenTransport =>
  async (options) =>
    new Recorder(await openTransport(options), options.protocol, capture)

class Recorder implements Transport {
  readonly #transport: Transport
  readonly #protocol: number
  readonly #capture: Capture
  /** What was looked at and is still queued: it may be taken without being looked at again. */
  #peeked: Uint8Array | undefined

  constructor(transport: Transport, protocol: number, capture: Capture) {
    this.#transport = transport
    this.#protocol = protocol
    this.#capture = capture
  }

  get portid(): number {
    return this.#transport.portid
  }

  get netns(): string | undefined {
    return this.#transport.netns
  }

  get sender(): number {
    return this.#transport.sender
  }

  send(bytes: Uint8Array): void {
    this.#attempt('sent', bytes, () => this.#transport.send(bytes))
    this.#write('sent', bytes)
  }

  receive(into: Uint8Array, peek = false): number {
    const length = this.#attempt('received', OVERRUN, () => this.#transport.receive(into, peek))
    if (length < 0) return length
    if (peek) this.#peeked = new Uint8Array(into.subarray(0, Math.min(length, into.length)))
    else {
      const bytes = into.length >= length ? into.subarray(0, length) : this.#peeked
      if (this.#transport.sender === KERNEL && bytes !== undefined) this.#write('received', bytes)
      this.#peeked = undefined
    }
    return length
  }

  readable(): Promise<void> {
    return this.#transport.readable()
  }

  wake(): void {
    this.#transport.wake()
  }

  join(group: number): void {
    this.#transport.join(group)
  }

  leave(group: number): void {
    this.#transport.leave(group)
  }

  setOption(level: number, name: number, value: number): void {
    this.#transport.setOption(level, name, value)
  }

  getOption(level: number, name: number): number {
    return this.#transport.getOption(level, name)
  }

  close(): void {
    this.#transport.close()
  }

  #attempt<T>(direction: 'sent' | 'received', bytes: Uint8Array, call: () => T): T {
    try {
      return call()
    } catch (error) {
      if (error instanceof SystemError) this.#write(direction, bytes, error.errno)
      throw error
    }
  }

  #write(direction: 'sent' | 'received', bytes: Uint8Array, errno?: number): void {
    const { portid } = this
    this.#capture.write({ protocol: this.#protocol, direction, portid, bytes, ...(errno !== undefined && { errno }) })
  }
}
