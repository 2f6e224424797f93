import { type OpenTransport, SystemError, type Transport, type TransportOptions } from '@rtnl/client'

/** What lies in a fake socket's queue: a datagram, or the errno that receiving gives instead. */
type Queued = { readonly bytes: Uint8Array; readonly sender: number } | { readonly errno: number }

/** A message that was sent. */
export interface SentHeader {
  readonly type: number
  readonly flags: number
  readonly seq: number
  readonly bytes: Uint8Array
}

/** A kernel of the test's own: datagrams in, datagrams out. */
export class FakeTransport implements Transport {
  readonly portid = 4711
  readonly options: TransportOptions
  readonly netns: string | undefined
  sender = 0
  readonly sent: SentHeader[] = []
  /** Bytes of each send. */
  readonly sends: number[] = []
  /** In the order in which they were set: `'270/11=1'`. */
  readonly settings: string[] = []
  readonly groups = new Set<number>()
  /** Errnos that setting an option gives, by `'level/name'`. */
  readonly refusedOptions: Record<string, number> = {}
  /** Errnos that the next sends give; 0 lets one pass. */
  readonly sendErrors: number[] = []
  /** Lengths of the buffers that were received into; a look is negative. */
  readonly receives: number[] = []
  closed = 0
  /** Sends on another thread, where the network has those. */
  sendAsync?: (bytes: Uint8Array) => Promise<void>
  /** Called after each send, to answer. */
  onSend: (request: SentHeader, socket: FakeTransport) => void = () => {}
  /** Called after each datagram taken, as the kernel writes the next part of a dump then. */
  onTaken: () => void = () => {}
  readonly #queue: Queued[] = []
  #resolve: (() => void) | undefined

  constructor(options: TransportOptions, netns?: string) {
    this.options = options
    this.netns = netns
  }

  /** Queues one datagram of these messages. */
  deliver(...messages: Uint8Array[]): void {
    this.deliverFrom(0, ...messages)
  }

  deliverFrom(sender: number, ...messages: Uint8Array[]): void {
    const bytes = new Uint8Array(messages.reduce((sum, message) => sum + message.length, 0))
    let at = 0
    for (const message of messages) {
      bytes.set(message, at)
      at += message.length
    }
    this.#put({ bytes, sender })
  }

  /** The next receive fails, once. Unlike what a kernel does, in its place in the queue. */
  fail(errno: number): void {
    this.#put({ errno })
  }

  /** Delivers one datagram at a time: each when the one before has been taken. */
  stream(parts: Iterable<Uint8Array[]>): void {
    const iterator = parts[Symbol.iterator]()
    const next = () => {
      const { value, done } = iterator.next()
      if (!done) this.deliver(...value)
    }
    this.onTaken = next
    next()
  }

  get queued(): number {
    return this.#queue.length
  }

  get waiting(): boolean {
    return this.#resolve !== undefined
  }

  send(bytes: Uint8Array): void {
    const errno = this.closed > 0 ? 9 : this.sendErrors.shift()
    if (errno) throw new SystemError('sendto', errno)
    this.sends.push(bytes.length)
    const all = bytes.slice()
    const view = new DataView(all.buffer)
    for (let at = 0; at < all.length; ) {
      const length = view.getUint32(at, true)
      const request = {
        type: view.getUint16(at + 4, true),
        flags: view.getUint16(at + 6, true),
        seq: view.getUint32(at + 8, true),
        bytes: all.slice(at, at + length),
      }
      at += (length + 3) & ~3
      this.sent.push(request)
      this.onSend(request, this)
    }
  }

  receive(into: Uint8Array, peek = false): number {
    if (this.closed > 0) throw new SystemError('recvfrom', 9)
    this.receives.push(peek ? -into.length : into.length)
    const [first] = this.#queue
    if (first === undefined) return -1
    if ('errno' in first) {
      this.#queue.shift()
      throw new SystemError('recvfrom', first.errno)
    }
    into.set(first.bytes.subarray(0, into.length))
    this.sender = first.sender
    if (!peek) {
      this.#queue.shift()
      this.onTaken()
    }
    return first.bytes.length
  }

  readable(): Promise<void> {
    if (this.#resolve !== undefined) throw new Error('two wait on one socket')
    if (this.closed > 0) return Promise.resolve()
    return new Promise((resolve) => {
      this.#resolve = resolve
      if (this.#queue.length > 0) setImmediate(() => this.wake())
    })
  }

  wake(): void {
    const resolve = this.#resolve
    this.#resolve = undefined
    resolve?.()
  }

  join(group: number): void {
    this.groups.add(group)
  }

  leave(group: number): void {
    this.groups.delete(group)
  }

  setOption(level: number, name: number, value: number): void {
    const refused = this.refusedOptions[`${level}/${name}`]
    if (refused) throw new SystemError('setsockopt', refused)
    this.settings.push(`${level}/${name}=${value}`)
  }

  getOption(): number {
    return 8192
  }

  close(): void {
    this.closed++
    this.wake()
  }

  #put(queued: Queued): void {
    this.#queue.push(queued)
    if (this.#resolve !== undefined) setImmediate(() => this.wake())
  }
}

/** Opens fake sockets and keeps them for the test to look at. */
export class FakeNetwork {
  readonly sockets: FakeTransport[] = []
  /** Whether its sockets can send on another thread. */
  threads = false
  /** Called with each new socket, before it is handed over. */
  onOpen: (socket: FakeTransport) => void = () => {}
  /** Path that the sockets give as that of their namespace. */
  netns: string | undefined

  readonly open: OpenTransport = async (options) => {
    const socket = new FakeTransport(options, this.netns)
    if (this.threads) socket.sendAsync = (bytes) => sendLater(socket, bytes)
    this.onOpen(socket)
    this.sockets.push(socket)
    return socket
  }

  /** The `i`th socket that was opened. */
  socket(i: number): FakeTransport {
    const socket = this.sockets[i]
    if (socket === undefined) throw new Error(`only ${this.sockets.length} sockets were opened`)
    return socket
  }
}

async function sendLater(socket: FakeTransport, bytes: Uint8Array): Promise<void> {
  const before = bytes.slice()
  await settle()
  // What the other thread reads must not be written to.
  if (Buffer.compare(before, bytes) !== 0) throw new Error('the bytes of a send were changed before it ended')
  if (socket.closed === 0) socket.send(bytes)
}

/** Lets everything happen that is on its way. */
export const settle = async (turns = 3): Promise<void> => {
  for (let i = 0; i < turns; i++) await new Promise((resolve) => setImmediate(resolve))
}
