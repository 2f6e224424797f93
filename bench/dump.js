// A live dump of a million routes to objects, against `ip -j route` and JSON.parse: time, the longest that the event loop stood still, and memory.
import { spawn } from 'node:child_process'
import { open } from 'rtnl'
import { compare, exec, namespace, routes, same } from './support/namespace.js'

const COUNT = Number(process.env.ROUTES ?? 1_000_000)
const [mode, pid] = process.argv.slice(2)

/** Each runs in a process of its own, so that its memory is its own. */
if (mode === 'ours') {
  const net = await open({ netns: Number(pid) })
  // Warm: 10,000 of them, then what is asked for.
  let warm = 0
  for await (const { dst } of net.route.dump({ family: 'inet' })) if (dst === undefined || ++warm === 10_000) break
  const before = process.memoryUsage.rss()
  let peak = before
  let stall = 0
  let turn = performance.now()
  const watch = () => {
    const now = performance.now()
    stall = Math.max(stall, now - turn)
    turn = now
    if (begin > 0) setImmediate(watch)
  }
  let begin = turn
  setImmediate(watch)
  let found = 0
  let sum = 0
  for await (const { protocol, dstLen, priority = 0 } of net.route.dump({ family: 'inet', table: 'main' })) {
    if (protocol !== 'static') continue
    sum += dstLen + priority
    if ((++found & 0xffff) === 0) peak = Math.max(peak, process.memoryUsage.rss())
  }
  const took = performance.now() - begin
  begin = 0
  console.log(JSON.stringify({ took, found, sum, stall, grown: (peak - before) / 2 ** 20 }))
  await net.close()
} else if (mode === 'ip') {
  const begin = performance.now()
  /** @type {Buffer[]} */
  const parts = []
  const child = spawn('nsenter', ['-t', `${pid}`, '-n', '--', 'ip', '-j', 'route'])
  for await (const part of child.stdout) parts.push(part)
  let found = 0
  let sum = 0
  for (const { protocol, dst, metric = 0 } of JSON.parse(Buffer.concat(parts).toString('latin1'))) {
    if (protocol !== 'static') continue
    found++
    sum += Number(dst.split('/')[1]) + metric
  }
  console.log(JSON.stringify({ took: performance.now() - begin, found, sum }))
} else {
  const inside = await namespace()
  const items = routes(COUNT)
  const net = await open({ netns: inside.pid })
  await net.route.addAll(items.map((item) => /** @type {const} */ ({ ...item, protocol: 'static' })))
  await net.close()
  const sum = items.reduce((all, { priority = 0 }) => all + 24 + priority, 0)
  /** @type {number[]} */
  const stalls = []
  /** @type {number[]} */
  const grown = []
  const run = (/** @type {string} */ which) => () => {
    const result = JSON.parse(
      exec(process.execPath, [new URL(import.meta.url).pathname, which, `${inside.pid}`]).toString(),
    )
    same(which, [result.found, result.sum], [COUNT, sum])
    if (which === 'ours') {
      stalls.push(result.stall)
      grown.push(result.grown)
    }
    return result.took
  }
  await compare(`a dump of ${COUNT} routes to objects`, Number(process.env.ROUNDS ?? 5), {
    'net.route.dump': run('ours'),
    'ip -j route, JSON.parse': run('ip'),
  })
  const text = (/** @type {number[]} */ all) => all.map((one) => one.toFixed(0)).join(', ')
  console.log(`  the event loop stood still for at most, ms, by round: ${text(stalls)}`)
  console.log(`  memory grew by, MiB, by round: ${text(grown)}`)
  inside.close()
}
