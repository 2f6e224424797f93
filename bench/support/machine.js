// On what a run was made.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'
import { join } from 'node:path'
import { root } from '../../scripts/lib.js'

/** The first line of what a program says, or that it is absent. */
function line(/** @type {string} */ program, /** @type {readonly string[]} */ args) {
  const { status, stdout } = spawnSync(program, args, { cwd: root, encoding: 'utf8' })
  return status === 0 ? (stdout.trim().split('\n')[0] ?? '') : 'absent'
}

const debian = (/** @type {string} */ name) => line('dpkg-query', ['-W', '-f', `\${Version}`, name])

function npmNetlink() {
  try {
    return JSON.parse(readFileSync(join(root, 'build/peers/npm/node_modules/netlink/package.json'), 'utf8')).version
  } catch {
    return 'absent'
  }
}

/** The machine. */
export const machine = () => ({
  processor: `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}`,
  memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
  kernel: release(),
})

/** What is compared. @param {import('./bench.js').Bench} bench */
export const versions = (bench) => ({
  ...Object.fromEntries(bench.runtimes.map(({ name, version }) => [name, version || 'absent'])),
  compiler: line('cc', ['--version']),
  libmnl: debian('libmnl-dev'),
  libnl: debian('libnl-route-3-dev'),
  iproute2: line('ip', ['-V']).replace(/^ip utility, /, ''),
  'npm netlink': npmNetlink(),
  pyroute2: debian('python3-pyroute2'),
})

/** The commit at hand; with a + where files differ from it. */
export function commit() {
  const changed = spawnSync('git', ['status', '--porcelain', '--untracked-files=no'], {
    cwd: root,
    encoding: 'utf8',
  }).stdout
  return `${line('git', ['rev-parse', '--short', 'HEAD'])}${changed ? '+' : ''}`
}
