import { Batch, type Decoder, EncodeError, type Type } from '@rtnl/codec'
import { NLM_F, NLMSG } from '@rtnl/families'
import { ClosedError, NetlinkError, OverrunError } from './errors.ts'
import { HOST } from './host.ts'
import { Inbox } from './inbox.ts'
import { refusal } from './refusal.ts'
import { receiveBufferSize } from './setup.ts'
import { SystemError, type Transport } from './transport.ts'

/** Bytes of messages in one send. Larger ones gain nothing, and `SO_SNDBUF` is 208 KiB by default. */
const MAX_BYTES = 64 * 1024
/**
 * What a refusal takes of the receive buffer at most: the kernel's own record of a datagram, the capped request, the extended ack. As many messages go
 * into one send as have room for their refusals, as what the kernel cannot queue is lost.
 */
const REFUSAL_BYTES = 2048
/** Messages in one send. More gain nothing, and a few of them may take the kernel long: it rebuilds its table now and then. */
const MAX_MESSAGES = 256
/** The event loop has its turn after so many milliseconds; and as many messages go into one send as take the kernel about half of that. */
const TURN = 8

/** The interfaces that changes name. */
export interface Names {
  /** The index of a name; undefined if no interface has it. One that is not known gives 0, and `unknown` is true. */
  index(name: string): number | undefined
  /** Some name has to be looked up before the request is right. */
  readonly unknown: boolean
  /** Looks up the names that are not known. */
  lookUp(): Promise<void>
  /** Forgets what was looked up too long ago. Between two sends: to ask the clock for each change took a twentieth of all its time. */
  age(): void
  /** What an `EncodeError` for a name that no interface has is to be; others stay as they are. */
  explain(error: EncodeError, operation: string): unknown
}

/** One change: a message that an ack answers. */
export interface Change<In = unknown> {
  /** `nlmsg_type`, `RTM.NEWROUTE` for one. */
  readonly type: number
  /** Flags of `NLM_F`, but `REQUEST` and `ACK`. */
  readonly flags: number
  readonly declaration: Type<unknown, In>
  readonly value: In
  /** Makes a better error of the kernel's. */
  readonly explain?: ((error: unknown) => unknown) | undefined
}

/** What becomes of one change: called in the order in which they were added; without an error when it was carried out. */
export type Settle = (error?: unknown) => void

/** A change on its way. */
interface Waiting {
  /** Where its message begins; -1 if it could not be encoded. */
  readonly at: number
  readonly settle: Settle
  /** What is known so far. */
  error: unknown
  answered: boolean
}

/**
 * Many changes on a socket of their own, many messages a send. The kernel carries them out in order and, as none but the last of a send asks for an
 * ack, answers only for those that it refuses. Nothing is sent before a batch is full, or `flush`.
 */
