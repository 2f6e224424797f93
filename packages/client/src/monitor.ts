import { DecodeError, type Decoder } from '@rtnl/codec'
import { NLMSG, NLMSG_MIN_TYPE } from '@rtnl/families'
import { ClosedError } from './errors.ts'
import { Inbox } from './inbox.ts'
import { receiveBufferSize } from './setup.ts'
import { SystemError, type Transport } from './transport.ts'

/** How to watch. */
export interface MonitorOptions {
  /** Ends the stream: who waits for an event is told the signal's reason. Absent: it goes on until it is left, or the client is closed. */
  signal?: AbortSignal | undefined
  /**
   * Bytes of this socket's receive buffer, in which the kernel keeps what has not been read yet. Absent: the connection's. What does not fit is
   * lost, and reported as `overrun`: 208 KiB, the kernel's usual default, hold some hundred changes.
   */
  receiveBuffer?: number | undefined
}

/** What a monitor sees. */
export type MonitorEvent<Body = unknown> = MonitorChange<Body> | MonitorOverrun | MonitorFault

/** Something was made or changed, or deleted, or is wanted. */
export interface MonitorChange<Body = unknown> {
  /** 'get' is the kernel's question to a program that keeps its neighbours (`RTM_GETNEIGH`): nothing was changed, an entry is missing. */
  readonly kind: 'new' | 'delete' | 'get'
  /** What it is that was made, changed or deleted, where whoever opened the monitor says so. */
  readonly object?: string | undefined
  /** The kernel's name, `'RTM_NEWROUTE'`. */
  readonly type: string
  /** `nlmsg_flags`: of what is new, `NLM_F_REPLACE` and its like as they were in the request, where the kernel passes them on. */
  readonly flags: number
  /** Decoded by the protocol's declaration for the type; the whole message as bytes when it has none. */
  readonly message: Body
}

/** Messages were lost between what came before and what comes after: what was known from before is to be read again. */
export interface MonitorOverrun {
  readonly kind: 'overrun'
}

/** A message could not be decoded. The stream goes on. */
export interface MonitorFault {
  readonly kind: 'error'
  /** What was wrong, and at which byte. */
  readonly error: DecodeError
}

const OVERRUN: MonitorOverrun = { kind: 'overrun' }

/** After so many datagrams the event loop has its turn, though the next one be there already. */
const DATAGRAMS_A_TURN = 256

/** No notification of today's kernels is longer by far; one that were is reported as an overrun. To look at each before it is received takes as long again. */
const LONGEST = 1 << 18

/**
 * Changes as the kernel tells them to those who joined a multicast group, in its order. It is pulled: nothing is read ahead of the reader, so
 * a slow one overruns the receive buffer, which is reported, and never fills the memory.
 *
 * An `overrun` stands where the gap is: after what the kernel had queued when the buffer was full, not before it.
 */
export class Monitor<Body = unknown> implements AsyncIterableIterator<MonitorEvent<Body>, undefined> {
  /** Resolves when all groups are joined: a change made from then on is seen. Rejects if that fails, and so does `next`. */
  readonly ready: Promise<void>
  readonly #decoder: Decoder
  readonly #signal: AbortSignal | undefined
  readonly #ended: (monitor: Monitor) => void
  /** Of the last datagram, and how many of them were handed out. */
  #events: MonitorEvent<Body>[] = []
  #handed = 0
  /** Those who wait for an event that was not there at once, the last of them. */
  #waiting: Promise<unknown> | undefined
  /** By their numbers. */
  readonly #types: Pick<MonitorChange, 'kind' | 'object' | 'type'>[] = []
  readonly #objectOf: ((type: string) => string) | undefined
  #inbox: Inbox | undefined
  /** How it ended: with an error for `next` to throw, or quietly. */
  #end: { readonly error: unknown } | undefined
  /** Since the event loop had its turn. */
  #datagrams = 0
  /** Bytes of the receive buffer. */
  #capacity = 0
  /** After an overrun: how many bytes may still come from before it. */
  #stale = 0

  /** `open` opens a socket that has joined the groups. */
  constructor(
    decoder: Decoder,
    open: () => Promise<Transport>,
    signal: AbortSignal | undefined,
    ended: (monitor: Monitor) => void,
    objectOf?: (type: string) => string,
  ) {
    this.#objectOf = objectOf
    this.#decoder = decoder
    this.#signal = signal
    this.#ended = ended
    this.ready = this.#start(open)
    // Whoever does not wait for it learns of a failure from `next`.
    this.ready.catch(() => {})
  }

