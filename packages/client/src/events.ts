import { type Addr, type Link, type Neigh, type Nexthop, type Nsid, type Route, RTM, type Rule } from '@rtnl/families'
import type { Monitor, MonitorChange, MonitorFault, MonitorOverrun } from './monitor.ts'

/** The kinds of objects that rtnetlink's messages are about, and what each is decoded to. */
export interface Objects {
  link: Link
  addr: Addr
  route: Route
  neigh: Neigh
  rule: Rule
  /** Also the buckets of resilient groups; `type` tells. */
  nexthop: Nexthop
  nsid: Nsid
  /** A message of a type that is not declared, whole, as bytes. */
  other: Uint8Array
}

/** A change of one kind of object. */
export interface ChangeOf<K extends keyof Objects> extends MonitorChange<Objects[K]> {
  /** What it is that was made, changed or deleted. */
  readonly object: K
}

/** Something was made or changed, or deleted, or is wanted: `object` says what `message` is. */
export type ClientChange<K extends keyof Objects = keyof Objects> = { [O in K]: ChangeOf<O> }[K]

/** What a client's monitor sees, of some kinds of objects or of all. Comparing `kind` or `object` narrows it. */
export type ClientEvent<K extends keyof Objects = keyof Objects> =
  | ClientChange<K>
  | (MonitorOverrun & { readonly object?: undefined; readonly message?: undefined })
  | (MonitorFault & { readonly object?: undefined; readonly message?: undefined })

/** The kinds by the number of the message type without its verb: rtnetlink's types go in fours, NEW, DEL, GET, SET. */
const KINDS = new Map<number, keyof Objects>([
  [RTM.NEWLINK >> 2, 'link'],
  [RTM.NEWADDR >> 2, 'addr'],
  [RTM.NEWROUTE >> 2, 'route'],
  [RTM.NEWNEIGH >> 2, 'neigh'],
  [RTM.NEWRULE >> 2, 'rule'],
  [RTM.NEWNEXTHOP >> 2, 'nexthop'],
  [RTM.NEWNEXTHOPBUCKET >> 2, 'nexthop'],
  [RTM.NEWNSID >> 2, 'nsid'],
])

/** By the kernel's name, which is what events bear. */
const KIND_OF_TYPE = new Map<string, keyof Objects>(
  Object.entries(RTM).flatMap(([name, number]) => {
    const kind = KINDS.get(number >> 2)
    return kind === undefined ? [] : [[`RTM_${name}`, kind]]
  }),
)

/** What messages of a type, `'RTM_NEWROUTE'`, are about. */
export const objectOf = (type: string): keyof Objects => KIND_OF_TYPE.get(type) ?? 'other'

/**
 * Changes as the kernel tells them, in its order. It is pulled: a slow reader overruns the receive buffer, which is reported, and never fills the
 * memory.
 */
export class ClientMonitor<K extends keyof Objects = keyof Objects>
  implements AsyncIterableIterator<ClientEvent<K>, undefined>
{
  readonly #monitor: Monitor

  constructor(monitor: Monitor) {
    this.#monitor = monitor
  }

  /** Resolves when all groups are joined: a change made from then on is seen. Rejects if that fails, and so does `next`. */
  get ready(): Promise<void> {
    return this.#monitor.ready
  }

  /** The next event. Rejects with the signal's reason, with `ClosedError` when the client was closed, or with `SystemError`. */
  next(): Promise<IteratorResult<ClientEvent<K>, undefined>> {
    return this.#monitor.next() as Promise<IteratorResult<ClientEvent<K>, undefined>>
  }

  /** Ends it, as leaving a `for await` does. Who waits for the next event is told that there is none. */
  async return(): Promise<IteratorResult<ClientEvent<K>, undefined>> {
    this.close()
    return { done: true, value: undefined }
  }

  /** Ends it. Twice is harmless. */
  close(): void {
    this.#monitor.close()
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.close()
  }
}
