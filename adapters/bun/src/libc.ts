import { UnsupportedError } from '@rtnl/client'
import {
  type CType,
  EPOLL_FUNCTIONS,
  type EpollLibc,
  type Libc,
  libcFiles,
  mustBeAtLeast,
  mustBeLinux,
  type Signature,
  SOCKET_FUNCTIONS,
} from '@rtnl/socket'

/** Before it, a worker that ended left descriptors open: those of the thread that waits for sockets. */
const LEAST = '1.2.23'

/** Bun's names of the types. What functions of an `ssize_t` return here fits a number. */
const TYPES = { int: 'i32', u32: 'u32', size: 'usize', ssize: 'i64_fast', bytes: 'ptr' } as const satisfies Record<
  CType,
  string
>

export interface Bindings {
  libc: Libc & EpollLibc
  /** The file that libc was loaded from. */
  file: string
}

let bindings: Bindings | undefined

/** Loads libc, once. Throws {@link UnsupportedError} that says what is missing. */
export async function loadBindings(): Promise<Bindings> {
  bindings ??= await bind()
  return bindings
}

async function bind(): Promise<Bindings> {
  mustBeLinux(process.platform)
  const { bun } = process.versions
  if (bun === undefined) throw new UnsupportedError('@rtnl/bun needs Bun; the package rtnl picks the right adapter')
  mustBeAtLeast('Bun', bun, LEAST)
  const { dlopen, read } = await import('bun:ffi')
  const define = ([name, [args, result]]: [string, Signature]) => [
    name,
    { args: args.map((type) => TYPES[type]), returns: TYPES[result] },
  ]
  const signatures = Object.entries<Signature>({ ...SOCKET_FUNCTIONS, ...EPOLL_FUNCTIONS }).map(define)
  const wanted = { ...Object.fromEntries(signatures), __errno_location: { args: [], returns: 'ptr' } }
  const failures: unknown[] = []
  for (const file of libcFiles(process.arch)) {
    try {
      const { symbols } = dlopen(file, wanted)
      const { __errno_location: location = () => 0, ...functions } = symbols
      return { libc: { ...functions, errno: () => read.i32(location()) } as unknown as Libc & EpollLibc, file }
    } catch (error) {
      failures.push(error)
    }
  }
  throw new UnsupportedError(`bun:ffi could not load the C library: ${failures.join('; ')}`, { cause: failures[0] })
}
