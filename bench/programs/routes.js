// routes.js FILE: routes in memory to objects of every attribute, each read and dropped.
import { Decoder } from '@rtnl/codec'
import { rtnetlink } from '@rtnl/families'
import { datagrams, ipv4 } from '../support/datagrams.js'
import { serve } from '../support/serve.js'

const [file = ''] = process.argv.slice(2)
const parts = datagrams(file)
const decoder = new Decoder(rtnetlink)

function* routes() {
  for (const part of parts) {
    decoder.buffer(part.length).set(part)
    for (let from = 0; from < part.length; from = decoder.scanned) {
      const count = decoder.scan(part.length, from)
      for (let i = 0; i < count; i++) yield/** @type {import('@rtnl/families').Route} */ (decoder.body(i))
    }
  }
}

function once() {
  const sums = { n: 0, dstLen: 0, oif: 0, priority: 0, table: 0 }
  let length = 0
  const begin = performance.now()
  for (const part of parts) {
    decoder.buffer(part.length).set(part)
    for (let from = 0; from < part.length; from = decoder.scanned) {
      const count = decoder.scan(part.length, from)
      for (let i = 0; i < count; i++) {
        const route = /** @type {import('@rtnl/families').Route} */ (decoder.body(i))
        sums.n++
        sums.dstLen += route.dstLen
        sums.oif += route.oif ?? 0
        sums.priority += route.priority ?? 0
        sums.table += route.table === 'main' ? 254 : route.table === 'local' ? 255 : 0
        length += (route.dst?.length ?? 0) + (route.gateway?.length ?? 0)
      }
    }
  }
  const ms = performance.now() - begin
  if (length === 0) throw new Error('no route has an address')
  return { ms, sums }
}

const addresses = { dst: 0, gateway: 0 }
for (const { dst, gateway } of routes()) {
  addresses.dst += ipv4(dst)
  addresses.gateway += ipv4(gateway)
}
for (let i = 0; i < 2; i++) once()
await serve({ ...once().sums, ...addresses }, once)
