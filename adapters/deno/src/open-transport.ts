import type { OpenTransport } from '@rtnl/client'
import { EpollWatch, transportOver } from '@rtnl/socket'
import { epollOfThread } from './blocked.ts'
import { loadBindings } from './libc.ts'

/** Opens a netlink socket of Deno. Rejects with `SystemError`, or `UnsupportedError` where there is no netlink, no permission to call libc, or Deno is too old. */
export const openTransport: OpenTransport = transportOver(async () => {
  const bindings = await loadBindings()
  return { libc: bindings.libc, watch: (fd) => new EpollWatch(fd, () => epollOfThread(bindings)) }
})
