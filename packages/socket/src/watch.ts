/** Waits until one socket is readable. What an adapter supplies beside libc. */
export interface Watch {
  /** Resolves when there is something to receive, an error included, or on `wake`. One wait at a time; while it lasts, the process does not end. */
  wait(): Promise<void>
  /** Ends a wait. Nothing happens when there is none. */
  wake(): void
  /** Ends a wait, and forgets the socket. To be called before the descriptor is closed, so that its number is free for the next one. */
  close(): void
}
