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

/** Before it, writing to a closed pipe threw an error of another kind, and in 2.5 nobody was told that a worker had ended. */
const LEAST = '2.7.1'

/** Deno's names of the types. A `ssize_t` comes as a bigint; what functions return in it here fits a number. */
const TYPES: Record<CType, string> = { int: 'i32', u32: 'u32', size: 'usize', ssize: 'isize', bytes: 'buffer' }

/** `epoll_wait` on a thread of Deno's pool. */
export type EpollWait = (epoll: number, events: Uint8Array, most: number, timeout: number) => Promise<number>

export interface Bindings {
  libc: Libc & EpollLibc
  epollWait: EpollWait
  /** As in Node's `process.arch`. */
  arch: string
}

let bindings: Bindings | undefined

/** Loads libc, once. Throws {@link UnsupportedError} that says what is missing. */
export async function loadBindings(): Promise<Bindings> {
  bindings ??= bind()
  return bindings
}

function bind(): Bindings {
  if (typeof Deno === 'undefined')
    throw new UnsupportedError('@rtnl/deno needs Deno; the package rtnl picks the right adapter')
  mustBeLinux(Deno.build.os)
  mustBeAtLeast('Deno', Deno.version.deno, LEAST)
  const arch = { x86_64: 'x64', aarch64: 'arm64' }[Deno.build.arch] ?? Deno.build.arch
  const symbols = load(arch)
  const location = symbols.__errno_location as () => object
  const functions = Object.entries<Signature>({ ...SOCKET_FUNCTIONS, ...EPOLL_FUNCTIONS }).map(([name, [, result]]) => {
    const call = symbols[name] as (...args: unknown[]) => number | bigint
    return [name, result === 'ssize' ? (...args: unknown[]) => Number(call(...args)) : call]
  })
  const sendto = symbols.sendto_async as unknown as (...args: unknown[]) => Promise<bigint>
  const sendtoAsync: Libc['sendtoAsync'] = async (...args) => Number(await sendto(...args))
  const errno = () => new Deno.UnsafePointerView(location()).getInt32()
  return {
    libc: { ...Object.fromEntries(functions), sendtoAsync, errno } as Libc & EpollLibc,
    epollWait: symbols.epoll_wait as unknown as EpollWait,
    arch,
  }
}

function load(arch: string): Record<string, (...args: never[]) => unknown> {
  const define = ([name, [parameters, result]]: [string, Signature]) => [
    name,
    { parameters: parameters.map((type) => TYPES[type]), result: TYPES[result] },
  ]
  const wanted = {
    ...Object.fromEntries(Object.entries<Signature>({ ...SOCKET_FUNCTIONS, ...EPOLL_FUNCTIONS }).map(define)),
    sendto_async: { ...(define(['sendto', SOCKET_FUNCTIONS.sendto])[1] as object), name: 'sendto', nonblocking: true },
    epoll_wait: { parameters: ['i32', 'buffer', 'i32', 'i32'], result: 'i32', nonblocking: true },
    __errno_location: { parameters: [], result: 'pointer' },
  }
  const failures: unknown[] = []
  for (const file of libcFiles(arch)) {
    try {
      if (Deno.dlopen === undefined) throw new TypeError('Deno.dlopen is missing')
      return Deno.dlopen(file, wanted).symbols
    } catch (error) {
      if (isDenied(error))
        throw new UnsupportedError(
          'rtnl calls libc, for which Deno needs a permission: run it with --allow-ffi (deno run --allow-ffi ...)',
          { cause: error },
        )
      failures.push(error)
    }
  }
  throw new UnsupportedError(`Deno could not load the C library: ${failures.join('; ')}`, { cause: failures[0] })
}

function isDenied(error: unknown): boolean {
  const { NotCapable, PermissionDenied } = Deno.errors
  return error instanceof PermissionDenied || (NotCapable !== undefined && error instanceof NotCapable)
}
