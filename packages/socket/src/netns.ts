import { SystemError } from '@rtnl/client'
import { cString, type Libc } from './libc.ts'

const O_CLOEXEC = 0x80000
const CLONE_NEWNET = 0x40000000
const EPERM = 1
const ENOENT = 2
const EACCES = 13
const EINVAL = 22

/** What to do about an errno of setns(2). */
const ENTERING: Readonly<Record<number, string>> = {
  [EPERM]: 'It takes CAP_SYS_ADMIN, here and there',
  [EINVAL]: 'The file is there, but is no network namespace',
}

/** The namespace of the calling thread; `/proc/self` would be that of the process's first one. */
const OWN = '/proc/thread-self/ns/net'

const FOREIGN = "Another user's process shows its namespace only to CAP_SYS_PTRACE: run as root or as that user"

/** The file behind a namespace: a name as `ip netns` gives it, a path, or the id of a process. */
export function namespacePath(netns: string | number): string {
  if (typeof netns === 'number') return `/proc/${netns}/ns/net`
  return netns.includes('/') ? netns : `/run/netns/${netns}`
}

/** Opens a namespace's file and returns its descriptor. Throws `SystemError`. */
export function openNamespace(libc: Libc, netns: string | number): number {
  const path = namespacePath(netns)
  const missing =
    typeof netns === 'number' ? `There is no process ${netns}` : 'ip netns lists the namespaces with a name'
  const foreign = path.startsWith('/proc/') ? { [EACCES]: FOREIGN } : {}
  return openFile(libc, path, { [ENOENT]: missing, ...foreign })
}

/** Calls `work` with the thread inside the namespace, and always comes back. Nothing else runs on the thread meanwhile. */
export function within<T>(libc: Libc, namespace: number, work: () => T): T {
  const own = openFile(libc, OWN)
  try {
    // Not everybody who may enter another namespace may come back to this one: that shows before leaving.
    enter(libc, own)
    enter(libc, namespace)
    try {
      return work()
    } finally {
      enter(libc, own)
    }
  } finally {
    libc.close(own)
  }
}

function enter(libc: Libc, namespace: number): void {
  if (libc.setns(namespace, CLONE_NEWNET) === 0) return
  const errno = libc.errno()
  throw new SystemError('setns', errno, ENTERING[errno])
}

/** `advice` by errno. */
function openFile(libc: Libc, path: string, advice: Readonly<Record<number, string>> = {}): number {
  const fd = libc.open(cString(path), O_CLOEXEC)
  if (fd >= 0) return fd
  const errno = libc.errno()
  throw new SystemError(`open ${path}`, errno, advice[errno])
}
