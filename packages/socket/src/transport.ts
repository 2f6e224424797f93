import { type OpenTransport, UnsupportedError } from '@rtnl/client'
import type { Libc } from './libc.ts'
import { openNamespace, within } from './netns.ts'
import { NetlinkSocket, openSocket } from './socket.ts'
import type { Watch } from './watch.ts'

/** What one runtime supplies. */
export interface System {
  libc: Libc
  watch(fd: number): Watch
}

/** Opens sockets over what `load` returns, which is called for each and rejects with `UnsupportedError` where something is missing. */
export function transportOver(load: () => Promise<System>): OpenTransport {
  return async ({ protocol, netns }) => {
    const system = await load()
    if (netns === undefined) return openWith(system, protocol)
    const { libc } = system
    const namespace = openNamespace(libc, netns)
    try {
      return within(libc, namespace, () => openWith(system, protocol, namespace))
    } catch (error) {
      libc.close(namespace)
      throw error
    }
  }
}

function openWith({ libc, watch }: System, protocol: number, namespace?: number): NetlinkSocket {
  const socket = openSocket(libc, protocol)
  return new NetlinkSocket(libc, watch(socket.fd), socket, namespace)
}

/** Throws `UnsupportedError` unless the system is Linux. `platform` as in `process.platform`. */
export function mustBeLinux(platform: string): void {
  if (platform !== 'linux')
    throw new UnsupportedError(
      `Netlink is an interface of the Linux kernel: there is none on ${platform}. Run this on Linux, in a container or a virtual machine`,
    )
}

/** Throws `UnsupportedError` for a version of a runtime before `least`. Both are like `1.2.3`; what follows a third number is not looked at. */
export function mustBeAtLeast(runtime: string, version: string, least: string): void {
  const numbers = (text: string) => text.split('.', 3).map((part) => Number.parseInt(part, 10) || 0)
  const [have, want] = [numbers(version), numbers(least)]
  const at = want.findIndex((number, i) => number !== have[i])
  if (at >= 0 && (have[at] ?? 0) < (want[at] ?? 0))
    throw new UnsupportedError(`rtnl needs ${runtime} ${least} or newer; this is ${runtime} ${version}`)
}