  /** The next event. Rejects with the signal's reason, with `ClosedError` when the client was closed, or with `SystemError`. */
  next(): Promise<IteratorResult<MonitorEvent<Body>, undefined>> {
    // No generator: of thousands of events a millisecond each would pay for it.
    const event = this.#waiting === undefined ? this.#there() : undefined
    if (event !== undefined) return Promise.resolve({ done: false, value: event })
    const next = this.#waiting === undefined ? this.#later() : this.#waiting.then(this.#later, this.#later)
    this.#waiting = next
    const done = () => {
      if (this.#waiting === next) this.#waiting = undefined
    }
    next.then(done, done)
    return next
  }

  /** Ends it, as leaving a `for await` does. Who waits for the next event is told that there is none. */
  async return(): Promise<IteratorResult<MonitorEvent<Body>, undefined>> {
    this.close()
    return { done: true, value: undefined }
  }

  /** Ends it, quietly or with an error with which `next` rejects. Twice is harmless. */
  close(error?: unknown): void {
    if (this.#end !== undefined) return
    this.#end = { error }
    this.#signal?.removeEventListener('abort', this.#abort)
    this.#inbox?.close()
    this.#ended(this)
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.close()
  }

  readonly #abort = (): void => this.close(this.#signal?.reason)

  async #start(open: () => Promise<Transport>): Promise<void> {
    try {
      this.#signal?.throwIfAborted()
      this.#signal?.addEventListener('abort', this.#abort)
      const transport = await open()
      this.#inbox = new Inbox(transport, this.#decoder)
      this.#capacity = receiveBufferSize(transport)
    } catch (error) {
      this.close(error)
    }
    if (this.#end === undefined) return
    this.#inbox?.close()
    throw this.#end.error ?? new ClosedError('monitor')
  }

  /** The next event if there is one without waiting. */
  #there(): MonitorEvent<Body> | undefined {
    while (this.#end === undefined) {
      if (this.#handed < this.#events.length) return this.#events[this.#handed++]
      if (this.#inbox === undefined || this.#datagrams >= DATAGRAMS_A_TURN) return undefined
      const events = this.#read(this.#inbox)
      if (events === undefined) return undefined
      this.#events = events
      this.#handed = 0
    }
    return undefined
  }

  readonly #later = async (): Promise<IteratorResult<MonitorEvent<Body>, undefined>> => {
    await this.ready.catch(() => {})
    for (;;) {
      const event = this.#there()
      if (event !== undefined) return { done: false, value: event }
      if (this.#end !== undefined || this.#inbox === undefined) break
      await this.#wait(this.#inbox)
    }
    const error = this.#end?.error
    // It is told once.
    this.#end = { error: undefined }
    if (error !== undefined) throw error
    return { done: true, value: undefined }
  }

  async #wait(inbox: Inbox): Promise<void> {
    this.#datagrams = 0
    await inbox.wait()
  }

  /** The events of the next datagram; undefined when nothing is there. */
  #read(inbox: Inbox): MonitorEvent<Body>[] | undefined {
    const events: MonitorEvent<Body>[] = []
    try {
      const length = inbox.read((i) => this.#take(i, events), undefined, LONGEST)
      if (length < 0 && this.#stale === 0) return undefined
      if (inbox.damage !== undefined) events.push({ kind: 'error', error: inbox.damage })
      // What was queued before the overrun has passed when the queue is empty, and at the latest after a whole buffer.
      const stale = length < 0 ? 0 : Math.max(0, this.#stale - length)
      if (this.#stale > 0 && stale === 0) events.push(OVERRUN)
      this.#stale = stale
      this.#datagrams++
    } catch (error) {
      if (!(error instanceof SystemError && error.code === 'ENOBUFS')) this.close(error)
      else if (this.#stale > 0) events.push(OVERRUN)
      this.#stale = this.#capacity
    }
    return events
  }

  #take(i: number, events: MonitorEvent<Body>[]): void {
    const decoder = this.#decoder
    const number = decoder.type(i)
    if (number === NLMSG.OVERRUN) events.push(OVERRUN)
    if (number < NLMSG_MIN_TYPE) return
    try {
      const message = (decoder.body(i) ?? decoder.bytes(i)) as Body
      this.#types[number] ??= this.#describe(decoder.protocol.typeName(number))
      const { kind, object, type } = this.#types[number]
      const flags = decoder.flags(i)
      events.push(object === undefined ? { kind, type, flags, message } : { kind, object, type, flags, message })
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error
      events.push({ kind: 'error', error })
    }
  }

  #describe(type: string): Pick<MonitorChange, 'kind' | 'object' | 'type'> {
    const kind = type.includes('_DEL') ? 'delete' : type.includes('_GET') ? 'get' : 'new'
    return { kind, object: this.#objectOf?.(type), type }
  }
}
