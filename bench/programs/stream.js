// stream.js: a live dump of the main table's IPv4 routes to objects, each read and dropped; how long the event loop stood still, and how memory grew.
import { open } from 'rtnl'
import { ipv4 } from '../support/datagrams.js'
import { serve } from '../support/serve.js'

const FILTER = /** @type {const} */ ({ family: 'inet', table: 'main' })
const WARM = 10_000
/** Memory is looked at after so many. */
const OFTEN = 1 << 15

const net = await open()
/** How the process is before the first whole dump: all that comes counts. */
let before = 0
let peak = 0
const look = () => {
  peak = Math.max(peak, process.memoryUsage().rss)
}

async function once() {
  const sums = { n: 0, dstLen: 0, priority: 0 }
  let length = 0
  let stall = 0
  let running = true
  peak = 0
  const begin = performance.now()
  let turn = begin
  const watch = () => {
    const now = performance.now()
    stall = Math.max(stall, now - turn)
    turn = now
    if (running) setImmediate(watch)
  }
  setImmediate(watch)
  for await (const { dst, dstLen, gateway, priority = 0 } of net.route.dump(FILTER)) {
    sums.dstLen += dstLen
    sums.priority += priority
    length += (dst?.length ?? 0) + (gateway?.length ?? 0)
    if ((++sums.n & (OFTEN - 1)) === 0) look()
  }
  const end = performance.now()
  const ms = end - begin
  // Had it not come round once, it stood still all the time.
  stall = Math.max(stall, end - turn)
  running = false
  look()
  if (length === 0) throw new Error('no route has an address')
  return { ms, stall, grown: (peak - before) / 2 ** 20, sums }
}

let warm = 0
for await (const { dst } of net.route.dump(FILTER)) if (dst === '' || ++warm === WARM) break
before = process.memoryUsage().rss
const sums = { n: 0, dst: 0, dstLen: 0, priority: 0 }
for await (const { dst, dstLen, priority = 0 } of net.route.dump(FILTER)) {
  sums.n++
  sums.dst += ipv4(dst)
  sums.dstLen += dstLen
  sums.priority += priority
  if ((sums.n & (OFTEN - 1)) === 0) look()
}
await serve(sums, once)
