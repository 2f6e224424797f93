import { HOST, SystemError } from '@rtnl/client'
import type { EpollLibc } from './libc.ts'
import type { Watch } from './watch.ts'

const EPOLL_CLOEXEC = 0x80000
const EPOLL_CTL_ADD = 1
const EPOLL_CTL_DEL = 2
const EPOLL_CTL_MOD = 3
const EPOLLIN = 0x1
const EPOLLONESHOT = 0x40000000
const EFD_CLOEXEC = 0x80000
const EFD_NONBLOCK = 0x800
const ENOENT = 2

/** `struct epoll_event`: a u32 of events, then the caller's u64, the bytes of both as offsets into it. */
export interface EventLayout {
  size: number
  data: number
}

/** On x86-64 alone the members stand without a gap. `arch` as in `process.arch`. */
export const eventLayout = (arch: string): EventLayout =>
  arch === 'x64' ? { size: 12, data: 4 } : { size: 16, data: 8 }

/** The descriptors in the first `count` events that `epoll_wait` has filled in. */
export function readyDescriptors(events: Uint8Array, count: number, { size, data }: EventLayout): number[] {
  const view = new DataView(events.buffer, events.byteOffset, events.byteLength)
  return Array.from({ length: count }, (_, i) => view.getInt32(i * size + data, !HOST.bigEndian))
}

/**
 * The sockets that are waited for, on one epoll descriptor. The runtime blocks on it somewhere else and reports what became `ready`. A socket is
 * armed for one event at a time, which takes effect also while somebody is blocked.
 */
export class Epoll {
  /** What to block on. */
  readonly fd: number
  /** An eventfd among the descriptors waited for, readable after `interrupt`. */
  readonly interruption: number
  /** Called with true when the first wait begins, and with false when the last one has ended. */
  onWaiting: (waiting: boolean) => void = () => {}
  /** Called when the last socket that was ever waited for has been closed. */
  onEmpty: () => void = () => {}
  readonly #libc: EpollLibc
  readonly #layout: EventLayout
  readonly #sockets = new Map<number, EpollWatch>()
  readonly #waiting = new Set<EpollWatch>()

  /** Throws `SystemError` when there are no descriptors left. */
  constructor(libc: EpollLibc, layout: EventLayout) {
    this.#libc = libc
    this.#layout = layout
    this.fd = libc.epoll_create1(EPOLL_CLOEXEC)
    if (this.fd < 0) throw new SystemError('epoll_create1', libc.errno())
    this.interruption = libc.eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)
    try {
      if (this.interruption < 0) throw new SystemError('eventfd', libc.errno())
      this.#control(EPOLL_CTL_ADD, this.interruption, EPOLLIN)
    } catch (error) {
      this.close()
      throw error
    }
  }

  /** Whether no socket that was ever waited for is open. */
  get empty(): boolean {
    return this.#sockets.size === 0
  }

  /** Whether there is a wait. */
  get waiting(): boolean {
    return this.#waiting.size > 0
  }

  /** The socket became readable. A descriptor that is not known is let pass: the socket may have been closed meanwhile. */
  ready(fd: number): void {
    this.#sockets.get(fd)?.wake()
  }

  /** Any socket may have become readable. */
  readyAll(): void {
    for (const watch of [...this.#waiting]) watch.wake()
  }

  /** Has whoever is blocked return, and everybody after him, until `resume`. */
  interrupt(): void {
    this.#libc.write(this.interruption, new Uint8Array(new BigUint64Array([1n]).buffer), 8)
  }

  resume(): void {
    this.#libc.read(this.interruption, new Uint8Array(8), 8)
  }

  /** Closes the two descriptors. Nobody may be blocked on them any more. */
  close(): void {
    for (const fd of [this.fd, this.interruption]) if (fd >= 0) this.#libc.close(fd)
  }

  /** @internal */
  begin(fd: number, watch: EpollWatch): void {
    const operation = this.#sockets.has(fd) ? EPOLL_CTL_MOD : EPOLL_CTL_ADD
    this.#control(operation, fd, EPOLLIN | EPOLLONESHOT)
    this.#sockets.set(fd, watch)
    this.#waiting.add(watch)
    if (this.#waiting.size === 1) this.onWaiting(true)
  }

  /** @internal */
  end(watch: EpollWatch): void {
    if (this.#waiting.delete(watch) && this.#waiting.size === 0) this.onWaiting(false)
  }

  /** @internal */
  forget(fd: number): void {
    if (!this.#sockets.delete(fd)) return
    this.#control(EPOLL_CTL_DEL, fd, 0)
    if (this.empty) this.onEmpty()
  }

  #control(operation: number, fd: number, events: number): void {
    const event = new Uint8Array(this.#layout.size)
    const view = new DataView(event.buffer)
    view.setUint32(0, events, !HOST.bigEndian)
    view.setInt32(this.#layout.data, fd, !HOST.bigEndian)
    if (this.#libc.epoll_ctl(this.fd, operation, fd, event) === 0) return
    const errno = this.#libc.errno()
    if (errno !== ENOENT) throw new SystemError('epoll_ctl', errno)
  }
}

/** One socket on the {@link Epoll} that `epoll` gives, which is asked for at the first wait. */
export class EpollWatch implements Watch {
  readonly #fd: number
  readonly #find: () => Epoll
  #epoll: Epoll | undefined
  #resolve: (() => void) | undefined

  constructor(fd: number, epoll: () => Epoll) {
    this.#fd = fd
    this.#find = epoll
  }

  wait(): Promise<void> {
    if (this.#resolve !== undefined) throw new Error('the socket is waited for already')
    return new Promise((resolve) => {
      this.#epoll ??= this.#find()
      this.#epoll.begin(this.#fd, this)
      this.#resolve = resolve
    })
  }

  wake(): void {
    const resolve = this.#resolve
    if (resolve === undefined) return
    this.#resolve = undefined
    this.#epoll?.end(this)
    resolve()
  }

  close(): void {
    this.wake()
    this.#epoll?.forget(this.#fd)
    this.#epoll = undefined
  }
}
