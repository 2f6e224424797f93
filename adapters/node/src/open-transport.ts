import type { OpenTransport } from '@rtnl/client'
import { transportOver } from '@rtnl/socket'
import { loadBindings } from './libc.ts'
import { LoopWatch } from './watch.ts'

/** Opens a netlink socket of Node. Rejects with `SystemError`, or `UnsupportedError` where there is no netlink or no koffi. */
export const openTransport: OpenTransport = transportOver(async () => {
  const { koffi, libc } = await loadBindings()
  return { libc, watch: (fd) => new LoopWatch(koffi, fd) }
})
