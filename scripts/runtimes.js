// The runtimes that the tests run in: the Node at hand, and those that the registry carries as packages of test/runtimes.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { root } from './lib.js'

/**
 * @typedef {object} Runtime
 * @property {string} name as the scripts and tests call it
 * @property {string} program
 * @property {string[]} args those that run a file come after them
 */

const { arch } = process
const musl = process.report && !(/** @type {any} */ (process.report.getReport()).header.glibcVersionRuntime)

/** The program inside a platform's package, which is a dependency of `through` or of test/runtimes itself. */
function find(/** @type {string} */ path, /** @type {string | undefined} */ through) {
  try {
    const require = createRequire(join(root, 'test/runtimes/package.json'))
    const from = through === undefined ? require : createRequire(require.resolve(`${through}/package.json`))
    const [name] = /^(@[^/]+\/)?[^/]+/.exec(path) ?? ['']
    return join(from.resolve(`${name}/package.json`), '..', path.slice(name.length))
  } catch {
    return path
  }
}

/** @type {Runtime[]} */
export const runtimes = [
  { name: 'node', program: process.execPath, args: [] },
  { name: 'node-newest', program: find(`node-linux-${arch}/bin/node`, undefined), args: [] },
  {
    name: 'bun',
    program: find(`@oven/bun-linux-${arch === 'arm64' ? 'aarch64' : arch}${musl ? '-musl' : ''}/bin/bun`, 'bun'),
    args: ['--bun'],
  },
  { name: 'deno', program: find(`@deno/linux-${arch}-glibc/deno`, 'deno'), args: ['run', '-A'] },
]

/** The version of a runtime, as it says itself. Throws when it cannot be started. */
export function versionOf(/** @type {Runtime} */ { name, program }) {
  const { error, status, stdout, stderr } = spawnSync(program, ['--version'], { encoding: 'utf8' })
  if (error) throw new Error(`${name} cannot be started: ${error.message}`)
  if (status !== 0) throw new Error(`${name} cannot be started: ${program} ended with ${status}: ${stderr}`)
  return /\d+\.\d+\.\d+/.exec(stdout)?.[0] ?? stdout.trim()
}
