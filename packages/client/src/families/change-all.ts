import { RTM } from '@rtnl/families'
import type { Bulk } from '../bulk.ts'
import type { Change, Settle } from '../bulk-send.ts'
import type { Connection } from '../connection.ts'
import { ClosedError } from '../errors.ts'
import { InterfaceNames } from './interfaces.ts'
import type { BulkFailure, BulkOptions, BulkReport } from './options.ts'

/** What an item stands for: one message, or what takes several requests and their answers. Throws `EncodeError`. */
export type Plan<Item> = (item: Item) => Change | (() => Promise<void>)

/** How often a source that has something at hand needs the microtask queue to hand it over. */
const TICKS = 4

/** Changes in order, on one socket. See `Bulk`. */
export class Changes {
  readonly #bulk: Bulk
  readonly #names: InterfaceNames

  private constructor(bulk: Bulk, names: InterfaceNames) {
    this.#bulk = bulk
    this.#names = names
  }

  static async open(connection: Connection, options: { single?: boolean; signal?: AbortSignal | undefined }) {
    const names = new InterfaceNames(connection, options.signal)
    return new Changes(await connection.bulk(names, options), names)
  }

  get pending(): number {
    return this.#bulk.pending
  }

  /** Adds what an item stands for. A promise when there is something to wait for. `settle` is called in order. */
  add<Item>(item: Item, plan: Plan<Item>, settle: Settle): Promise<void> | undefined {
    let planned: Change | (() => Promise<void>)
    try {
      planned = plan(item)
    } catch (error) {
      return this.#run(() => Promise.reject(error), settle)
    }
    if (typeof planned === 'function') return this.#run(planned, settle)
    if (changesLinks(planned.type)) this.#names.forget()
    const { explain } = planned
    if (explain === undefined) return this.#bulk.add(planned, settle)
    return this.#bulk.add(planned, (error) => settle(error === undefined ? undefined : explain(error)))
  }

  flush(): Promise<void> {
    return this.#bulk.flush()
  }

  /** Resolves when what is on its way is settled. */
  settled(): Promise<void> {
    return this.#bulk.settled()
  }

  close(): void {
    this.#bulk.close()
  }

  async #run(work: () => Promise<void>, settle: Settle): Promise<void> {
    await this.#bulk.flush()
    this.#names.forget()
    try {
      await work()
    } catch (error) {
      settle(error)
      return
    }
    settle()
  }
}

const changesLinks = (type: number): boolean =>
  (type >= RTM.NEWLINK && type <= RTM.SETLINK) || type === RTM.NEWLINKPROP || type === RTM.DELLINKPROP

/** Carries out what `plan` makes of each item. */
export async function changeAll<Item>(
  connection: Connection,
  items: Iterable<Item> | AsyncIterable<Item>,
  { signal, stop = false, onFailure }: BulkOptions<Item> = {},
  plan: Plan<Item>,
): Promise<BulkReport<Item>> {
  signal?.throwIfAborted()
  const failures: BulkFailure<Item>[] = []
  const report = { items: 0, done: 0, failures }
  let failed = false
  const changes = await Changes.open(connection, { single: stop, signal })
  const abort = () => changes.close()
  signal?.addEventListener('abort', abort)
  const add = (item: Item): Promise<void> | undefined => {
    signal?.throwIfAborted()
    const index = report.items++
    return changes.add(item, plan, (error) => {
      if (error === undefined) report.done++
      else if (!(error instanceof ClosedError)) {
        failed = true
        const failure = { index, item, error: error as Error }
        if (onFailure === undefined) failures.push(failure)
        else onFailure(failure)
      }
    })
  }
  try {
    if (Symbol.asyncIterator in items) await drain(items, changes, add, () => stop && failed, signal)
    else
      for (const item of items) {
        const full = add(item)
        if (full !== undefined) await full
        if (stop && failed) return report
      }
    await changes.flush()
    return report
  } catch (error) {
    signal?.throwIfAborted()
    throw error
  } finally {
    signal?.removeEventListener('abort', abort)
    // Who is told of an end finds nothing still being carried out.
    await changes.settled()
    changes.close()
  }
}

/** Takes items as they come. What is there is not kept back while the source has nothing more. */
async function drain<Item>(
  items: AsyncIterable<Item>,
  changes: Changes,
  add: (item: Item) => Promise<void> | undefined,
  enough: () => boolean,
  signal: AbortSignal | undefined,
): Promise<void> {
  const iterator = items[Symbol.asyncIterator]()
  let ended = false
  try {
    for (;;) {
      let there = false
      const next = iterator.next().finally(() => {
        there = true
      })
      for (let i = 0; i < TICKS && !there; i++) await undefined
      if (!there && changes.pending > 0) {
        next.catch(() => {})
        await changes.flush()
        if (enough()) return
      }
      const { done, value } = await unlessAborted(next, signal)
      if (done) {
        ended = true
        return
      }
      await add(value)
      if (enough()) return
    }
  } catch (error) {
    // Who throws has ended; whom we leave is told below, but not waited for when we were told to stop.
    if (signal?.aborted) void iterator.return?.().catch(() => {})
    ended = true
    throw error
  } finally {
    if (!ended) await iterator.return?.()
  }
}

/** What `promise` gives, but the signal's reason if that comes first. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    signal.addEventListener('abort', abort)
    if (signal.aborted) abort()
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
