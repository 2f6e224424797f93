/** Programs of BPF that tools name by the file they are pinned to. */

import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** Where they are pinned. */
export const PINNED = '/run/bpf'

/** `EPERM` for an ordinary user, who may load none and see none: rtnl says then what ip says. */
export const loads: number = process.getuid?.() === 0 ? 0 : 1

/** Those of routes: the type of each, by the name of its file. */
const ROUTES = { in: 'lwt_in', out: 'lwt_out', xmit: 'lwt_xmit', end: 'lwt_seg6local' }

/** Compiles the program that loads programs. Returns what it is called with: `TYPE NAME FILE`. */
function compiled(): string {
  const folder = path('../../../build/bpf')
  mkdirSync(folder, { recursive: true })
  execFileSync('cc', ['-o', `${folder}/load`, path('load.c')])
  return `${folder}/load`
}

/** Runs a command and returns its exit code. */
type Run = (command: string, args: readonly string[]) => number | null

/** Makes the file system that programs are pinned in. Returns what loads one: the errno. */
export function bpfIn(run: Run): (type: string, name: string, file?: string) => number | null {
  const load = compiled()
  if (run('mkdir', ['-p', PINNED]) !== 0) throw new Error(`mkdir ${PINNED}`)
  if ((run('mount', ['-t', 'bpf', 'bpf', PINNED]) === 0) !== (loads === 0))
    throw new Error(`mount -t bpf: not as expected`)
  return (type, name, file = name) => run(load, [type, name, `${PINNED}/${file}`])
}

/** A program of each type that a route can have, under the names of {@link ROUTES}. */
export function loadForRoutes(run: Run): void {
  const load = bpfIn(run)
  for (const [name, type] of Object.entries(ROUTES))
    if (load(type, name) !== loads) throw new Error(`${type}: not loaded as expected`)
}
