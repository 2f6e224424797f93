import { SystemError, type Transport } from '@rtnl/client'
import type { Libc } from './libc.ts'
import type { Watch } from './watch.ts'

const AF_NETLINK = 16
const SOCK_RAW = 3
const SOCK_NONBLOCK = 0x800
const SOCK_CLOEXEC = 0x80000
const SOL_NETLINK = 270
const NETLINK_ADD_MEMBERSHIP = 1
const NETLINK_DROP_MEMBERSHIP = 2
const MSG_PEEK = 0x2
const MSG_TRUNC = 0x20
const EINTR = 4
const EAGAIN = 11

/** `struct sockaddr_nl` as words of the host's byte order: family, portid, groups. */
const ADDRESS_WORDS = 3
const ADDRESS_SIZE = 12

/** `nl_family` is a u16 with a u16 of padding behind it, so its word depends on the byte order. */
const FAMILY_WORD = new Uint32Array(new Uint16Array([AF_NETLINK, 0]).buffer)[0] ?? 0

/** `sockaddr_nl` of the kernel; for bind: of whatever portid the kernel chooses. */
const KERNEL = new Uint32Array([FAMILY_WORD, 0, 0])

/** Opens a netlink socket in the thread's namespace and binds it. Returns the descriptor and the portid that the kernel chose. */
export function openSocket(libc: Libc, protocol: number): { fd: number; portid: number } {
  const fd = libc.socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, protocol)
  if (fd < 0) throw new SystemError('socket', libc.errno())
  try {
    if (libc.bind(fd, KERNEL, ADDRESS_SIZE) < 0) throw new SystemError('bind', libc.errno())
    const address = new Uint32Array(ADDRESS_WORDS)
    if (libc.getsockname(fd, address, new Uint32Array([ADDRESS_SIZE])) < 0)
      throw new SystemError('getsockname', libc.errno())
    return { fd, portid: address[1] ?? 0 }
  } catch (error) {
    libc.close(fd)
    throw error
  }
}

/** A netlink socket over libc's functions. */
export class NetlinkSocket implements Transport {
  readonly portid: number
  readonly netns: string | undefined
  readonly sendAsync?: (bytes: Uint8Array) => Promise<void>
  sender = 0
  readonly #libc: Libc
  readonly #watch: Watch
  readonly #namespace: number | undefined
  #fd: number
  /** Another thread sends. */
  #lent = false
  readonly #from = new Uint32Array(ADDRESS_WORDS)
  readonly #size = new Uint32Array(1)

  /** `namespace` is the descriptor of the socket's namespace where that is not the thread's own. The socket closes it. */
  constructor(libc: Libc, watch: Watch, { fd, portid }: { fd: number; portid: number }, namespace?: number) {
    this.#libc = libc
    this.#watch = watch
    this.#fd = fd
    this.portid = portid
    this.#namespace = namespace
    this.netns = namespace === undefined ? undefined : `/proc/self/fd/${namespace}`
    const { sendtoAsync } = libc
    if (sendtoAsync !== undefined) this.sendAsync = (bytes) => this.#sendAsync(sendtoAsync, bytes)
  }

  send(bytes: Uint8Array): void {
    while (this.#libc.sendto(this.#fd, bytes, bytes.length, 0, KERNEL, ADDRESS_SIZE) < 0) {
      const errno = this.#libc.errno()
      if (errno !== EINTR) throw new SystemError('sendto', errno)
    }
  }

  async #sendAsync(sendto: NonNullable<Libc['sendtoAsync']>, bytes: Uint8Array): Promise<void> {
    const fd = this.#fd
    if (fd < 0) return this.send(bytes)
    this.#lent = true
    try {
      if ((await sendto(fd, bytes, bytes.length, 0, KERNEL, ADDRESS_SIZE)) >= 0) return
    } finally {
      this.#lent = false
      if (this.#fd < 0) this.#release(fd)
    }
    // Nothing was sent, and the reason stays on that thread: this one hears it too.
    if (this.#fd >= 0) this.send(bytes)
  }

  receive(into: Uint8Array, peek = false): number {
    const flags = peek ? MSG_TRUNC | MSG_PEEK : MSG_TRUNC
    for (;;) {
      this.#size[0] = ADDRESS_SIZE
      const length = this.#libc.recvfrom(this.#fd, into, into.length, flags, this.#from, this.#size)
      if (length >= 0) {
        this.sender = this.#from[1] ?? 0
        return length
      }
      const errno = this.#libc.errno()
      if (errno === EAGAIN) return -1
      if (errno !== EINTR) throw new SystemError('recvfrom', errno)
    }
  }

  async readable(): Promise<void> {
    if (this.#fd >= 0) await this.#watch.wait()
  }

  wake(): void {
    this.#watch.wake()
  }

  join(group: number): void {
    this.setOption(SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, group)
  }

  leave(group: number): void {
    this.setOption(SOL_NETLINK, NETLINK_DROP_MEMBERSHIP, group)
  }

  setOption(level: number, name: number, value: number): void {
    if (this.#libc.setsockopt(this.#fd, level, name, new Int32Array([value]), 4) < 0)
      throw new SystemError('setsockopt', this.#libc.errno())
  }

  getOption(level: number, name: number): number {
    const value = new Int32Array(1)
    if (this.#libc.getsockopt(this.#fd, level, name, value, new Uint32Array([4])) < 0)
      throw new SystemError('getsockopt', this.#libc.errno())
    return value[0] ?? 0
  }

  close(): void {
    const fd = this.#fd
    if (fd < 0) return
    this.#watch.close()
    this.#fd = -1
    // While another thread sends, the number must not become another file's.
    if (!this.#lent) this.#release(fd)
  }

  #release(fd: number): void {
    this.#libc.close(fd)
    if (this.#namespace !== undefined) this.#libc.close(this.#namespace)
  }
}
