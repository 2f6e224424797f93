import { UnsupportedError } from '@rtnl/client'

/** koffi's module, so much of it as is used here. */
export type Koffi = Pick<typeof import('koffi'), 'load' | 'errno' | 'node'>

const RTLD_LAZY = 1
const RTLD_NODELETE = 0x1000

/** Where an executable names the program that loads it, ELF's `PT_INTERP`: among the first bytes, wherever Node is built. */
const ELF_HEAD = 1024

/** Loads koffi. Rejects with {@link UnsupportedError} that says what is missing. */
export async function loadKoffi(): Promise<Koffi> {
  const binary = loadBinary()
  if (binary !== undefined) return binary
  try {
    const module = await import('koffi')
    await pin(module.default)
    return module.default
  } catch (cause) {
    throw new UnsupportedError(
      `@rtnl/node calls libc through koffi, which could not be loaded for ${process.platform}-${process.arch}. ` +
        'It is an optional dependency, as Bun and Deno have no use for it: install again without --omit=optional',
      { cause },
    )
  }
}

/**
 * koffi's binary by itself, from where koffi's own loader would take it after 6 ms: half of all the time that a program of one query takes. Undefined where
 * things are not as usual: bundled, another C library than glibc, another processor. Then koffi's loader has its way.
 */
function loadBinary(): Koffi | undefined {
  const { arch, execPath } = process
  // Not imported: as a module of ECMAScript `node:fs` brings all of Node's streams along.
  const fs = process.getBuiltinModule?.('node:fs')
  if (fs === undefined || (arch !== 'x64' && arch !== 'arm64')) return undefined
  try {
    if (!headOf(fs, execPath).includes('/ld-linux-')) return undefined
    const file = new URL(`../@koromix/koffi-linux-${arch}/linux_${arch}/koffi.node`, import.meta.resolve('koffi'))
    const module: { exports: Partial<Koffi> } = { exports: {} }
    process.dlopen(module, decodeURIComponent(file.pathname), RTLD_LAZY | RTLD_NODELETE)
    return module.exports.load === undefined ? undefined : (module.exports as Koffi)
  } catch {
    return undefined
  }
}

function headOf(fs: typeof import('node:fs'), path: string): string {
  const fd = fs.openSync(path, 'r')
  try {
    const bytes = Buffer.alloc(ELF_HEAD)
    return bytes.toString('latin1', 0, fs.readSync(fd, bytes, 0, ELF_HEAD, 0))
  } finally {
    fs.closeSync(fd)
  }
}

/**
 * Keeps koffi's binary in memory for good, in a worker. Node unloads it with the last thread that uses it, and only after that calls
 * what koffi left to be called when a watch on a socket was closed: the process would crash.
 */
async function pin(koffi: Koffi): Promise<void> {
  const { isMainThread } = await import('node:worker_threads')
  if (isMainThread) return
  const { readFileSync } = await import('node:fs')
  const path = /\/.*koffi\.node$/m.exec(readFileSync('/proc/self/maps', 'utf8'))?.[0]
  const dlopen = koffi.load(null).func('dlopen', 'void *', ['str', 'int'])
  if (path !== undefined) dlopen(path, RTLD_LAZY | RTLD_NODELETE)
}
