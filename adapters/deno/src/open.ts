import {
  openRaw as anyOpenRaw,
  type Client,
  type ClientOptions,
  connect,
  type OpenTransport,
  type Raw,
  type RawOptions,
} from '@rtnl/client'
import { EpollWatch, transportOver } from '@rtnl/socket'
import { epollOfThread } from './blocked.ts'
import { loadBindings } from './libc.ts'

/** Opens a netlink socket of Deno. Rejects with `SystemError`, or `UnsupportedError` where there is no netlink, no permission to call libc, or Deno is too old. */
export const openTransport: OpenTransport = transportOver(async () => {
  const bindings = await loadBindings()
  return { libc: bindings.libc, watch: (fd) => new EpollWatch(fd, () => epollOfThread(bindings)) }
})

/**
 * Opens a client of rtnetlink: `await using net = await open()`. Strict checking and extended acks are on. Rejects with `SystemError`, for a namespace
 * that does not exist or may not be entered, or with `UnsupportedError` where there is no netlink.
 */
export const open = (options: ClientOptions = {}): Promise<Client> => connect(openTransport, options)

/** Opens a socket of any netlink protocol, for bytes: to send messages and to iterate those that come in. Rejects as `open` does. */
export const openRaw = (options: RawOptions): Promise<Raw> => anyOpenRaw(openTransport, options)
