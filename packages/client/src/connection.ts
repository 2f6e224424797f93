import type { ColumnBatch, Columns, Decoder, Protocol } from '@rtnl/codec'
import { Bulk } from './bulk.ts'
import type { Names } from './bulk-send.ts'
import { decoderOf } from './decoders.ts'
import { Dumps, type Selection } from './dumps.ts'
import { ClosedError } from './errors.ts'
import { Inbox } from './inbox.ts'
import { Monitor, type MonitorOptions } from './monitor.ts'
import type { Reply, Request } from './reply.ts'
import { Requests } from './requests.ts'
import { Sequence } from './sequence.ts'
import { prepare, type Setup, setReceiveBuffer } from './setup.ts'
import type { OpenTransport, Transport, TransportOptions } from './transport.ts'

/** Bytes of receive buffer in which a thousand refusals have room. */
const BULK_RECEIVE_BUFFER = 1024 * 1024

/** What a connection speaks, where it is opened, and how its sockets are set up. */
export interface ConnectionOptions extends Setup {
  /** The protocol's declaration: its messages, and the number of the socket to open. */
  protocol: Protocol
  /** Network namespace by name, path or process id. Absent: the one that the thread is in. */
  netns?: string | number | undefined
}

/**
 * The engine of a client: requests and their answers, dumps and monitors of one netlink protocol in one network namespace. Requests share a
 * socket; dumps and monitors have others, opened when first wanted.
 */
export class Connection {
  /** Its messages, as declared. */
  readonly protocol: Protocol
  readonly #decoder: Decoder
  readonly #options: ConnectionOptions
  readonly #openTransport: OpenTransport
  /** How to open another socket in the same namespace. */
  readonly #place: TransportOptions
  readonly #requests: Requests
  readonly #dumps: Dumps
  readonly #monitors = new Set<Monitor>()
  readonly #bulks = new Set<Bulk>()
  #closed = false

  /** Opens a socket. Rejects with `SystemError`, or `UnsupportedError` where there is no netlink. */
  static async open(openTransport: OpenTransport, options: ConnectionOptions): Promise<Connection> {
    const transport = await openTransport({ protocol: options.protocol.number, netns: options.netns })
    try {
      prepare(transport, options)
      return new Connection(transport, openTransport, options)
    } catch (error) {
      transport.close()
      throw error
    }
  }

  private constructor(transport: Transport, openTransport: OpenTransport, options: ConnectionOptions) {
    const { protocol } = options
    this.protocol = protocol
    this.#decoder = decoderOf(protocol)
    this.#options = options
    this.#openTransport = openTransport
    this.#place = { protocol: protocol.number, netns: transport.netns }
    const sequence = new Sequence()
    this.#requests = new Requests(new Inbox(transport, this.#decoder), this.#decoder, sequence)
    this.#dumps = new Dumps(this.#decoder, sequence, () =>
      this.#openAnother((another) => prepare(another, this.#options)),
    )
  }

  /**
   * Sends one request and resolves with the messages of its answer, none for a plain ack. It asks for an ack and waits for it, unless `reply`
   * is true: then the answer is the one message that comes back, as for a `get`, which saves the ack. Any number may be on their way.
   *
   * Rejects with `NetlinkError`; with `OverrunError` when the answer may be lost; with `DecodeError` when the request was carried out, but its
   * answer cannot be decoded; with `ClosedError`; or with the signal's reason: what was sent by then is carried out all the same.
   */
  request<Body = unknown>(request: Request & { reply?: boolean | undefined }): Promise<Reply<Body>[]> {
    return this.#requests.request(request) as Promise<Reply<Body>[]>
  }

  /**
   * Streams a dump. It begins with the first `next`, and the kernel writes its parts as they are read, so memory stays flat. A second dump waits
   * its turn; see {@link Dumps}. To leave it, or to abort, is possible at any time.
   *
   * Throws, always after the last message: `DumpInterruptedError` when the tables changed meanwhile, `NetlinkError` when the kernel refused
   * or broke off, `DecodeError` when a message is not among those delivered. Throws at once: `OverrunError`, `ClosedError`, the signal's reason.
   */
  dump<Body = unknown>(request: Request): AsyncGenerator<Reply<Body>, void, undefined> {
    return this.#dumps.dump(() => ({ request, pick: (reply) => reply as Reply<Body> }))
  }

  /**
   * The same, but delivers what `pick` makes of each message, and nothing for undefined. `prepare` is called with the first `next`. A generator over
   * `dump` would take as long again for each message.
   */
  select<T>(prepare: () => Promise<Selection<T>>): AsyncGenerator<T, void, undefined> {
    return this.#dumps.dump(prepare)
  }

  /** The same, as many at a time as come at a time: to hand over one by one takes longer than to decode them. */
  selectParts<T>(prepare: () => Promise<Selection<T>>): AsyncGenerator<readonly T[], void, undefined> {
    return this.#dumps.parts(prepare)
  }

  /** A socket for many changes at a time, with a receive buffer for the refusals of all. Close it. `single`: one message a send. */
  async bulk(names: Names, options?: { single?: boolean }): Promise<Bulk> {
    const receiveBuffer = Math.max(this.#options.receiveBuffer ?? 0, BULK_RECEIVE_BUFFER)
    const transport = await this.#openAnother((another) => prepare(another, { ...this.#options, receiveBuffer }))
    const bulk: Bulk = new Bulk(transport, this.#decoder, names, options, () => this.#bulks.delete(bulk))
    this.#bulks.add(bulk)
    return bulk
  }

  /**
   * Streams a dump as columns, in batches of `table`'s size, each good until the next is asked for. Otherwise as `dump`; messages that `table` cannot decode
   * make no row.
   */
  columns<F extends string>(request: Request, table: Columns<F>): AsyncGenerator<ColumnBatch<F>, void, undefined> {
    return this.#dumps.columns(request, table)
  }

  /** Listens to multicast groups, given by number, on a socket of its own. Await `ready` to be sure that no later change is missed. `objectOf`: see {@link MonitorChange.object}. */
  monitor<Body = unknown>(
    groups: Iterable<number>,
    { signal, receiveBuffer = this.#options.receiveBuffer }: MonitorOptions = {},
    objectOf?: (type: string) => string,
  ): Monitor<Body> {
    const open = () =>
      this.#openAnother((transport) => {
        setReceiveBuffer(transport, receiveBuffer)
        for (const group of groups) transport.join(group)
      })
    const monitor = new Monitor<Body>(this.#decoder, open, signal, (ended) => this.#monitors.delete(ended), objectOf)
    this.#monitors.add(monitor as Monitor)
    return monitor
  }

  /** Closes all sockets. What is pending rejects with `ClosedError`. Twice is harmless. */
  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    this.#requests.close()
    this.#dumps.close()
    for (const bulk of this.#bulks) bulk.close()
    for (const monitor of this.#monitors) monitor.close(new ClosedError())
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }

  async #openAnother(setUp: (transport: Transport) => void): Promise<Transport> {
    if (this.#closed) throw new ClosedError()
    const transport = await this.#openTransport(this.#place)
    try {
      setUp(transport)
      return transport
    } catch (error) {
      transport.close()
      throw error
    }
  }
}
