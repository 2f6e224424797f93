import { SystemError } from '@rtnl/client'
import { cString, type Libc } from './libc.ts'

/** `__NR_bpf`, by the words of `process.arch`. */
const NR_BPF: Readonly<Record<string, number>> = {
  arm: 386,
  arm64: 280,
  ia32: 357,
  loong64: 280,
  ppc64: 361,
  riscv64: 280,
  s390x: 351,
  x64: 321,
}

const BPF_OBJ_GET = 7
const BPF_PROG_GET_FD_BY_ID = 13
const BPF_OBJ_GET_INFO_BY_FD = 15
const ENOSYS = 38

/** So much of `struct bpf_prog_info` is asked for: up to `btf_id`. A kernel that knows less writes less. */
const INFO_SIZE = 136

/** What is known of a program that was loaded into the kernel: of `struct bpf_prog_info`. */
export interface BpfProgram {
  /** At most 15 bytes; empty for one without a name. */
  readonly name: string
  /** A hash of its instructions, 16 hexadecimal digits. */
  readonly tag: string
  /** It was compiled to machine code; false also where the caller may not know. */
  readonly jited: boolean
  /** Nanoseconds since the system's start; 0 from a kernel that does not say. */
  readonly loadTime: bigint
  readonly createdByUid: number
  /** Id of its type information; 0 for none. */
  readonly btfId: number
}

/** What a link has to do with bpf(2). */
export interface Bpf {
  /** A loaded program by its id; undefined where the caller may not see it (it takes `CAP_SYS_ADMIN`), or it is gone. */
  program(id: number): Promise<BpfProgram | undefined>
  /** Opens what is pinned in a bpf file system. Rejects with `SystemError`. */
  openPinned(path: string): Promise<{ readonly fd: number; close(): void }>
}

/** bpf(2) over what `load` returns; `arch` as in `process.arch`. */
export function bpfOver(load: () => Promise<{ libc: Libc; arch: string }>): Bpf {
  return {
    async program(id) {
      const { libc, arch } = await load()
      const fd = bpf(libc, arch, BPF_PROG_GET_FD_BY_ID, new Uint32Array([id, 0, 0]))
      if (fd < 0) return undefined
      try {
        // With a buffer of its own it does not move: the kernel is told where it is.
        const info = new Uint8Array(new ArrayBuffer(INFO_SIZE))
        const attributes = new Uint32Array([fd, INFO_SIZE, ...addressOf(libc, info)])
        return bpf(libc, arch, BPF_OBJ_GET_INFO_BY_FD, attributes) < 0 ? undefined : readInfo(info)
      } finally {
        libc.close(fd)
      }
    },
    async openPinned(path) {
      const { libc, arch } = await load()
      const name = cString(path)
      const text = new Uint8Array(new ArrayBuffer(name.length))
      text.set(name)
      const fd = bpf(libc, arch, BPF_OBJ_GET, new Uint32Array([...addressOf(libc, text), 0, 0]))
      if (fd < 0) throw new SystemError(`open ${path}`, arch in NR_BPF ? libc.errno() : ENOSYS)
      return { fd, close: () => void libc.close(fd) }
    },
  }
}

function bpf(libc: Libc, arch: string, command: number, attributes: Uint32Array): number {
  const number = NR_BPF[arch]
  return number === undefined
    ? -1
    : libc.syscall(number, command, new Uint8Array(attributes.buffer), attributes.length * 4)
}

/** An address as the kernel takes it, in two words of the host's order. */
function addressOf(libc: Libc, bytes: Uint8Array): Uint32Array {
  return new Uint32Array(new BigUint64Array([BigInt(libc.memmove(bytes, bytes, 0))]).buffer)
}

/** Reads `struct bpf_prog_info`. */
function readInfo(info: Uint8Array): BpfProgram {
  const word = (offset: number) => new Uint32Array(info.buffer, offset, 1)[0] ?? 0
  const name = info.subarray(64, 80)
  const end = name.indexOf(0)
  return {
    name: new TextDecoder().decode(end < 0 ? name : name.subarray(0, end)),
    tag: Array.from(info.subarray(8, 16), (byte) => byte.toString(16).padStart(2, '0')).join(''),
    jited: word(16) > 0,
    loadTime: new BigUint64Array(info.buffer, 40, 1)[0] ?? 0n,
    createdByUid: word(48),
    btfId: word(128),
  }
}
