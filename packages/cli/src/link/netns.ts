import type { Context } from '../context.ts'
import { UsageError } from '../errors.ts'
import { parseUnsigned } from '../numbers.ts'

/** Where ip-netns(8) keeps named namespaces. */
const NAMED = '/run/netns'

/** Open files, to be closed when the kernel has answered. */
export class Handles {
  readonly #open: { close(): void }[] = []

  add<T extends { close(): void }>(handle: T): T {
    this.#open.push(handle)
    return handle
  }

  close(): void {
    for (const handle of this.#open.splice(0)) handle.close()
  }
}

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

interface FileOpener {
  /** Opens a file for its descriptor; undefined when it cannot be opened. */
  openFile?(path: string): { readonly fd: number; close(): void } | undefined
}

function open(context: Context, netns: string) {
  const io: FileOpener = context.io
  return io.openFile?.(netns.includes('/') ? netns : `${NAMED}/${netns}`)
}

/** Not yet. */
export async function netnsidOf(_context: Context, _netns: string, _handles: Handles): Promise<number> {
  throw new UsageError('x')
}
export async function netnsNames(_context: Context): Promise<Map<number, string>> {
  return new Map()
}
