import { Worker } from 'node:worker_threads'
import { HOST } from '@rtnl/client'
import { Epoll, eventLayout } from '@rtnl/socket'
import { type Blocking, block } from './blocked.ts'
import type { Bindings } from './libc.ts'

/** Descriptors that may be reported before this thread has its turn; with more, every socket is looked at. A power of two. */
const RING = 1024

/** Milliseconds that the thread stays when the last socket was closed, for the next one. */
const LINGER = 1000

let current: Epoll | undefined

/** The sockets waited for on this thread, with a second thread blocked for them: the one there is, or a new one. */
export function epollOfThread(bindings: Bindings): Epoll {
  current ??= start(bindings)
  return current
}

function start({ libc, file }: Bindings): Epoll {
  const layout = eventLayout(process.arch)
  const epoll = new Epoll(libc, layout)
  const reports = new Int32Array(new SharedArrayBuffer((1 + RING) * 4))
  const { fd, interruption } = epoll
  const workerData: Blocking = { file, epoll: fd, interruption, layout, bigEndian: HOST.bigEndian, reports }
  const source = `(${block})(require('bun:ffi'), require('node:worker_threads').workerData)`
  const worker = new Worker(source, { eval: true, workerData })
  worker.unref()
  let running = true
  worker.once('exit', () => {
    running = false
    // Ends `listen`.
    Atomics.notify(reports, 0)
    epoll.close()
  })
  // A process that only waits must not end; one that does not wait may.
  epoll.onWaiting = (waiting) => (waiting ? worker.ref() : worker.unref())
  epoll.onEmpty = () => {
    const timer = setTimeout(() => {
      if (!epoll.empty || current !== epoll) return
      current = undefined
      epoll.interrupt()
    }, LINGER)
    timer.unref()
  }
  void listen(epoll, reports, () => running)
  return epoll
}

/** Passes on what the thread reports. */
async function listen(epoll: Epoll, reports: Int32Array<SharedArrayBuffer>, running: () => boolean): Promise<void> {
  let seen = 0
  while (running()) {
    const news = Atomics.waitAsync(reports, 0, seen)
    if (news.async) await news.value
    const reported = Atomics.load(reports, 0)
    if (((reported - seen) | 0) > RING) epoll.readyAll()
    else for (let i = seen; i !== reported; i = (i + 1) | 0) epoll.ready(reports[1 + ((i >>> 0) % RING)] ?? -1)
    seen = reported
  }
}
