import type { Decoder } from '@rtnl/codec'
import { BulkSend, type Change, type Names, REFUSAL_BYTES, type Settle, TURN } from './bulk-send.ts'
import { ClosedError } from './errors.ts'
import { Inbox } from './inbox.ts'
import { receiveBufferSize } from './setup.ts'
import type { Transport } from './transport.ts'

/** Bytes of messages in one send. Larger ones gain nothing, and `SO_SNDBUF` is 208 KiB by default. */
const MAX_BYTES = 64 * 1024
/** Messages in one send, if there is room for the refusals of all: what the kernel cannot queue is lost. */
const MAX_MESSAGES = 1024
/** The same where the kernel's work keeps the event loop: a few of them may take the kernel long, as it rebuilds its table now and then. */
const MAX_BLOCKING = 256

/**
 * Many changes on a socket of their own, many messages a send. The kernel carries them out in order and, as none but the last of a send asks for an
 * ack, answers only for those that it refuses. Where the transport can send on another thread, the next changes are encoded while the kernel is at
 * work on those before. Nothing is sent before a send is full, or `flush`.
 */
export class Bulk {
  readonly #inbox: Inbox
  readonly #names: Names
  readonly #capacity: number
  readonly #closed: () => void
  /** Whether one send is filled while the one before it is on its way. */
  readonly #aside: boolean
  #limit: number
  #filling: BulkSend
  /** The one on its way, or waiting to be filled. */
  #other: BulkSend
  #sent: Promise<void> | undefined
  /** What a `settle` threw. */
  #failure: { readonly error: unknown } | undefined

  /**
   * `transport` is this one's alone. `names` knows the interfaces that changes name. `single`: one message a send, so that none is carried out before
   * the one before is answered.
   */
  constructor(
    transport: Transport,
    decoder: Decoder,
    names: Names,
    { single = false }: { single?: boolean } = {},
    closed: () => void = () => {},
  ) {
    this.#closed = closed
    this.#inbox = new Inbox(transport, decoder)
    this.#names = names
    this.#filling = new BulkSend(this.#inbox, decoder, names)
    this.#other = new BulkSend(this.#inbox, decoder, names)
    this.#aside = !single && transport.sendAsync !== undefined
    const most = this.#aside ? MAX_MESSAGES : MAX_BLOCKING
    this.#capacity = single ? 1 : Math.min(most, Math.max(1, Math.floor(receiveBufferSize(transport) / REFUSAL_BYTES)))
    this.#limit = this.#aside ? this.#capacity : Math.min(this.#capacity, 64)
  }

  /** How many changes are not yet settled. */
  get pending(): number {
    return this.#filling.changes + this.#other.changes
  }

  /** Adds a change. A promise when there is something to wait for: wait for it before adding more. */
  add(change: Change, settle: Settle): Promise<void> | undefined {
    this.#check()
    if (!this.#filling.add(change, settle)) return this.#resolve(change, settle)
    if (this.#filling.changes < this.#limit && this.#filling.bytes < MAX_BYTES) return undefined
    if (!this.#aside) return this.flush()
    if (this.#sent !== undefined) return this.#sent.then(() => this.#send())
    this.#send()
    return undefined
  }

  /** Sends what there is and settles it. Rejects with `ClosedError`, or what a `settle` threw. */
  async flush(): Promise<void> {
    await this.#sent
    if (this.#filling.changes > 0) this.#send()
    await this.#sent
    this.#check()
  }

  /** Resolves when what is on its way is settled. */
  async settled(): Promise<void> {
    await this.#sent
  }

  /** Closes the socket. What is pending is settled with `ClosedError` by the `flush` that waits for it. Twice is harmless. */
  close(): void {
    this.#inbox.close()
    this.#closed()
  }

  #check(): void {
    if (this.#failure !== undefined) throw this.#failure.error
    if (this.#inbox.closed) throw new ClosedError()
  }

  /** What was added before may make the interfaces, or rename them: it is carried out before they are looked up. */
  async #resolve(change: Change, settle: Settle): Promise<void> {
    await this.flush()
    // Some may have been forgotten since, others may only be asked for once these are known.
    do await this.#names.lookUp()
    while (!this.#filling.add(change, settle))
    if (this.#limit === 1) await this.flush()
  }

  /** Nothing is on its way when it is called. */
  #send(): void {
    const sending = this.#filling
    this.#filling = this.#other
    this.#other = sending
    this.#filling.follow(sending)
    this.#names.age()
    this.#sent = this.#carryOut(sending)
  }

  async #carryOut(sending: BulkSend): Promise<void> {
    const { changes } = sending
    try {
      this.#adapt(await sending.carryOut(this.#aside), changes)
    } catch (error) {
      this.#failure = { error }
    }
    this.#sent = undefined
  }

  /** As many messages to a send as take about half a turn. */
  #adapt(took: number, count: number): void {
    if (took > TURN / 2) this.#limit = Math.max(1, Math.floor(count / 2))
    else if (count >= this.#limit) this.#limit = Math.min(this.#capacity, this.#limit * 2)
  }
}
