import {
  openRaw as anyOpenRaw,
  type Client,
  type ClientOptions,
  connect,
  type OpenTransport,
  type Raw,
  type RawOptions,
} from '@rtnl/client'
import { openTransport as anyOpenTransport } from '#adapter'

/** Opens a netlink socket of the runtime at hand, which all else is built upon. Rejects as {@link open} does. */
export const openTransport: OpenTransport = anyOpenTransport

/**
 * Opens a client of rtnetlink: `await using net = await open()`. Strict checking and extended acks are on. Rejects with `SystemError`, for a namespace
 * that does not exist or may not be entered, or with `UnsupportedError` where there is no netlink, or where the runtime lacks what it takes.
 */
export const open = (options: ClientOptions = {}): Promise<Client> => connect(openTransport, options)

/** Opens a socket of any netlink protocol, for bytes: to send messages and to iterate those that come in. Rejects as {@link open} does. */
export const openRaw = (options: RawOptions): Promise<Raw> => anyOpenRaw(openTransport, options)
