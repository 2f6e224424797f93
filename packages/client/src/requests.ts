import { DecodeError, type Decoder, frame } from '@rtnl/codec'
import { NLM_F, NLMSG } from '@rtnl/families'
import { ClosedError, NetlinkError, OverrunError } from './errors.ts'
import { HOST } from './host.ts'
import type { Inbox } from './inbox.ts'
import { refusal } from './refusal.ts'
import { NO_PAYLOAD, type Reply, type Request, readReply } from './reply.ts'
import type { Sequence } from './sequence.ts'
import { SystemError } from './transport.ts'

/**
 * How many requests may be unanswered at a time, the rest waits: their answers must fit the receive buffer, of which the kernel's default is
 * 208 KiB. rtnetlink answers within the send, so there it is one.
 */
const MAX_IN_FLIGHT = 32

/** A request on its way. */
interface Pending {
  readonly seq: number
  readonly operation: string
  readonly bytes: Uint8Array
  /** An ack ends the answer; otherwise its first message does. */
  readonly ack: boolean
  readonly replies: Reply[]
  /** Of a message that could not be decoded. */
  failure: DecodeError | undefined
  /** Ends it: with an error, or without. */
  settle(error?: unknown): void
}

/** Requests and their answers on one socket, matched by sequence number. */
export class Requests {
  readonly #inbox: Inbox
  readonly #decoder: Decoder
  readonly #sequence: Sequence
  /** Sent and not yet answered. */
  readonly #pending = new Map<number, Pending>()
  /** Not yet sent. */
  readonly #queue: Pending[] = []
  /** The kernel said `ENOBUFS`: what is not answered by the time the queue is empty will not be. */
  #lost = false
  #sending = false
  #pumping = false

  constructor(inbox: Inbox, decoder: Decoder, sequence: Sequence) {
    this.#inbox = inbox
    this.#decoder = decoder
    this.#sequence = sequence
  }

  /** See `Connection.request`. */
  request({ type, flags = 0, payload = NO_PAYLOAD, reply = false, signal }: Request & { reply?: boolean | undefined }) {
    return new Promise<Reply[]>((resolve, reject) => {
      if (this.#inbox.closed) throw new ClosedError()
      signal?.throwIfAborted()
      const seq = this.#sequence.next()
      const bytes = frame({ type, flags: flags | NLM_F.REQUEST | (reply ? 0 : NLM_F.ACK), seq }, payload, HOST)
      const abort = () => {
        pending.settle(signal?.reason)
        this.#send()
      }
      const pending: Pending = {
        seq,
        operation: this.#decoder.protocol.typeName(type),
        bytes,
        ack: !reply,
        replies: [],
        failure: undefined,
        settle: (error = pending.failure) => {
          signal?.removeEventListener('abort', abort)
          this.#forget(pending)
          if (error === undefined) resolve(pending.replies)
          else reject(error)
        },
      }
      signal?.addEventListener('abort', abort)
      this.#queue.push(pending)
      this.#send()
    })
  }

  close(): void {
    this.#inbox.close()
    for (const pending of [...this.#pending.values(), ...this.#queue]) pending.settle(new ClosedError())
  }

  #forget(pending: Pending): void {
    if (!this.#pending.delete(pending.seq)) {
      const at = this.#queue.indexOf(pending)
      if (at >= 0) this.#queue.splice(at, 1)
    }
    // Nobody is to wait on the socket any more: it would keep the process alive.
    if (this.#pending.size === 0 && this.#pumping) this.#inbox.wake()
  }

  /** Sends what is queued, and reads at once: rtnetlink has answered when the send returns. */
  #send(): void {
    if (this.#sending) return
    this.#sending = true
    try {
      while (this.#pending.size < MAX_IN_FLIGHT) {
        const next = this.#queue.shift()
        if (next === undefined || !this.#sendOne(next)) break
        this.#receive(next.seq)
      }
    } finally {
      this.#sending = false
    }
    if (this.#pending.size > 0) this.#pump()
  }

  /** False when there is no room for it: it is the next in the queue again, until others are answered. */
  #sendOne(pending: Pending): boolean {
    this.#pending.set(pending.seq, pending)
    try {
      this.#inbox.transport.send(pending.bytes)
    } catch (error) {
      const full = error instanceof SystemError && (error.code === 'EAGAIN' || error.code === 'ENOBUFS')
      if (full && this.#pending.size > 1) {
        this.#pending.delete(pending.seq)
        this.#queue.unshift(pending)
        return false
      }
      pending.settle(error instanceof SystemError ? new NetlinkError(pending.operation, error.errno) : error)
    }
    return true
  }

  /**
   * Receives as long as something is there and somebody waits for an answer; with `seq`, until that one is answered. After an overrun the
   * kernel drops everything until the queue was empty, so it is emptied.
   */
  #receive(seq?: number): void {
    while (this.#lost || (seq === undefined ? this.#pending.size > 0 : this.#pending.has(seq)))
      try {
        if (this.#inbox.read(this.#dispatch) < 0) {
          if (!this.#lost) return
          this.#lost = false
          for (const pending of this.#pending.values()) pending.settle(new OverrunError(pending.operation))
        } else if (this.#inbox.damage !== undefined) this.#fail(this.#inbox.damage) // anybody's answer may be behind it
      } catch (error) {
        if (error instanceof SystemError && error.code === 'ENOBUFS') this.#lost = true
        else this.#fail(error)
      }
  }

  #fail(error: unknown): void {
    for (const pending of this.#pending.values())
      pending.settle(error instanceof SystemError ? new NetlinkError(pending.operation, error.errno) : error)
  }

  readonly #dispatch = (i: number): void => {
    const decoder = this.#decoder
    const type = decoder.type(i)
    if (type === NLMSG.OVERRUN) this.#lost = true
    const pending = this.#pending.get(decoder.seq(i))
    if (pending === undefined || type === NLMSG.NOOP || type === NLMSG.OVERRUN) return
    if (type === NLMSG.ERROR || type === NLMSG.DONE) {
      const refused = decoder.errno(i) !== 0
      pending.settle(refused ? refusal(decoder, i, pending.operation, pending.bytes) : undefined)
      return
    }
    try {
      pending.replies.push(readReply(decoder, i))
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error
      pending.failure ??= error
    }
    if (!pending.ack && (decoder.flags(i) & NLM_F.MULTI) === 0) pending.settle()
  }

  /** Waits for the answers that did not come at once. */
  async #pump(): Promise<void> {
    if (this.#pumping) return
    this.#pumping = true
    try {
      while (this.#pending.size > 0) {
        await this.#inbox.wait()
        if (this.#inbox.closed) return
        this.#receive()
        this.#send()
      }
    } catch (error) {
      this.#fail(error)
    } finally {
      this.#pumping = false
    }
  }
}
