import type { ColumnBatch, Columns, Decoder } from '@rtnl/codec'
import { Dump, type Pick } from './dump.ts'
import { ClosedError } from './errors.ts'
import { Inbox } from './inbox.ts'
import type { Request } from './reply.ts'
import type { Sequence } from './sequence.ts'
import type { Transport } from './transport.ts'

/** What is asked for, and what of it is wanted. */
export interface Selection<T> {
  readonly request: Request
  /** Makes of each message what is delivered; undefined for nothing. */
  readonly pick: Pick<T>
}

/**
 * The dumps of one client, on sockets apart from the requests', as the kernel runs one dump a socket and mixes its parts with whatever else
 * is answered there.
 *
 * A dump waits its turn while the one before is being read. If that one's reader has paused it may be waiting for this very dump, as in a
 * loop over the links that lists the addresses of each: then this one gets a socket of its own. So memory stays flat, and nobody waits for
 * himself. A dump that is left half-way takes its socket with it: to read its rest only to drop it can take half a second.
 */
export class Dumps {
  readonly #decoder: Decoder
  readonly #sequence: Sequence
  readonly #open: () => Promise<Transport>
  readonly #inboxes = new Set<Inbox>()
  #idle: Inbox | undefined
  /** The dump that was started last. */
  #last: Dump<unknown> | undefined
  /** Resolves when the dump before has started, or has given up. */
  #turn: Promise<void> = Promise.resolve()
  #closed = false

  /** `open` opens a socket that is ready to ask. */
  constructor(decoder: Decoder, sequence: Sequence, open: () => Promise<Transport>) {
    this.#decoder = decoder
    this.#sequence = sequence
    this.#open = open
  }

  /** See `Connection.dump`. `prepare` is called with the first `next`. */
  dump<T>(prepare: () => Selection<T> | Promise<Selection<T>>): AsyncGenerator<T, void, undefined> {
    return this.#parts(prepare, (dump, check) => dump.part(check))
  }

  /** See `Connection.selectParts`. */
  parts<T>(prepare: () => Selection<T> | Promise<Selection<T>>): AsyncGenerator<readonly T[], void, undefined> {
    return this.#parts(prepare, async (dump, check) => [await dump.part(check)])
  }

  /** See `Connection.columns`. */
  columns<F extends string>(request: Request, table: Columns<F>): AsyncGenerator<ColumnBatch<F>, void, undefined> {
    const selection: Selection<never> = { request, pick: () => undefined }
    return this.#parts(
      () => selection,
      (dump, check) => dump.batch(check, table),
    )
  }

  async *#parts<P, T>(
    prepare: () => Selection<P> | Promise<Selection<P>>,
    next: (dump: Dump<P>, check: () => void) => Promise<readonly T[]>,
  ): AsyncGenerator<T, void, undefined> {
    const { request, pick } = await prepare()
    const { signal } = request
    const check = () => {
      if (this.#closed) throw new ClosedError()
      signal?.throwIfAborted()
    }
    check()
    const dump = await this.#start(request, check, pick)
    const wake = () => dump.inbox.wake()
    signal?.addEventListener('abort', wake)
    try {
      while (!dump.ended) {
        const part = await next(dump, check)
        if (dump.ended) this.#release(dump.inbox)
        for (const item of part) {
          yield item
          check()
          dump.progress++
        }
      }
    } finally {
      signal?.removeEventListener('abort', wake)
      if (!dump.ended) this.#discard(dump.inbox)
    }
    dump.finish()
  }

  close(): void {
    this.#closed = true
    for (const inbox of this.#inboxes) inbox.close()
  }

  async #start<T>(request: Request, check: () => void, pick: Pick<T>): Promise<Dump<T>> {
    const before = this.#turn
    let pass = () => {}
    this.#turn = new Promise((resolve) => {
      pass = resolve
    })
    try {
      await until(before, request.signal)
      await this.#untilPausedOrEnded(check, request.signal)
      const inbox = this.#idle ?? (await this.#openInbox(check))
      this.#idle = undefined
      const dump = new Dump(inbox, this.#decoder, request, this.#sequence.next(), pick)
      try {
        dump.send()
      } catch (error) {
        this.#release(inbox)
        throw error
      }
      this.#last = dump
      return dump
    } finally {
      // Of those who gave up while waiting, the turn comes with that of the one before.
      before.then(pass)
    }
  }

  /** Waits for the dump that was started last, one turn of the event loop at a time. */
  async #untilPausedOrEnded(check: () => void, signal: AbortSignal | undefined): Promise<void> {
    for (;;) {
      check()
      const last = this.#last
      if (last === undefined || last.ended || last.inbox.closed) return
      const { progress } = last
      await until(last.inbox.wait(), signal)
      if (last === this.#last && last.progress === progress && !last.reading) return
    }
  }

  async #openInbox(check: () => void): Promise<Inbox> {
    const inbox = new Inbox(await this.#open(), this.#decoder)
    this.#inboxes.add(inbox)
    try {
      check()
    } catch (error) {
      this.#discard(inbox)
      throw error
    }
    return inbox
  }

  /** A socket whose dump has ended serves the next one. */
  #release(inbox: Inbox): void {
    if (this.#idle === undefined && !inbox.closed) this.#idle = inbox
    else this.#discard(inbox)
    // Whoever waits for his turn looks again.
    inbox.wake()
  }

  #discard(inbox: Inbox): void {
    inbox.close()
    this.#inboxes.delete(inbox)
  }
}

/** Waits for `promise`, but no longer than until the signal: then throws its reason. */
async function until(promise: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return promise
  let abort = () => {}
  const aborted = new Promise<void>((resolve) => {
    abort = resolve
    signal.addEventListener('abort', abort)
  })
  await Promise.race([promise, aborted])
  signal.removeEventListener('abort', abort)
  signal.throwIfAborted()
}
