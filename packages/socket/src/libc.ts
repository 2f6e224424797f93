/** The functions of libc that a netlink socket takes. Each returns -1 on failure, with the reason in `errno()` until the next call. */
export interface Libc {
  socket(domain: number, type: number, protocol: number): number
  bind(fd: number, address: Uint32Array, length: number): number
  getsockname(fd: number, address: Uint32Array, length: Uint32Array): number
  setsockopt(fd: number, level: number, name: number, value: Int32Array, length: number): number
  getsockopt(fd: number, level: number, name: number, value: Int32Array, length: Uint32Array): number
  sendto(fd: number, bytes: Uint8Array, length: number, flags: number, address: Uint32Array, size: number): number
  /** The same on another thread, whose errno stays there. Absent where the runtime has no such calls. */
  sendtoAsync?(...args: Parameters<Libc['sendto']>): Promise<number>
  recvfrom(fd: number, into: Uint8Array, length: number, flags: number, from: Uint32Array, size: Uint32Array): number
  open(path: Uint8Array, flags: number): number
  close(fd: number): number
  setns(fd: number, type: number): number
  /** Any system call, by its number: that of bpf(2) has three arguments. */
  syscall(number: number, command: number, attributes: Uint8Array, size: number): number
  /** Returns `to`'s address, by which alone a system call can be told of memory that it finds through other memory. */
  memmove(to: Uint8Array, from: Uint8Array, length: number): number
  /** Why the last call failed, a positive number. */
  errno(): number
}

/** What {@link Epoll} takes besides. `epoll_wait` is called where it may block, not here. */
export interface EpollLibc {
  epoll_create1(flags: number): number
  epoll_ctl(epoll: number, operation: number, fd: number, event: Uint8Array): number
  eventfd(count: number, flags: number): number
  read(fd: number, into: Uint8Array, length: number): number
  write(fd: number, bytes: Uint8Array, length: number): number
  close(fd: number): number
  errno(): number
}

/**
 * Types of arguments and results, as each runtime's foreign function interface knows them by some name: `int`, `uint32_t`, `size_t`, `ssize_t`
 * and a pointer to bytes of the caller.
 */
export type CType = 'int' | 'u32' | 'size' | 'ssize' | 'bytes'

/** A function of libc: its arguments and its result. */
export type Signature = readonly [args: readonly CType[], result: CType]

/** The functions of {@link Libc}. */
export const SOCKET_FUNCTIONS = {
  socket: [['int', 'int', 'int'], 'int'],
  bind: [['int', 'bytes', 'u32'], 'int'],
  getsockname: [['int', 'bytes', 'bytes'], 'int'],
  setsockopt: [['int', 'int', 'int', 'bytes', 'u32'], 'int'],
  getsockopt: [['int', 'int', 'int', 'bytes', 'bytes'], 'int'],
  sendto: [['int', 'bytes', 'size', 'int', 'bytes', 'u32'], 'ssize'],
  recvfrom: [['int', 'bytes', 'size', 'int', 'bytes', 'bytes'], 'ssize'],
  open: [['bytes', 'int'], 'int'],
  close: [['int'], 'int'],
  setns: [['int', 'int'], 'int'],
  // Variadic in C; wherever Linux runs, words of integers go the same way in both kinds of call.
  syscall: [['size', 'int', 'bytes', 'u32'], 'ssize'],
  memmove: [['bytes', 'bytes', 'size'], 'ssize'],
} as const satisfies Record<Exclude<keyof Libc, 'errno' | 'sendtoAsync'>, Signature>

/** The functions of {@link EpollLibc}. */
export const EPOLL_FUNCTIONS = {
  epoll_create1: [['int'], 'int'],
  epoll_ctl: [['int', 'int', 'int', 'bytes'], 'int'],
  eventfd: [['u32', 'int'], 'int'],
  read: [['int', 'bytes', 'size'], 'ssize'],
  write: [['int', 'bytes', 'size'], 'ssize'],
} as const satisfies Record<Exclude<keyof EpollLibc, 'errno' | 'close'>, Signature>

/** Where a C library may be found by the dynamic loader: glibc's, then musl's. `arch` as in `process.arch`. */
export function libcFiles(arch: string): string[] {
  const musl = { x64: 'x86_64', arm64: 'aarch64' }[arch] ?? arch
  return ['libc.so.6', `libc.musl-${musl}.so.1`]
}

/** A text as C takes it. */
export const cString = (text: string): Uint8Array => new TextEncoder().encode(`${text}\0`)
