// links.js FILE: links in memory to objects of every attribute, nests decoded, each read and dropped.
import { Decoder } from '@rtnl/codec'
import { rtnetlink } from '@rtnl/families'
import { datagrams, textSum } from '../support/datagrams.js'
import { serve } from '../support/serve.js'

const [file = ''] = process.argv.slice(2)
const parts = datagrams(file)
const decoder = new Decoder(rtnetlink)

function once(/** @type {boolean} */ texts) {
  const sums = { n: 0, index: 0, mtu: 0, rx: 0, ...(texts && { name: 0, kind: 0 }) }
  let length = 0
  const begin = performance.now()
  for (const part of parts) {
    decoder.buffer(part.length).set(part)
    for (let from = 0; from < part.length; from = decoder.scanned) {
      const count = decoder.scan(part.length, from)
      for (let i = 0; i < count; i++) {
        const link = /** @type {import('@rtnl/families').Link} */ (decoder.body(i))
        sums.n++
        sums.index += link.index
        sums.mtu += link.mtu ?? 0
        sums.rx += Number(link.stats64?.rxPackets ?? 0)
        length += (link.ifname?.length ?? 0) + (link.linkinfo?.kind?.length ?? 0)
        if (texts) {
          sums.name = (sums.name ?? 0) + textSum(link.ifname)
          sums.kind = (sums.kind ?? 0) + textSum(link.linkinfo?.kind)
        }
      }
    }
  }
  const ms = performance.now() - begin
  if (length === 0) throw new Error('no link has a name')
  return { ms, sums }
}

const { sums } = once(true)
for (let i = 0; i < 3; i++) once(false)
await serve(sums, () => once(false))
