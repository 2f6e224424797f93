import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { patience } from '../guest.ts'
import { PROGRAM, SOURCES } from '../runtime.ts'
import type { Namespace } from './namespace.ts'

const path = (name: string) => fileURLToPath(new URL(`./bodies/${name}`, import.meta.url))

/** How a body went. */
export interface Outcome {
  /** What it returned, through JSON. */
  result: unknown
  /** Milliseconds from its result until the process had ended, which it must do by itself. */
  ending: number
}

/** Starts the function `name` of `bodies/MODULE.ts` in a process of its own inside the namespace. */
export function startInside(namespace: Namespace, module: string, name: string): ChildProcess {
  const child = namespace.start(PROGRAM, [...SOURCES, path('run.js'), module, name])
  child.stdin?.end()
  return child
}

/**
 * Runs the function `name` of `bodies/MODULE.ts` in a process of its own inside the namespace. Throws with its standard error if it failed, or
 * did not end within `timeout` milliseconds, ten times that in a guest.
 */
export async function inside(
  namespace: Namespace,
  module: string,
  name: string,
  { timeout = 25_000 } = {},
): Promise<Outcome> {
  const child = startInside(namespace, module, name)
  let stdout = ''
  let stderr = ''
  let answered = 0
  child.stdout?.on('data', (chunk) => {
    stdout += chunk
    answered = performance.now()
  })
  child.stderr?.on('data', (chunk) => {
    stderr += chunk
  })
  const timer = setTimeout(() => child.kill('SIGKILL'), timeout * patience)
  const [code, signal] = await once(child, 'close')
  clearTimeout(timer)
  const line = stdout.trim().split('\n').at(-1) ?? ''
  if (signal === 'SIGKILL')
    throw new Error(`${name} did not end within ${timeout * patience} ms. It said: ${stdout}${stderr}`)
  if (code !== 0) throw new Error(`${name}: exit ${code}: ${stderr}`)
  return { result: JSON.parse(line), ending: performance.now() - answered }
}
