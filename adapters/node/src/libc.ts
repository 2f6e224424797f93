import { UnsupportedError } from '@rtnl/client'
import { type CType, type Libc, mustBeLinux, type Signature, SOCKET_FUNCTIONS } from '@rtnl/socket'
import { pin } from './pin.ts'

/** koffi's module. */
export type Koffi = typeof import('koffi')

export interface Bindings {
  koffi: Koffi
  libc: Libc
}

/** koffi's names; it knows no `ssize_t`, which is a word of the machine. What such functions return here fits a number. */
const TYPES: Record<CType, string> = {
  int: 'int',
  u32: 'uint32_t',
  size: 'size_t',
  ssize: 'intptr_t',
  bytes: 'void *',
}

let bindings: Bindings | undefined

/** Loads koffi and libc, once. Throws {@link UnsupportedError} that says what is missing. */
export async function loadBindings(): Promise<Bindings> {
  bindings ??= bind(await loadKoffi())
  return bindings
}

async function loadKoffi(): Promise<Koffi> {
  mustBeLinux(process.platform)
  try {
    const module = await import('koffi')
    return module.default as unknown as Koffi
  } catch (cause) {
    throw new UnsupportedError(
      `@rtnl/node calls libc through koffi, which could not be loaded for ${process.platform}-${process.arch}. ` +
        'It is an optional dependency, as Bun and Deno have no use for it: install again without --omit=optional',
      { cause },
    )
  }
}

function bind(koffi: Koffi): Bindings {
  // The symbols of the C library that Node itself is linked with, be it glibc or musl.
  const library = koffi.load(null)
  pin(library)
  const define = ([name, [args, result]]: [string, Signature]) => [
    name,
    library.func(
      name,
      TYPES[result],
      args.map((type) => TYPES[type]),
    ),
  ]
  const functions = Object.fromEntries(Object.entries(SOCKET_FUNCTIONS).map(define)) as Omit<Libc, 'errno'>
  return { koffi, libc: { ...functions, errno: () => koffi.errno() } }
}
