import type { OpenTransport } from '@rtnl/client'
import { EpollWatch, transportOver } from '@rtnl/socket'
import { loadBindings } from './libc.ts'
import { epollOfThread } from './thread.ts'

/** Opens a netlink socket of Bun. Rejects with `SystemError`, or `UnsupportedError` where there is no netlink or Bun is too old. */
export const openTransport: OpenTransport = transportOver(async () => {
  const bindings = await loadBindings()
  return { libc: bindings.libc, watch: (fd) => new EpollWatch(fd, () => epollOfThread(bindings)) }
})
