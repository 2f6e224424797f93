import type { Context } from '../context.ts'
import { errnoOf, UsageError } from '../errors.ts'
import type { Handles } from '../handles.ts'
import { parseUnsigned } from '../numbers.ts'
import { assignNsid, getNsid } from './nsid.ts'

/** Where ip-netns(8) keeps named namespaces. */
const NAMED = '/run/netns'

/** `netns NAME|PATH|PID`: as the kernel wants it said. A name goes before a number. */
export function netnsMember(
  context: Context,
  netns: string,
  handles: Handles,
): { netNsFd: number } | { netNsPid: number } {
  const handle = open(context, netns)
  if (handle) return { netNsFd: handles.add(handle).fd }
  const pid = parseUnsigned(netns, 0x7fffffff)
  if (pid === undefined) throw new UsageError(`netns: there is no namespace "${netns}"`)
  return { netNsPid: pid }
}

function open(context: Context, netns: string) {
  return context.io.openFile?.(netns.includes('/') ? netns : `${NAMED}/${netns}`)
}

/** `link-netns NAME|PATH`: the number that this namespace has for it, which is given now if there is none. */
export async function netnsidOf(context: Context, netns: string, handles: Handles): Promise<number> {
  const handle = open(context, netns)
  if (!handle) throw new UsageError(`link-netns: there is no namespace "${netns}"`)
  const { fd } = handles.add(handle)
  const known = await getNsid(context, fd)
  if (known !== undefined) return known
  await assignNsid(context, fd)
  const given = await getNsid(context, fd)
  if (given === undefined) throw new Error(`the kernel gave the namespace "${netns}" no number`)
  return given
}

/** The names of the named namespaces by the numbers that this one has for them. */
export async function netnsNames(context: Context): Promise<ReadonlyMap<number, string>> {
  const names = new Map<number, string>()
  for (const name of context.io.readDirectory(NAMED)) {
    const handle = open(context, name)
    if (!handle) continue
    try {
      const id = await getNsid(context, handle.fd)
      if (id !== undefined && !names.has(id)) names.set(id, name)
    } catch (error) {
      // A file that is no namespace has no number.
      if (errnoOf(error) === undefined) throw error
    } finally {
      handle.close()
    }
  }
  return names
}
