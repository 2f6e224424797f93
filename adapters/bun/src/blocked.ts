/** What the thread is told: where libc is, what to block on, how events lie in memory, and where to report. */
export interface Blocking {
  file: string
  epoll: number
  interruption: number
  layout: { size: number; data: number }
  bigEndian: boolean
  /** How many descriptors were reported so far, then the last ones of them, in a ring. */
  reports: Int32Array<SharedArrayBuffer>
}

/**
 * Blocks in `epoll_wait` and reports what became readable, until it is interrupted. It runs in a thread of its own, which is started from its text:
 * it must use nothing but its arguments, so that a bundle or a single-file program needs no file for it.
 */
export function block({ dlopen }: typeof import('bun:ffi'), to: Blocking): void {
  const { file, epoll, interruption, layout, bigEndian, reports } = to
  const { symbols } = dlopen(file, { epoll_wait: { args: ['i32', 'ptr', 'i32', 'i32'], returns: 'i32' } })
  const wait = symbols.epoll_wait as (epoll: number, events: Uint8Array, most: number, timeout: number) => number
  const most = 64
  const events = new Uint8Array(most * layout.size)
  const view = new DataView(events.buffer)
  for (;;) {
    const count = wait(epoll, events, most, -1)
    let reported = Atomics.load(reports, 0)
    for (let i = 0; i < count; i++) {
      const fd = view.getInt32(i * layout.size + layout.data, !bigEndian)
      if (fd === interruption) return
      reports[1 + ((reported >>> 0) % (reports.length - 1))] = fd
      reported = (reported + 1) | 0
    }
    Atomics.store(reports, 0, reported)
    Atomics.notify(reports, 0)
  }
}
