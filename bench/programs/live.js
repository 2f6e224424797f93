// live.js: a live dump of the IPv4 routes, from send to last column.
import { open } from 'rtnl'
import { addSums, FIELDS } from '../support/columns.js'
import { serve } from '../support/serve.js'

const net = await open()

async function once() {
  /** @type {Record<string, number>} */
  const sums = {}
  let summing = 0
  const begin = performance.now()
  for await (const batch of net.route.columns(FIELDS, { family: 'inet' })) {
    const pause = performance.now()
    addSums(sums, batch)
    summing += performance.now() - pause
  }
  return { ms: performance.now() - begin - summing, sums }
}

const { sums } = await once()
await serve(sums, once)
