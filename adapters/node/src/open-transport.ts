import type { OpenTransport } from '@rtnl/client'
import { type Bindings, loadBindings } from './libc.ts'
import { openNamespace, within } from './netns.ts'
import { NetlinkSocket, openSocket } from './socket.ts'
import { Watch } from './watch.ts'

/** Opens a netlink socket of Node. Rejects with `SystemError`, or `UnsupportedError` where there is no netlink or no koffi. */
export const openTransport: OpenTransport = async ({ protocol, netns }) => {
  const bindings = await loadBindings()
  if (netns === undefined) return openWith(bindings, protocol)
  const namespace = openNamespace(bindings.libc, netns)
  try {
    return within(bindings.libc, namespace, () => openWith(bindings, protocol, namespace))
  } catch (error) {
    bindings.libc.close(namespace)
    throw error
  }
}

function openWith({ koffi, libc }: Bindings, protocol: number, namespace?: number): NetlinkSocket {
  const socket = openSocket(libc, protocol)
  return new NetlinkSocket(libc, new Watch(koffi, socket.fd), socket, namespace)
}
