import { Batch, type Decoder, EncodeError, type Type } from '@rtnl/codec'
import { NLM_F, NLMSG } from '@rtnl/families'
import { ClosedError, NetlinkError, OverrunError } from './errors.ts'
import { HOST } from './host.ts'
import type { Inbox } from './inbox.ts'
import { refusal } from './refusal.ts'
import { SystemError } from './transport.ts'

/** The event loop has its turn after so many milliseconds. */
export const TURN = 8

/** What a refusal takes of the receive buffer at most: the kernel's own record of a datagram, the capped request, the extended ack. */
export const REFUSAL_BYTES = 2048

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

/** Many changes that go in one send, and what becomes of each. It is used again and again. */
export class BulkSend {
  readonly #inbox: Inbox
  readonly #decoder: Decoder
  readonly #batch: Batch
  readonly #names: Names
  #waiting: Waiting[] = []
  /** `nlmsg_seq` of the first message. */
  #seq = 1
  #turn = Date.now()
  #lost = false

  constructor(inbox: Inbox, decoder: Decoder, names: Names) {
    this.#inbox = inbox
    this.#decoder = decoder
    this.#names = names
    this.#batch = new Batch({ ...HOST, request: true, ifindex: (name) => names.index(name) })
  }

  /** How many changes are not yet settled. */
  get changes(): number {
    return this.#waiting.length
  }

  /** Bytes of all messages. */
  get bytes(): number {
    return this.#batch.length
  }

  /** Has the sequence numbers go on where those of another end. */
  follow(other: BulkSend): void {
    this.#seq = other.#seq + other.#batch.messages
    if (this.#seq > 0x7fffffff) this.#seq = 1
  }

  /** Takes a change in. False when it names interfaces that have to be looked up first. */
  add({ type, flags, declaration, value }: Change, settle: Settle): boolean {
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

  /**
   * Sends the messages, takes their answers, and settles all. `aside`: the kernel's work is done on another thread, where the transport can. Returns the
   * milliseconds for which sending kept this one.
   */
  async carryOut(aside: boolean): Promise<number> {
    const waiting = this.#waiting
    let took = 0
    if (this.#inbox.closed) this.#settleRest(waiting, new ClosedError())
    else if (this.#batch.messages > 0) took = await this.#exchange(waiting, aside)
    this.#batch.clear()
    this.#waiting = []
    for (const { settle, error } of waiting) settle(error)
    return took
  }

  /** In parts, if the kernel has no room for all. */
  async #exchange(waiting: readonly Waiting[], aside: boolean): Promise<number> {
    const sendable = waiting.filter(({ at }) => at >= 0)
    let took = 0
    for (let from = 0, count = sendable.length; from < sendable.length; ) {
      const part = sendable.slice(from, from + count)
      const end = sendable[from + count]?.at ?? this.#batch.length
      const begin = Date.now()
      const full = await this.#send(part, end, aside)
      if (full && count > 1) {
        count = Math.ceil(count / 2)
        continue
      }
      if (aside) this.#turn = Date.now()
      else took += Date.now() - begin
      await this.#answers(part, this.#seq + from)
      from += count
    }
    return took
  }

  /** True when there is no room for so many; nothing was carried out then. */
  async #send(part: readonly Waiting[], end: number, aside: boolean): Promise<boolean> {
    const [first] = part
    const last = part.at(-1)
    if (first === undefined || last === undefined) return false
    this.#batch.flag(last.at, NLM_F.ACK)
    const bytes = this.#batch.bytes(first.at, end)
    const { transport } = this.#inbox
    try {
      if (aside && transport.sendAsync !== undefined) await transport.sendAsync(bytes)
      else transport.send(bytes)
      return false
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
      if (part.length > 1 && (error.code === 'EMSGSIZE' || error.code === 'ENOBUFS' || error.code === 'EAGAIN'))
        return true
      for (const one of part) this.#settle(one, new NetlinkError(this.#operation(one), error.errno))
      return false
    }
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
