// Network namespaces for the benches: nothing is measured in the machine's own.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'

/** Runs a command and returns its output; throws with its standard error. */
export function exec(/** @type {string} */ command, /** @type {readonly string[]} */ words, input = '') {
  const { status, stdout, stderr, error } = spawnSync(command, words, { input, maxBuffer: 1 << 30 })
  if (status !== 0) throw new Error(`${command} ${words.join(' ')}: ${error?.message ?? stderr}`)
  return stdout
}

/** The words that run a command in the network namespace of a process. */
export const enter = (/** @type {number} */ pid, /** @type {readonly string[]} */ words) => [
  'nsenter',
  '-t',
  `${pid}`,
  '-n',
  '--',
  ...words,
]

/** Runs a command there. */
export function execIn(/** @type {number} */ pid, /** @type {readonly string[]} */ words, input = '') {
  const [command = '', ...rest] = enter(pid, words)
  return exec(command, rest, input)
}

/** Makes a namespace in which ip(8) then carries out `lines`. It goes away when it is closed, and with this process. */
export async function namespace(/** @type {string} */ lines) {
  const holder = spawn('unshare', ['-n', 'sh', '-c', 'echo ready; exec cat'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  await once(holder.stdout, 'data')
  const pid = /** @type {number} */ (holder.pid)
  execIn(pid, ['ip', '-batch', '-'], lines)
  return { pid, close: () => holder.stdin.end() }
}
