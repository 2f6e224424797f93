// add.js COUNT: adds routes.
import { open } from 'rtnl'
import { serve } from '../support/serve.js'
import { routeItems } from '../support/tables.js'

const items = routeItems(Number(process.argv[2]))
const net = await open()

await serve({}, async () => {
  const begin = performance.now()
  const { done, failures } = await net.route.addAll(items)
  const ms = performance.now() - begin
  if (failures.length > 0) throw failures[0]?.error ?? new Error('some failed')
  return { ms, sums: { done } }
})
