/**
 * A throw-away network namespace for a test.
 *
 * A holder process keeps it alive and ends when its standard input closes, so the namespace goes away with the test process
 * even when that is killed. The holder also has a mount namespace of its own: `ip netns add` and names added to iproute2's
 * tables stay inside.
 */

import { type ChildProcess, type SpawnSyncOptions, spawn, spawnSync } from 'node:child_process'
import { inGuest, patience } from '../guest.ts'
import { RTNL, STARTED } from '../runtime.ts'
import { Resident } from './resident.ts'

/** What a command left behind. */
export interface Result {
  status: number
  stdout: string
  stderr: string
}

export interface RunOptions {
  /** Text for the command's standard input. */
  input?: string
  env?: Record<string, string>
  /** Milliseconds; 20,000 when absent. Ten times that in a guest. */
  timeout?: number
}

export interface Namespace {
  /** The holder: `open({ netns: pid })` and `ip link set ... netns PID` go there. */
  readonly pid: number
  /** Runs a command inside, whatever its exit code. Throws when it could not be started or did not end in time. */
  try(command: string, args: readonly string[], options?: RunOptions): Result
  /** Runs a command inside and returns its standard output; throws with its standard error when it fails. */
  run(command: string, args: readonly string[], options?: RunOptions): string
  /** `run` of a line in which words are divided by blanks: `exec('ip link set lo up')`. */
  exec(line: string): string
  /** Lines for `ip -batch`. A line that begins with `?` may be refused by the kernel; any other refusal throws. Returns the refused lines. */
  batch(lines: readonly string[], tool?: 'ip' | 'ip -6' | 'bridge'): string[]
  /** Starts a command inside and leaves it running; it is killed when the namespace closes. */
  start(command: string, args: readonly string[]): ChildProcess
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

export { RTNL }

export interface NamespaceOptions {
  /** Files to add under `/etc/iproute2`, as only the namespace sees it: `{ 'rt_tables.d/test.conf': '77 blue\n' }`. */
  names?: Record<string, string>
  /** Beside this one, in its user namespace, so that links can be moved from one to the other. Absent: on its own. */
  beside?: Namespace
}

const SETUP = `
mount -t tmpfs rtnl-test /run || exit 1
if [ -d /etc/iproute2 ]; then
  cp -r /etc/iproute2 /run/iproute2 && mount --bind /run/iproute2 /etc/iproute2 || exit 1
fi
echo ready
exec cat
`

/** Makes a network namespace: as root with `unshare -n`, otherwise in a user namespace of its own. */
export async function createNamespace(options: NamespaceOptions = {}): Promise<Namespace> {
  const root = process.getuid?.() === 0
  const enterAt = (pid: number) => ['-t', `${pid}`, ...(root ? [] : ['-U', '--preserve-credentials']), '-n', '-m']
  const { beside } = options
  const [command, ...words] = beside
    ? ['nsenter', ...enterAt(beside.pid), '--', 'unshare', '-nm', 'sh', '-c', SETUP]
    : ['unshare', root ? '-nm' : '-Urnm', 'sh', '-c', SETUP]
  const holder = spawn(command, words, { stdio: ['pipe', 'pipe', 'pipe'] })
  await ready(holder)
  const pid = holder.pid as number
  const enter = enterAt(pid)
  const started = new Set<ChildProcess>()
  let resident: Resident | undefined

  const namespace: Namespace = {
    pid,
    try(command, args, options) {
      if (inGuest && STARTED === 'node' && command === RTNL && options === undefined) {
        resident ??= new Resident(namespace.start)
        return resident.run(args)
      }
      const { input, env, timeout = 20_000 } = options ?? {}
      const spawning: SpawnSyncOptions = {
        input: input ?? '',
        env: { ...process.env, LC_ALL: 'C', ...env },
        timeout: timeout * patience,
        maxBuffer: 1 << 28,
        killSignal: 'SIGKILL',
      }
      const done = spawnSync('nsenter', [...enter, '--', command, ...args], spawning)
      if (done.error) throw new Error(`${command} ${args.join(' ')}: ${done.error.message}`)
      return { status: done.status ?? 128, stdout: `${done.stdout}`, stderr: `${done.stderr}` }
    },
    run(command, args, options) {
      const { status, stdout, stderr } = namespace.try(command, args, options)
      if (status !== 0) throw new Error(`${command} ${args.join(' ')}: exit ${status}: ${stderr.trim()}`)
      return stdout
    },
    exec(line) {
      const [command = '', ...args] = line.trim().split(/\s+/)
      return namespace.run(command, args)
    },
    batch(lines, tool = 'ip') {
      const input = `${lines.map((line) => line.replace(/^\?\s*/, '')).join('\n')}\n`
      const [command = '', ...family] = tool.split(' ')
      const { status, stderr } = namespace.try(command, [...family, '-force', '-batch', '-'], { input })
      // A line it does not understand ends the whole batch with another code.
      if (status > 1) throw new Error(`${tool} -batch: exit ${status}: ${stderr}`)
      const refused = [...stderr.matchAll(/Command failed -:(\d+)/g)].map((match) => lines[Number(match[1]) - 1] ?? '')
      const wrong = refused.filter((line) => !line.startsWith('?'))
      if (wrong.length > 0) throw new Error(`${tool} refused:\n  ${wrong.join('\n  ')}\n${stderr}`)
      return refused
    },
    start(command, args) {
      const child = spawn('nsenter', [...enter, '--', command, ...args], { stdio: ['pipe', 'pipe', 'pipe'] })
      started.add(child)
      child.once('exit', () => started.delete(child))
      return child
    },
    async close() {
      resident?.close()
      resident = undefined
      for (const child of started) child.kill('SIGKILL')
      if (holder.exitCode !== null || holder.signalCode !== null) return
      const gone = new Promise((resolve) => holder.once('exit', resolve))
      holder.stdin?.end()
      await gone
    },
    [Symbol.asyncDispose]: () => namespace.close(),
  }

  for (const [file, text] of Object.entries(options.names ?? {})) {
    const path = `/etc/iproute2/${file}`
    namespace.run('sh', ['-c', 'mkdir -p "$(dirname "$1")" && cat >> "$1"', 'sh', path], { input: text })
  }
  return namespace
}

/** Resolves when the holder is inside its namespaces. */
function ready(holder: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let complaint = ''
    holder.stderr?.on('data', (chunk) => {
      complaint += chunk
    })
    holder.stdout?.once('data', () => resolve())
    holder.once('error', reject)
    holder.once('exit', (code) => reject(new Error(`no network namespace (exit ${code}): ${complaint.trim()}`)))
  })
}
