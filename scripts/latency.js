// From a change to the monitor's reader, in microseconds: median and 99th percentile as JSON. Changes routes, so scripts/table.js gives it a network
// namespace of its own; any runtime can run it.
import { open } from 'rtnl'

const WARM = 1000
const COUNT = 3000

const net = await open()
const monitor = net.monitor(['route'])
await monitor.ready
/** @type {number[]} */
const times = []
for (let i = 0; i < COUNT; i++) {
  const next = monitor.next()
  // Until it waits.
  await new Promise((resolve) => setTimeout(resolve, 0))
  const route = { dst: '10.1.0.0/16', oif: 1 }
  const change = i % 2 === 0 ? net.route.add(route) : net.route.delete(route)
  // The kernel told it to the monitor before the change was answered.
  await change
  const made = performance.now()
  await next
  if (i >= WARM) times.push((performance.now() - made) * 1000)
}
await net.close()
times.sort((a, b) => a - b)
console.log(JSON.stringify({ median: times[times.length >> 1], p99: times[Math.floor(times.length * 0.99)] }))
