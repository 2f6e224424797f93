import { type ColumnBatch, type Columns, DecodeError, type Decoder, frame } from '@rtnl/codec'
import { NLM_F, NLMSG } from '@rtnl/families'
import { DumpInterruptedError, NetlinkError, OverrunError } from './errors.ts'
import { HOST } from './host.ts'
import type { Inbox } from './inbox.ts'
import { refusal } from './refusal.ts'
import { NO_PAYLOAD, type Reply, type ReplyFilter, type Request, readReply } from './reply.ts'
import { SystemError } from './transport.ts'

/** After so many datagrams of at most 32 KiB the event loop has its turn, though the next one be there already. */
const DATAGRAMS_A_TURN = 8
/** And after so many milliseconds, where the reader takes its time. */
const TURN = 8

/** What is wanted of a message: undefined if nothing. */
export type Pick<T> = (reply: Reply) => T | undefined

/** The same for columns: a datagram takes some 250 us, nearly all of it the kernel's. */
const COLUMN_DATAGRAMS_A_TURN = 24

/** More than a datagram of a dump can have: the kernel makes them of at most 32 KiB, or for one message as long as that is, and its attributes end at 64 KiB. */
const LONGEST = 512 * 1024

/** One dump on a socket that it has for itself. The kernel writes a part of it each time that one is read. */
export class Dump<T> {
  readonly inbox: Inbox
  readonly #decoder: Decoder
  readonly #operation: string
  readonly #seq: number
  readonly #request: Uint8Array
  readonly #filter: ReplyFilter | undefined
  #datagrams = 0
  /** Of the datagram that columns are being made of. */
  #length = 0
  #from = 0
  /** When the event loop had its last turn. */
  #turn = Date.now()
  #interrupted = false
  /** Of a message that could not be decoded; what can be is delivered first. */
  #damaged: DecodeError | undefined
  /** The kernel's refusal, at once or at the end. */
  #refused: NetlinkError | undefined
  /** The kernel has said all. */
  ended = false
  /** Its reader wants the next part. */
  reading = false
  /** Goes up as the reader gets on. */
  progress = 0

  readonly #pick: Pick<T>

  constructor(
    inbox: Inbox,
    decoder: Decoder,
    { type, flags = 0, payload = NO_PAYLOAD, filter }: Request,
    seq: number,
    pick: Pick<T>,
  ) {
    this.#pick = pick
    this.inbox = inbox
    this.#filter = filter
    this.#decoder = decoder
    this.#operation = decoder.protocol.typeName(type)
    this.#seq = seq
    this.#request = frame({ type, flags: flags | NLM_F.REQUEST | NLM_F.DUMP, seq }, payload, HOST)
  }

  send(): void {
    try {
      this.inbox.transport.send(this.#request)
    } catch (error) {
      throw this.#explain(error)
    }
  }

  /**
   * The messages of the next datagram that has any; none if the dump ended instead. `check` throws when nobody wants them any more. Throws
   * where the answer breaks off.
   */
  async part(check: () => void): Promise<T[]> {
    const replies: T[] = []
    this.reading = true
    try {
      while (!this.ended && replies.length === 0) {
        if (this.#datagrams >= DATAGRAMS_A_TURN || Date.now() - this.#turn >= TURN) await this.#wait()
        check()
        if (this.#read(replies)) continue
        // The end of the dump may have been in what could not be walked.
        if (this.inbox.damage !== undefined) throw this.inbox.damage
        await this.#wait()
      }
    } finally {
      this.reading = false
    }
    return replies
  }

  /**
   * The next full batch of columns, or the last one, if it has any rows. Otherwise as `part`. The table's last batch must be done with.
   */
  async batch<F extends string>(check: () => void, table: Columns<F>): Promise<ColumnBatch<F>[]> {
    this.reading = true
    try {
      while (!this.ended) {
        check()
        if (this.#from >= this.#length) {
          if (this.#datagrams >= COLUMN_DATAGRAMS_A_TURN) await this.#wait()
          if (!this.#receive(table)) {
            // The end of the dump may have been in what could not be walked.
            if (table.damage !== undefined) throw table.damage
            await this.#wait()
            continue
          }
        }
        if (this.#fill(table)) return [table.take()]
      }
    } finally {
      this.reading = false
    }
    return table.rows > 0 ? [table.take()] : []
  }

  #receive(table: Columns): boolean {
    const buffer = table.buffer(LONGEST)
    try {
      this.#length = this.inbox.receiveInto(buffer)
    } catch (error) {
      throw this.#explain(error)
    }
    if (this.#length > buffer.length) throw new OverrunError(this.#operation)
    this.#from = 0
    if (this.#length < 0) return false
    this.#datagrams++
    this.progress++
    return true
  }

  /** True when the batch is full. */
  #fill(table: Columns): boolean {
    const end = table.fill(this.#length, this.#from, this.#seq)
    this.#from = table.position
    if ((table.flags & NLM_F.DUMP_INTR) !== 0) this.#interrupted = true
    this.#damaged ??= table.damage ?? table.error
    if (end === 'full') return true
    if (end !== 'control') {
      this.#from = this.#length
      return false
    }
    // The end, or a refusal: a message like any other.
    const rest = table.buffer(LONGEST).subarray(this.#from, this.#length)
    const decoder = this.#decoder
    decoder.buffer(rest.length).set(rest)
    decoder.scan(rest.length)
    this.#take(0, [])
    this.#from += (decoder.length(0) + 3) & ~3
    return false
  }

  /** After the last message: throws what else there is to say. */
  finish(): void {
    const failure = this.#refused ?? this.#damaged
    if (failure !== undefined) throw failure
    if (this.#interrupted) throw new DumpInterruptedError(this.#operation)
  }

  async #wait(): Promise<void> {
    await this.inbox.wait()
    this.#datagrams = 0
    this.#turn = Date.now()
  }

  /** False when nothing is there. */
  #read(replies: T[]): boolean {
    try {
      if (this.inbox.read((i) => this.#take(i, replies), this.#filter, LONGEST) < 0) return false
    } catch (error) {
      throw this.#explain(error)
    }
    this.#datagrams++
    this.progress++
    this.#damaged ??= this.inbox.damage
    return true
  }

  #take(i: number, replies: T[]): void {
    const decoder = this.#decoder
    if (decoder.seq(i) !== this.#seq) return
    const type = decoder.type(i)
    if ((decoder.flags(i) & NLM_F.DUMP_INTR) !== 0) this.#interrupted = true
    if (type === NLMSG.ERROR || type === NLMSG.DONE) {
      this.ended = true
      if (decoder.errno(i) !== 0) this.#refused = refusal(decoder, i, this.#operation, this.#request)
    } else if (type === NLMSG.OVERRUN) throw new OverrunError(this.#operation)
    else if (type !== NLMSG.NOOP && !decoder.dropped(i))
      try {
        const picked = this.#pick(readReply(decoder, i))
        if (picked !== undefined) replies.push(picked)
      } catch (error) {
        if (!(error instanceof DecodeError)) throw error
        this.#damaged ??= error
      }
  }

  #explain(error: unknown): unknown {
    if (!(error instanceof SystemError)) return error
    return error.code === 'ENOBUFS' ? new OverrunError(this.#operation) : new NetlinkError(this.#operation, error.errno)
  }
}
