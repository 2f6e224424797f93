import { describeErrno } from './errno.ts'

/**
 * One netlink socket of one runtime: what an adapter supplies. Everything else is written once, on top of this.
 * All calls are synchronous but `readable`.
 */
export interface Transport {
  /** The address that the kernel chose for this socket when it was bound. */
  readonly portid: number
  /**
   * A path that leads to the network namespace of this socket for as long as it is open, to open another one beside it;
   * absent when that is the namespace which the thread itself is in.
   */
  readonly netns?: string | undefined
  /** Sends one datagram to the kernel. Throws {@link SystemError}. */
  send(bytes: Uint8Array): void
  /**
   * The same on another thread, as the kernel carries out what it is sent before `send` returns. The bytes must stay as they are, and nothing else be sent,
   * until it resolves, which it also does when the socket is closed meanwhile. Rejects with {@link SystemError}. Absent where the runtime has no such calls.
   */
  sendAsync?(bytes: Uint8Array): Promise<void>
  /**
   * Receives one datagram and sets `sender`. Returns the datagram's length, which may be more than `into` holds, or -1 when nothing
   * is there. `peek` leaves it queued. Throws {@link SystemError}, `ENOBUFS` when messages were lost.
   */
  receive(into: Uint8Array, peek?: boolean): number
  /** The portid of who sent the last datagram received; 0 is the kernel. */
  readonly sender: number
  /**
   * Resolves when something may be there to receive: a datagram, an error, or the end. One waiter at a time. While nobody waits,
   * the socket does not keep the process alive.
   */
  readable(): Promise<void>
  /** Ends the wait of `readable`, whose promise resolves. Nothing happens when nobody waits. */
  wake(): void
  /** Joins a multicast group by its number, which may be above 32 (`NETLINK_ADD_MEMBERSHIP`). Throws {@link SystemError}. */
  join(group: number): void
  /** Leaves a multicast group (`NETLINK_DROP_MEMBERSHIP`). Throws {@link SystemError}. */
  leave(group: number): void
  /** Sets a socket option that is an int. Throws {@link SystemError}, `ENOPROTOOPT` when the kernel does not know it. */
  setOption(level: number, name: number, value: number): void
  /** Reads a socket option that is an int. Throws {@link SystemError}. */
  getOption(level: number, name: number): number
  /** Closes the socket and ends a wait. Twice is harmless. */
  close(): void
}

/** Which socket to open, and where. */
export interface TransportOptions {
  /** The netlink protocol, `NETLINK_ROUTE` = 0 for one. */
  protocol: number
  /**
   * The network namespace to open the socket in: a name as `ip netns` gives it (`/run/netns/NAME`), a path (it has a `/` in it), or the id of
   * a process. Absent: the one that the thread is in.
   */
  netns?: string | number | undefined
}

/** Opens a bound socket. Rejects with {@link SystemError}, or {@link UnsupportedError} where there is no netlink. */
export type OpenTransport = (options: TransportOptions) => Promise<Transport>

/** A system call that failed. */
export class SystemError extends Error {
  override name = 'SystemError'
  /** The errno's name, `'EPERM'`. */
  readonly code: string
  /** The errno, a positive number. */
  readonly errno: number
  /** What failed, `'bind'`. */
  readonly syscall: string

  constructor(syscall: string, errno: number, advice?: string) {
    const { code, sentence } = describeErrno(errno)
    super(`${syscall}: ${code}: ${sentence}${advice ? `. ${advice}` : ''}`)
    this.code = code
    this.errno = errno
    this.syscall = syscall
  }
}
