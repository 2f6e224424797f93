export interface MonitorOptions {
  signal?: AbortSignal | undefined
  /** Bytes of this socket's receive buffer. Absent: the connection's. */
  receiveBuffer?: number | undefined
}

export type MonitorEvent<Body = unknown> =
  | { kind: 'new' | 'delete'; /** `'RTM_NEWROUTE'` */ type: string; message: Body }
  /** Messages were lost between those before and those after this event: read again what you know from before. */
  | { kind: 'overrun' }
  /** A message that could not be decoded. The stream goes on. */
  | { kind: 'error'; error: Error }

export declare class Monitor<Body = unknown> implements AsyncIterableIterator<MonitorEvent<Body>> {
  /** Resolves when all groups are joined: a change made from then on is seen. Rejects when that failed, as does the first `next`. */
  readonly ready: Promise<void>
  next(): Promise<IteratorResult<MonitorEvent<Body>, undefined>>
  return(): Promise<IteratorResult<MonitorEvent<Body>, undefined>>
  close(): void
  [Symbol.asyncIterator](): this
  [Symbol.asyncDispose](): Promise<void>
}
