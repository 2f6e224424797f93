// Where the vectors of test/families/vectors/guest come from.
import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from '../lib.js'

/** The test that leaves them in the shared folder. */
export const recorder = 'test/vm/requests.test.ts'

/** Puts what it left in the guests of these kernels in place of the vectors that are there, and writes SUPPORT.md. */
export function take(/** @type {string[]} */ generations) {
  for (const generation of generations) {
    const from = join(root, 'build/vm', generation, 'wire')
    const to = join(root, 'test/families/vectors/guest', generation)
    rmSync(to, { recursive: true, force: true })
    mkdirSync(to, { recursive: true })
    for (const name of readdirSync(from).filter((file) => file.endsWith('.json')))
      copyFileSync(join(from, name), join(to, name))
  }
  if (run('npm', ['run', '--silent', 'support']) !== 0) process.exitCode = 1
}
