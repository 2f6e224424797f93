// query.js QUERIES: the main table's IPv4 routes, one query after another.
import { open } from 'rtnl'
import { ipv4 } from '../support/datagrams.js'
import { serve } from '../support/serve.js'

const QUERIES = Number(process.argv[2])
const net = await open()
const query = () => net.route.list({ family: 'inet', table: 'main' })
const found = await query()
for (let i = 0; i < 2 * QUERIES; i++) await query()

await serve({ n: found.length, dst: found.reduce((sum, { dst }) => sum + ipv4(dst), 0) }, async () => {
  const times = []
  for (let i = 0; i < QUERIES; i++) {
    const begin = performance.now()
    const { length } = await query()
    times.push((performance.now() - begin) * 1000)
    if (length !== found.length) throw new Error(`${length} routes, where there were ${found.length}`)
  }
  times.sort((a, b) => a - b)
  return { us: times[QUERIES >> 1] ?? 0, p99: times[Math.floor(QUERIES * 0.99)] ?? 0 }
})
