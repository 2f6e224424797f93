import { UsageError } from './errors.ts'
import type { CliIo } from './io.ts'

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

/** The descriptor of what is pinned in a bpf file system. */
export async function openPinned(io: Pick<CliIo, 'openBpf'>, path: string, handles: Handles): Promise<number> {
  if (io.openBpf === undefined) throw new UsageError('pinned: there is no bpf(2) here')
  return handles.add(await io.openBpf(path)).fd
}
