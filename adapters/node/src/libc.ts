import { type CType, type Libc, mustBeLinux, type Signature, SOCKET_FUNCTIONS } from '@rtnl/socket'
import { type Koffi, loadKoffi } from './koffi.ts'

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

/** Loads koffi and libc, once. Rejects with `UnsupportedError` that says what is missing. */
export async function loadBindings(): Promise<Bindings> {
  if (bindings !== undefined) return bindings
  mustBeLinux(process.platform)
  const koffi = await loadKoffi()
  bindings ??= bind(koffi)
  return bindings
}

function bind(koffi: Koffi): Bindings {
  // The symbols of the C library that Node itself is linked with, be it glibc or musl.
  const library = koffi.load(null)
  const define = ([name, [args, result]]: [string, Signature]) => [
    name,
    library.func(
      name,
      TYPES[result],
      args.map((type) => TYPES[type]),
    ),
  ]
  const functions = Object.fromEntries(Object.entries(SOCKET_FUNCTIONS).map(define)) as Omit<Libc, 'errno'>
  const { async: sendto } = functions.sendto as unknown as { async: (...args: unknown[]) => void }
  const sendtoAsync: Libc['sendtoAsync'] = (...args) =>
    new Promise((resolve, reject) => {
      sendto(...args, (error: unknown, sent: number) => (error ? reject(error) : resolve(sent)))
    })
  return { koffi, libc: { ...functions, sendtoAsync, errno: () => koffi.errno() } }
}
