import { Decoder, protocol as declareProtocol, EncodeError } from '@rtnl/codec'
import { ClosedError } from './errors.ts'
import { HOST } from './host.ts'
import { Inbox } from './inbox.ts'
import { type Capture, record } from './record.ts'
import { setReceiveBuffer } from './setup.ts'
import type { OpenTransport, Transport, TransportOptions } from './transport.ts'

/** Which socket to open. */
export interface RawOptions extends TransportOptions {
  /** Multicast groups to join, by number. Absent: none. */
  groups?: Iterable<number> | undefined
  /** Bytes of the receive buffer. Absent: the kernel's default. */
  receiveBuffer?: number | undefined
  /** Records what the socket sends and receives. Absent: nothing is recorded. */
  capture?: Capture | undefined
}

/** A message that nothing is known of but its header. */
export interface RawMessage {
  /** `nlmsg_type`. */
  readonly type: number
  /** `nlmsg_flags`. */
  readonly flags: number
  /** `nlmsg_seq`. */
  readonly seq: number
  /** `nlmsg_pid`. */
  readonly portid: number
  /** The whole message with its header, without its padding. */
  readonly bytes: Uint8Array
}

/** Opens a socket of any netlink protocol, without declarations. Rejects with `SystemError`, or `UnsupportedError` where there is no netlink. */
export async function openRaw(openTransport: OpenTransport, options: RawOptions): Promise<Raw> {
  const { protocol, netns, groups = [], receiveBuffer, capture } = options
  if (!Number.isInteger(protocol))
    throw new EncodeError(`${protocol} is not the number of a protocol`, { path: 'protocol' })
  const opening = capture === undefined ? openTransport : record(openTransport, capture)
  const transport = await opening({ protocol, netns })
  try {
    setReceiveBuffer(transport, receiveBuffer)
    for (const group of groups) transport.join(group)
    return new Raw(transport, protocol)
  } catch (error) {
    transport.close()
    throw error
  }
}

/** A socket for bytes. Only what the kernel itself sends is received. */
export class Raw {
  /** The socket itself, for its options and groups. */
  readonly transport: Transport
  readonly #decoder: Decoder
  readonly #inbox: Inbox

  constructor(transport: Transport, number: number) {
    this.transport = transport
    const protocol = declareProtocol({ name: `protocol ${number}`, number, types: {}, prefix: 'NLMSG', messages: [] })
    this.#decoder = new Decoder(protocol, HOST)
    this.#inbox = new Inbox(transport, this.#decoder)
  }

  /** Sends one datagram to the kernel: whole messages, as `frame` makes them. Throws `SystemError`. */
  send(bytes: Uint8Array): void {
    if (this.#inbox.closed) throw new ClosedError('socket')
    this.transport.send(bytes)
  }

  /**
   * The messages that come in. Throws `SystemError` (after an overrun, `ENOBUFS`: iterate again to go on), `DecodeError` where a datagram cannot be
   * divided into messages, or the signal's reason. Ends when the socket is closed.
   */
  async *messages({ signal }: { signal?: AbortSignal } = {}): AsyncGenerator<RawMessage, void, undefined> {
    const decoder = this.#decoder
    for await (const { messages, damage } of this.#receive(signal, () => {
      const messages: RawMessage[] = []
      const length = this.#inbox.read((i) =>
        messages.push({
          type: decoder.type(i),
          flags: decoder.flags(i),
          seq: decoder.seq(i),
          portid: decoder.portid(i),
          bytes: decoder.bytes(i),
        }),
      )
      return length < 0 ? undefined : { messages, damage: this.#inbox.damage }
    })) {
      yield* messages
      if (damage !== undefined) throw damage
    }
  }

  /** The datagrams that come in, whatever is in them: not every protocol has messages (`NETLINK_KOBJECT_UEVENT` has text). Otherwise as `messages`. */
  datagrams({ signal }: { signal?: AbortSignal } = {}): AsyncGenerator<Uint8Array, void, undefined> {
    return this.#receive(signal, () => {
      const length = this.#inbox.read(() => {})
      return length < 0 ? undefined : this.#decoder.buffer(length).slice(0, length)
    })
  }

  async *#receive<T>(signal: AbortSignal | undefined, read: () => T | undefined): AsyncGenerator<T, void, undefined> {
    const wake = () => this.#inbox.wake()
    signal?.addEventListener('abort', wake)
    try {
      for (;;) {
        signal?.throwIfAborted()
        if (this.#inbox.closed) return
        const received = read()
        if (received === undefined) await this.#inbox.wait()
        else yield received
      }
    } finally {
      signal?.removeEventListener('abort', wake)
    }
  }

  /** Closes the socket; iterations end. Twice is harmless. */
  close(): void {
    this.#inbox.close()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.close()
  }
}
