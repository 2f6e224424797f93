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
