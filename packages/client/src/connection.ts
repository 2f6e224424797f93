import type { Protocol } from '@rtnl/codec'
import type { Monitor, MonitorOptions } from './monitor.ts'
import type { OpenTransport } from './transport.ts'

export interface ConnectionOptions {
  /** The protocol's declaration: its messages, and the number of the socket to open. */
  protocol: Protocol
  /** Network namespace by name, path or process id. Absent: the one that the thread is in. */
  netns?: string | number | undefined
  /** Bytes of the receive buffer. Absent: the kernel's default (`net.core.rmem_default`). */
  receiveBuffer?: number | undefined
  /** Ask the kernel to refuse what it would silently pass over in a dump's request (`NETLINK_GET_STRICT_CHK`). Absent: true. */
  strict?: boolean | undefined
}

/** What is asked of the kernel. */
export interface Request {
  /** `nlmsg_type`, `RTM.GETROUTE` for one. */
  type: number
  /** Flags of `NLM_F` beside those that the verb sets itself (`REQUEST`, `ACK`, `DUMP`). Absent: none. */
  flags?: number | undefined
  /** What follows `nlmsghdr`, as `encode` gives it. Absent: nothing. */
  payload?: Uint8Array | undefined
  signal?: AbortSignal | undefined
}

/** One message of an answer. */
export interface Reply<Body = unknown> {
  /** `nlmsg_type`. */
  type: number
  /** `nlmsg_flags`. */
  flags: number
  /** Decoded by the protocol's declaration for the type; undefined when it has none. */
  body: Body
  /** The whole message, for a type that the protocol does not declare. */
  bytes?: Uint8Array
}

export declare class Connection {
  static open(openTransport: OpenTransport, options: ConnectionOptions): Promise<Connection>
  readonly protocol: Protocol
  /**
   * Sends one request and resolves with the messages of its answer, none for a plain ack. It asks for an ack and waits for it, unless
   * `reply` is true: then the answer is the one message that comes back (a `get`), which saves the ack.
   */
  request<Body>(request: Request & { reply?: boolean | undefined }): Promise<Reply<Body>[]>
  /** Streams a dump, pulled by its reader. */
  dump<Body>(request: Request): AsyncGenerator<Reply<Body>, void, undefined>
  /** Listens to multicast groups, by number, on a socket of its own. */
  monitor(groups: readonly number[], options?: MonitorOptions): Monitor
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}
