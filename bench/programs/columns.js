// columns.js FILE PASSES [plain]: routes in memory into columns.
import { readFileSync } from 'node:fs'
import { columns } from '@rtnl/codec'
import { RTM, rtnetlink } from '@rtnl/families'
import { FIELDS, sumsOf } from '../support/columns.js'
import { eachMessage } from '../support/datagrams.js'
import { passes, serve } from '../support/serve.js'

const [file = '', times, plain] = process.argv.slice(2)
const bytes = readFileSync(file)
let count = 0
eachMessage(bytes, () => count++)
const table = columns(rtnetlink, RTM.NEWROUTE, FIELDS, { addresses: 'ipv4', rows: count, plain: plain !== undefined })
table.buffer(bytes.length).set(bytes)

function once() {
  table.reset()
  const end = table.fill(bytes.length)
  if (end !== 'end' && end !== 'full') throw new Error(`it stopped at ${end}`)
  return table.take()
}
for (let i = 0; i < 5; i++) once()
await serve(sumsOf([once()]), () => {
  const ms = passes(Number(times), once)
  return { ms, sums: { n: once().length } }
})
