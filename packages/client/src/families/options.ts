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
