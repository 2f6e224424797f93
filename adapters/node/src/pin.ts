import { readFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'
import type { Koffi } from './libc.ts'

const RTLD_LAZY = 1
const RTLD_NODELETE = 0x1000

/**
 * Keeps koffi's binary in memory for good, in a worker. Node unloads it with the last thread that uses it, and only after that calls
 * what koffi left to be called when a watch on a socket was closed: the process would crash.
 */
export function pin(library: ReturnType<Koffi['load']>): void {
  if (isMainThread) return
  const path = /\/.*koffi\.node$/m.exec(readFileSync('/proc/self/maps', 'utf8'))?.[0]
  if (path !== undefined) library.func('dlopen', 'void *', ['str', 'int'])(path, RTLD_LAZY | RTLD_NODELETE)
}
