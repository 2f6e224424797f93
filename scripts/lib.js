import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The top of the workspace. */
export const root = fileURLToPath(new URL('..', import.meta.url))

/** The folders of the packages, each after those that it imports. */
export const packages = [
  'packages/codec',
  'packages/families',
  'packages/client',
  'packages/socket',
  'packages/capture',
  'packages/cli',
  'adapters/node',
  'adapters/bun',
  'adapters/deno',
  'packages/rtnl',
]

/** Ends the process with a message and no stack: what went wrong lies outside this script. */
export function fail(/** @type {string} */ message) {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

/**
 * Runs a program at the top of the workspace and returns its exit code. A program of node_modules/.bin goes by its bare name.
 * @param {string} program
 * @param {string[]} args
 * @param {{ quiet?: boolean, env?: Record<string, string> }} [options] `quiet`: its output is shown only if it fails
 */
export function run(program, args, { quiet = false, env = {} } = {}) {
  const local = join(root, 'node_modules/.bin', program)
  const result = spawnSync(existsSync(local) ? local : program, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  if (result.error) fail(`${program}: ${result.error.message}`)
  const code = result.status ?? 1
  if (quiet && code !== 0) process.stderr.write(result.stdout + result.stderr)
  return code
}

/**
 * The files below a folder, sorted, relative to the top; a file is its own only member.
 * @param {string} path
 * @returns {string[]}
 */
export function filesBelow(path) {
  if (!existsSync(join(root, path))) return []
  try {
    return readdirSync(join(root, path), { withFileTypes: true })
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((entry) => (entry.isDirectory() ? filesBelow(`${path}/${entry.name}`) : [`${path}/${entry.name}`]))
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOTDIR') return [path]
    throw error
  }
}

/**
 * One hash over the names and contents of files.
 * @param {string[]} files
 */
export function hashOf(files) {
  const hash = createHash('sha256').update(process.version)
  for (const file of files) hash.update(`\0${file}\0`).update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

/**
 * Does `work` unless `outputs` stand and `stamp` says that they were made from the same inputs.
 * @param {string} stamp file that keeps the hash
 * @param {string} hash
 * @param {string[]} outputs
 * @param {() => void} work
 */
export function unlessDone(stamp, hash, outputs, work) {
  const path = join(root, stamp)
  const done = existsSync(path) && readFileSync(path, 'utf8') === hash
  if (done && outputs.every((output) => existsSync(join(root, output)))) return
  work()
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, hash)
}

/**
 * Writes what a command found into a file, between the two marks of the command.
 * @param {string} path relative to the top
 * @param {string} command
 * @param {string} text
 */
export function writeBetween(path, command, text) {
  const [begin, end] = [`<!-- ${command}: begin -->`, `<!-- ${command}: end -->`]
  const before = readFileSync(join(root, path), 'utf8')
  const [from, to] = [before.indexOf(begin), before.indexOf(end)]
  if (from < 0 || to < from) fail(`${path} has no ${begin} before its ${end}`)
  writeFileSync(join(root, path), `${before.slice(0, from)}${begin}\n${text}\n${before.slice(to)}`)
}
