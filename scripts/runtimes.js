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

/** The packages' word for a C library other than glibc. */
const libc = () => {
  const { header } = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (process.report.getReport())
  return header.glibcVersionRuntime ? '' : '-musl'
}

/** The program inside a platform's package, which is a dependency of `through` or of test/runtimes itself. */
function find(/** @type {string} */ path, /** @type {string | undefined} */ through = undefined) {
  try {
    const require = createRequire(join(root, 'test/runtimes/package.json'))
    const from = through === undefined ? require : createRequire(require.resolve(`${through}/package.json`))
    const [name] = /^(@[^/]+\/)?[^/]+/.exec(path) ?? ['']
    return join(from.resolve(`${name}/package.json`), '..', path.slice(name.length))
  } catch {
    return path
  }
}

const bun = `@oven/bun-linux-${arch === 'arm64' ? 'aarch64' : arch}${libc()}/bin/bun`
const deno = `@deno/linux-${arch}-glibc/deno`

/** Their programs are looked up when they are asked for: by then they may have been installed. @type {Runtime[]} */
export const runtimes = [
  { name: 'node', program: process.execPath, args: [] },
  {
    name: 'node-newest',
    get program() {
      return find(`node-linux-${arch}/bin/node`)
    },
    args: [],
  },
  {
    name: 'bun',
    get program() {
      return find(bun, 'bun')
    },
    args: ['--bun'],
  },
  {
    name: 'deno',
    get program() {
      return find(deno, 'deno')
    },
    args: ['run', '-A'],
  },
]

/** The oldest that the adapters take. vitest needs newer ones: it runs in Node then, and what the tests start runs in these. @type {Runtime[]} */
export const oldest = [
  {
    name: 'bun-oldest',
    get program() {
      return find(bun, 'bun-oldest')
    },
    args: ['--bun'],
  },
  {
    name: 'deno-oldest',
    get program() {
      return find(deno, 'deno-oldest')
    },
    args: ['run', '-A'],
  },
]

/** What runs in every runtime, as words for vitest. Of the comparisons with ip those that need each listing once. */
export const suite = [
  'test/client',
  'test/socket',
  ...['adapter', 'bulk', 'engine', 'netns', 'client-', 'parity', 'cli-monitor', 'cli-xdp', 'readme'].map(
    (name) => `test/kernel/${name}`,
  ),
]

/** What of it starts processes of the runtime. */
export const suiteOfOldest = suite.filter((path) => path.startsWith('test/kernel/'))

/** Words after a runtime's program that start vitest. */
export const vitest = (/** @type {Runtime} */ { args }) => [...args, 'node_modules/vitest/vitest.mjs', 'run']

/** Words after a runtime's program that run a file with what was built: Bun follows the `paths` of tsconfig.json to the sources, in some packages. */
export const builtArgs = (/** @type {Runtime} */ { name, args }) =>
  name.startsWith('bun') ? [...args, '--tsconfig-override=tsconfig.base.json'] : args

/** Where vitest reports on a runtime. */
export const reportOf = (/** @type {Runtime} */ { name }) => `build/vitest-${name}.json`

/** The version of a runtime, as it says itself. Throws when it cannot be started. */
export function versionOf(/** @type {Runtime} */ { name, program }) {
  const { error, status, stdout, stderr } = spawnSync(program, ['--version'], { encoding: 'utf8' })
  if (error) throw new Error(`${name} cannot be started: ${error.message}`)
  if (status !== 0) throw new Error(`${name} cannot be started: ${program} ended with ${status}: ${stderr}`)
  return /\d+\.\d+\.\d+/.exec(stdout)?.[0] ?? stdout.trim()
}
