// A network namespace with two links and a table of routes like the Internet's, for the benches.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { loadavg } from 'node:os'

/** @typedef {{ dst: string, gateway: string, oif: string, priority?: number }} Item */

/** Runs a command and returns its output; throws with its standard error. */
export function exec(/** @type {string} */ command, /** @type {string[]} */ words, /** @type {string} */ input = '') {
  const { status, stdout, stderr } = spawnSync(command, words, { input, maxBuffer: 1 << 30 })
  if (status !== 0) throw new Error(`${command} ${words.join(' ')}: ${stderr}`)
  return stdout
}

/** Makes a namespace with the links b0 and b1; it goes away with this process. */
export async function namespace() {
  const root = process.getuid?.() === 0
  const holder = spawn('unshare', [root ? '-n' : '-Urn', 'sh', '-c', 'echo ready; exec cat'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  await once(holder.stdout, 'data')
  const enter = ['-t', `${holder.pid}`, ...(root ? [] : ['-U', '--preserve-credentials']), '-n', '--']
  const inside = {
    pid: /** @type {number} */ (holder.pid),
    enter,
    exec: (/** @type {string} */ line, /** @type {string} */ input = '') =>
      exec('nsenter', [...enter, ...line.split(' ')], input),
    close: () => holder.stdin.end(),
  }
  inside.exec('ip link set lo up')
  for (const i of [0, 1]) {
    inside.exec(`ip link add b${i} type veth peer name c${i}`)
    inside.exec(`ip addr add 10.255.${i}.1/24 dev b${i}`)
    for (const link of [`b${i}`, `c${i}`]) inside.exec(`ip link set ${link} up`)
  }
  return inside
}

/** So many routes, always the same ones. */
export function routes(/** @type {number} */ count) {
  /** @type {Item[]} */
  const items = []
  for (let i = 0; i < count; i++) {
    const n = (11 << 16) + i
    const link = i % 3 === 0 ? 1 : 0
    const item = {
      dst: `${n >> 16}.${(n >> 8) & 255}.${n & 255}.0/24`,
      gateway: `10.255.${link}.${2 + (i % 7)}`,
      oif: `b${link}`,
    }
    items.push(i % 10 === 0 ? { ...item, priority: 100 } : item)
  }
  return items
}

/** The same as lines for ip(8). */
export const lines = (/** @type {Item[]} */ items, /** @type {string} */ verb) =>
  items
    .map(
      ({ dst, gateway, oif, priority }) =>
        `route ${verb} ${dst} proto static via ${gateway} dev ${oif}${priority === undefined ? '' : ` metric ${priority}`}\n`,
    )
    .join('')

/** Runs each of `work` so many times, in turn, and prints the medians and how many times longer each takes than the first. */
export async function compare(
  /** @type {string} */ title,
  /** @type {number} */ rounds,
  /** @type {Record<string, () => number | Promise<number>>} */ work,
  unit = 'ms',
) {
  const [load = 0] = loadavg()
  /** @type {Record<string, number[]>} */
  const times = {}
  for (let round = 0; round < rounds; round++)
    for (const [name, once] of Object.entries(work)) times[name] = [...(times[name] ?? []), await once()]
  console.log(
    `${title}; median of ${rounds} interleaved rounds, ${unit}; load ${load.toFixed(1)}, Node ${process.versions.node}`,
  )
  let first = 0
  for (const [name, all] of Object.entries(times)) {
    all.sort((a, b) => a - b)
    const median = all[all.length >> 1] ?? 0
    first ||= median
    const spread = `${all[0]?.toFixed(1)} to ${all.at(-1)?.toFixed(1)}`
    console.log(
      `  ${median.toFixed(1).padStart(9)}  x ${(median / first).toFixed(2).padStart(6)}  (${spread})  ${name}`,
    )
  }
}

/** `expected`, or an error: the contestants have to do the same work. */
export function same(/** @type {string} */ what, /** @type {unknown} */ got, /** @type {unknown} */ expected) {
  if (JSON.stringify(got) !== JSON.stringify(expected))
    throw new Error(`${what}: ${JSON.stringify(got)} instead of ${JSON.stringify(expected)}`)
}
