import type { ColumnBatch } from '@rtnl/codec'

/** What every verb takes. */
export interface VerbOptions {
  /** Gives up waiting, and rejects with the signal's reason. What was sent by then is carried out all the same. */
  signal?: AbortSignal | undefined
}

/** What `list` returns: an array that also knows whether the kernel could give a consistent one. */
export type Listed<T> = T[] & {
  /**
   * The tables changed during each of the dumps that were tried: objects may be missing or doubled. False nearly always. Not enumerable, and not
   * on what `map` or `filter` make of the array.
   */
  readonly interrupted: boolean
}

/** What `columns` takes. */
export interface ColumnOptions extends VerbOptions {
  /** How many rows a batch has at most. 65,536 unless given. */
  rows?: number | undefined
  /**
   * What addresses become that are of the message's family: 'ipv4' numbers, and IPv6 messages have no value; or 'ipv6' 16 bytes, IPv4 ones as
   * `::ffff:10.0.0.1`. Unless given 'ipv4' if the filter has `family: 'inet'`, else 'ipv6'.
   */
  addresses?: 'ipv4' | 'ipv6' | undefined
}

/** What `listColumns` returns. */
export interface ListedColumns<F extends string> extends ColumnBatch<F> {
  /** As of {@link Listed}. */
  readonly interrupted: boolean
}

/** What `addAll`, `replaceAll` and `deleteAll` take. */
export interface BulkOptions<Item = unknown> extends VerbOptions {
  /**
   * Stops at the first failure: no later item is taken or sent. Each is then sent when the one before was answered, which takes several times as long.
   * Absent: false, all items are tried.
   */
  stop?: boolean | undefined
  /** Called for each failure, in the order of the items. Absent: they are gathered in the report. */
  onFailure?: ((failure: BulkFailure<Item>) => void) | undefined
}

/** An item that was not carried out. */
export interface BulkFailure<Item> {
  /** Its place among the items, from 0. */
  readonly index: number
  readonly item: Item
  /** What the verb for one item would have thrown: `NetlinkError`, `EncodeError`; `OverrunError` where the outcome is unknown. */
  readonly error: Error
}

/** How it went. */
export interface BulkReport<Item> {
  /** Items taken. */
  readonly items: number
  /** Items carried out. */
  readonly done: number
  /** The others in their order, unless `onFailure` had them. */
  readonly failures: readonly BulkFailure<Item>[]
}
