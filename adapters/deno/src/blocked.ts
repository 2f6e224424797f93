import { Epoll, eventLayout, readyDescriptors } from '@rtnl/socket'
import type { Bindings } from './libc.ts'

const MOST = 64

let current: Epoll | undefined

/** The sockets waited for on this thread, for which a thread of Deno's pool blocks while there is a wait: those there are, or new ones. */
export function epollOfThread(bindings: Bindings): Epoll {
  current ??= start(bindings)
  return current
}

function start({ libc, epollWait, arch }: Bindings): Epoll {
  const layout = eventLayout(arch)
  const epoll = new Epoll(libc, layout)
  const events = new Uint8Array(MOST * layout.size)
  let running = false
  let blocked = false

  const endIfEmpty = () => {
    if (running || !epoll.empty) return
    if (current === epoll) current = undefined
    epoll.close()
  }
  // The pending call keeps the process: it lasts only as long as somebody waits.
  const run = async () => {
    running = true
    while (epoll.waiting) {
      blocked = true
      const count = await epollWait(epoll.fd, events, MOST, -1)
      blocked = false
      for (const fd of readyDescriptors(events, Math.max(count, 0), layout)) {
        if (fd === epoll.interruption) epoll.resume()
        else epoll.ready(fd)
      }
    }
    running = false
    endIfEmpty()
  }
  epoll.onWaiting = (waiting) => {
    if (!waiting) {
      if (blocked) epoll.interrupt()
    } else if (!running) void run()
  }
  epoll.onEmpty = endIfEmpty
  return epoll
}
