import type { Watch } from '@rtnl/socket'
import type { Koffi } from './koffi.ts'

/** Waits on Node's own event loop until a socket is readable. While nobody waits, the loop does not know of it. */
export class LoopWatch implements Watch {
  readonly #koffi: Koffi
  readonly #fd: number
  // Referenced for as long as the socket is open: a handle that is collected stops silently.
  #handle: ReturnType<Koffi['node']['poll']> | undefined
  #resolve: (() => void) | undefined

  constructor(koffi: Koffi, fd: number) {
    this.#koffi = koffi
    this.#fd = fd
  }

  /** Resolves when there is something to receive, an error included, or on `wake`. */
  wait(): Promise<void> {
    if (this.#resolve !== undefined) throw new Error('the socket is waited for already')
    return new Promise((resolve) => {
      this.#resolve = resolve
      // After an overrun libuv reports an error and has stopped the watch: it is started anew for each wait in any case.
      if (this.#handle === undefined) this.#handle = this.#koffi.node.poll(this.#fd, { readable: true }, this.#ready)
      else this.#handle.start({ readable: true }, this.#ready)
    })
  }

  /**
   * koffi calls it straight from the event loop, without Node's callback scope: Node 26 would leave the microtasks, and with them all who await, until
   * something else happens in the process. What an immediate resolves goes on at once, in this same turn of the loop.
   */
  readonly #ready = (): void => {
    this.#handle?.stop()
    setImmediate(this.wake)
  }

  readonly wake = (): void => {
    const resolve = this.#resolve
    if (resolve === undefined) return
    this.#resolve = undefined
    this.#handle?.stop()
    resolve()
  }

  /** To be called before the descriptor is closed, so that its number is free for the next one. */
  close(): void {
    this.wake()
    this.#handle?.close()
    this.#handle = undefined
  }
}
