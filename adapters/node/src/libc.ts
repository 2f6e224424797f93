import { UnsupportedError } from '@rtnl/client'
import { pin } from './pin.ts'

/** The functions of libc that a netlink socket takes. Each returns -1 on failure, with the reason in `errno()` until the next call. */
export interface Libc {
  socket(domain: number, type: number, protocol: number): number
  bind(fd: number, address: Uint32Array, length: number): number
  getsockname(fd: number, address: Uint32Array, length: Uint32Array): number
  setsockopt(fd: number, level: number, name: number, value: Int32Array, length: number): number
  getsockopt(fd: number, level: number, name: number, value: Int32Array, length: Uint32Array): number
  sendto(fd: number, bytes: Uint8Array, length: number, flags: number, address: Uint32Array, size: number): number
  recvfrom(fd: number, into: Uint8Array, length: number, flags: number, from: Uint32Array, size: Uint32Array): number
  open(path: string, flags: number): number
  close(fd: number): number
  setns(fd: number, type: number): number
  /** Why the last call failed, a positive number. */
  errno(): number
}

/** koffi's module. */
export type Koffi = typeof import('koffi')

export interface Bindings {
  koffi: Koffi
  libc: Libc
}

let bindings: Bindings | undefined

/** Loads koffi and libc, once. Throws {@link UnsupportedError} that says what is missing. */
export async function loadBindings(): Promise<Bindings> {
  bindings ??= bind(await loadKoffi())
  return bindings
}

async function loadKoffi(): Promise<Koffi> {
  if (process.platform !== 'linux')
    throw new UnsupportedError(
      `Netlink is an interface of the Linux kernel: there is none on ${process.platform}. Run this on Linux, in a container or a virtual machine`,
    )
  try {
    const module = await import('koffi')
    return module.default as unknown as Koffi
  } catch (cause) {
    throw new UnsupportedError(
      `@rtnl/node calls libc through koffi, which could not be loaded for ${process.platform}-${process.arch}. ` +
        'It is an ordinary dependency with a binary in an optional one (@koromix/koffi-*): install again without --omit=optional',
      { cause },
    )
  }
}

function bind(koffi: Koffi): Bindings {
  // The symbols of the C library that Node itself is linked with, be it glibc or musl.
  const library = koffi.load(null)
  pin(library)
  const define = (definition: string) => library.func(definition)
  const libc: Libc = {
    socket: define('int socket(int, int, int)'),
    bind: define('int bind(int, void *, uint32_t)'),
    getsockname: define('int getsockname(int, void *, void *)'),
    setsockopt: define('int setsockopt(int, int, int, void *, uint32_t)'),
    getsockopt: define('int getsockopt(int, int, int, void *, void *)'),
    // ssize_t is a word of the machine; what these return fits a number.
    sendto: define('intptr_t sendto(int, void *, size_t, int, void *, uint32_t)'),
    recvfrom: define('intptr_t recvfrom(int, void *, size_t, int, void *, void *)'),
    open: define('int open(const char *, int)'),
    close: define('int close(int)'),
    setns: define('int setns(int, int)'),
    errno: () => koffi.errno(),
  }
  return { koffi, libc }
}