export class Bulk {
  readonly #inbox: Inbox
  readonly #decoder: Decoder
  readonly #batch: Batch
  readonly #names: Names
  readonly #capacity: number
  readonly #closed: () => void
  #limit: number
  #waiting: Waiting[] = []
  /** `nlmsg_seq` of the batch's first message. */
  #seq = 1
  #turn = Date.now()
  #lost = false

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
    this.#decoder = decoder
    this.#names = names
    this.#batch = new Batch({ ...HOST, request: true, ifindex: (name) => names.index(name) })
    this.#capacity = single
      ? 1
      : Math.min(MAX_MESSAGES, Math.max(1, Math.floor(receiveBufferSize(transport) / REFUSAL_BYTES)))
    this.#limit = Math.min(this.#capacity, 64)
  }

  /** How many changes are not yet settled. */
  get pending(): number {
    return this.#waiting.length
  }

  /** Adds a change. A promise when there is something to wait for: wait for it before adding more. */
  add(change: Change, settle: Settle): Promise<void> | undefined {
    if (this.#inbox.closed) throw new ClosedError()
    if (!this.#write(change, settle)) return this.#resolve(change, settle)
    const full = this.#waiting.length >= this.#limit || this.#batch.length >= MAX_BYTES
    return full ? this.flush() : undefined
  }

  /** Sends what there is and settles it. Rejects with `ClosedError` only. */
  async flush(): Promise<void> {
    const waiting = this.#waiting
    if (this.#batch.messages > 0) await this.#exchange(waiting)
    this.#seq += this.#batch.messages
    if (this.#seq > 0x7fffffff) this.#seq = 1
    this.#batch.clear()
    this.#waiting = []
    this.#names.age()
    for (const { settle, error } of waiting) settle(error)
    if (this.#inbox.closed) throw new ClosedError()
  }

  /** Closes the socket. What is pending is settled with `ClosedError` by the `flush` that waits for it. Twice is harmless. */
  close(): void {
    this.#inbox.close()
    this.#closed()
  }

  /** False when it names interfaces that have to be looked up first. */
  #write({ type, flags, declaration, value }: Change, settle: Settle): boolean {
    let at = -1
    let error: unknown
    try {
      const seq = this.#seq + this.#batch.messages
      at = this.#batch.add({ type, flags: flags | NLM_F.REQUEST, seq }, declaration, value)
    } catch (thrown) {
      if (!(thrown instanceof EncodeError)) throw thrown
      error = this.#names.explain(thrown, this.#decoder.protocol.typeName(type))
    }
    if (this.#names.unknown) {
      if (at >= 0) this.#batch.drop(at)
      return false
    }
    this.#waiting.push({ at, settle, error, answered: at < 0 })
    return true
  }

  /** What was added before may make the interfaces, or rename them: it is carried out before they are looked up. */
  async #resolve(change: Change, settle: Settle): Promise<void> {
    await this.flush()
    // Some may have been forgotten since, others may only be asked for once these are known.
    do await this.#names.lookUp()
    while (!this.#write(change, settle))
    if (this.#limit === 1) await this.flush()
  }

  /** Sends the messages and takes their answers. In parts, if the kernel has no room for all. */
  async #exchange(waiting: readonly Waiting[]): Promise<void> {
    const sendable = waiting.filter(({ at }) => at >= 0)
    for (let from = 0, count = sendable.length; from < sendable.length; ) {
      const part = sendable.slice(from, from + count)
      const end = sendable[from + count]?.at ?? this.#batch.length
      const begin = Date.now()
      const full = this.#send(part, end)
      if (full && count > 1) {
        count = Math.ceil(count / 2)
        continue
      }
      this.#adapt(Date.now() - begin, part.length)
      await this.#answers(part, this.#seq + from)
      from += count
    }
  }

  /** True when there is no room for so many; nothing was carried out then. */
  #send(part: readonly Waiting[], end: number): boolean {
    const [first] = part
    const last = part.at(-1)
    if (first === undefined || last === undefined) return false
    this.#batch.flag(last.at, NLM_F.ACK)
    try {
      this.#inbox.transport.send(this.#batch.bytes(first.at, end))
      return false
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
      if (part.length > 1 && (error.code === 'EMSGSIZE' || error.code === 'ENOBUFS' || error.code === 'EAGAIN'))
        return true
      for (const one of part) this.#settle(one, new NetlinkError(this.#operation(one), error.errno))
      return false
    }
  }

  /** As many messages to a send as take about half a turn. */
  #adapt(took: number, count: number): void {
    if (took > TURN / 2) this.#limit = Math.max(1, Math.floor(count / 2))
    else if (count >= this.#limit) this.#limit = Math.min(this.#capacity, this.#limit * 2)
  }

  async #answers(part: readonly Waiting[], seq: number): Promise<void> {
    const last = part.at(-1)
    const dispatch = (i: number): void => this.#dispatch(i, part, seq)
    // Everything before the last is carried out, or refused, when the last is answered.
    while (last !== undefined && !last.answered && !this.#inbox.closed) {
      if (Date.now() - this.#turn >= TURN) {
        await this.#inbox.wait()
        this.#turn = Date.now()
      }
      try {
        // Of an older kernel a refusal repeats its whole request.
        if (this.#inbox.readUpTo(this.#batch.length + REFUSAL_BYTES, dispatch) >= 0) {
          if (this.#inbox.damage !== undefined) this.#settleRest(part, this.#inbox.damage)
        } else if (this.#lost) {
          this.#lost = false
          this.#settleRest(part)
        } else {
          await this.#inbox.wait()
          this.#turn = Date.now()
        }
      } catch (error) {
        if (!(error instanceof SystemError)) throw error
        if (error.code === 'ENOBUFS') this.#lost = true
        else
          for (const one of part)
            if (!one.answered) this.#settle(one, new NetlinkError(this.#operation(one), error.errno))
      }
    }
    if (this.#inbox.closed) this.#settleRest(part, new ClosedError())
    else if (this.#lost) {
      this.#lost = false
      this.#settleRest(part)
    }
  }

  /** The answers of those may be lost that nothing was heard of. */
  #settleRest(part: readonly Waiting[], error?: unknown): void {
    for (const one of part) if (!one.answered) this.#settle(one, error ?? new OverrunError(this.#operation(one)))
  }

  #settle(one: Waiting, error: unknown): void {
    one.answered = true
    one.error = error
  }

  readonly #dispatch = (i: number, part: readonly Waiting[], seq: number): void => {
    const decoder = this.#decoder
    const type = decoder.type(i)
    if (type === NLMSG.OVERRUN) this.#lost = true
    const at = decoder.seq(i) - seq
    const one = part[at]
    if (one === undefined || one.answered || type !== NLMSG.ERROR) return
    one.answered = true
    if (decoder.errno(i) !== 0) one.error = refusal(decoder, i, this.#operation(one), this.#bytes(one))
  }

  #bytes({ at }: Waiting): Uint8Array {
    const bytes = this.#batch.bytes(at)
    return bytes.slice(0, new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, !HOST.bigEndian))
  }

  #operation({ at }: Waiting): string {
    const bytes = this.#batch.bytes(at)
    return this.#decoder.protocol.typeName(new DataView(bytes.buffer, bytes.byteOffset).getUint16(4, !HOST.bigEndian))
  }
}
