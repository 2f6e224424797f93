// capture.js MODE FILE: a capture read as bytes (`read`), to columns, to objects; and the same messages decoded to objects from memory (`memory`).
import { open } from 'node:fs/promises'
import { CaptureColumns, CaptureReader, PacketDecoder } from '@rtnl/capture'
import { Decoder } from '@rtnl/codec'
import { RTM, rtnetlink } from '@rtnl/families'
import { FIELDS } from '../support/columns.js'
import { serve } from '../support/serve.js'

const CHUNK = 1 << 18
const [mode = '', path = ''] = process.argv.slice(2)

/** Reads the file, the next bytes while those at hand are used. */
async function read(/** @type {(chunk: Uint8Array) => void} */ use) {
  const file = await open(path, 'r')
  const next = () => file.read(Buffer.allocUnsafeSlow(CHUNK), 0, CHUNK, null)
  for (let ahead = next(); ; ) {
    const { bytesRead, buffer } = await ahead
    if (bytesRead === 0) break
    ahead = next()
    use(buffer.subarray(0, bytesRead))
  }
  await file.close()
}

/** The packets of the file, one by one. */
async function packets(/** @type {(packet: import('@rtnl/capture').PacketView) => void} */ visit) {
  const reader = new CaptureReader()
  await read((chunk) => reader.each(chunk, visit))
  reader.endEach(visit)
  if (reader.damage) throw reader.damage
}

const file = new PacketDecoder()
const memory = new Decoder(rtnetlink)
/** The last object, that none is for nothing. @type {unknown} */
let last

/** What each mode does once; it returns how many messages there were. @type {Record<string, () => Promise<number | undefined>>} */
const modes = {
  async read() {
    await read(() => {})
    return undefined
  },
  async columns() {
    let rows = 0
    const columns = new CaptureColumns(RTM.NEWROUTE, FIELDS, (batch) => {
      rows += batch.length
    })
    const reader = new CaptureReader()
    await read((chunk) => columns.read(reader, chunk))
    reader.endEach((packet) => columns.add(packet))
    columns.end()
    const damage = reader.damage ?? columns.damage
    if (damage) throw damage
    return rows
  },
  async objects() {
    let count = 0
    await packets((packet) =>
      file.each(packet, (decoder, i) => {
        last = decoder.body(i)
        count++
      }),
    )
    return count
  },
  async memory() {
    let count = 0
    for (const bytes of inMemory) {
      memory.buffer(bytes.length).set(bytes)
      for (let from = 0; from < bytes.length; from = memory.scanned) {
        const found = memory.scan(bytes.length, from)
        for (let i = 0; i < found; i++) last = memory.body(i)
        count += found
      }
    }
    return count
  },
}

/** @type {Uint8Array[]} */
const inMemory = []
if (mode === 'memory') await packets((packet) => inMemory.push(packet.bytes.slice()))
const work = modes[mode]
if (work === undefined) throw new Error(`no mode ${mode}`)
/** @returns {Promise<import('../support/row.js').Sums>} */
const sums = async () => {
  const n = await work()
  return n === undefined ? {} : { n }
}
for (let i = 0; i < 3; i++) await sums()
await serve(await sums(), async () => {
  const begin = performance.now()
  const found = await sums()
  if (mode !== 'read' && mode !== 'columns' && last === undefined) throw new Error('no object')
  return { ms: performance.now() - begin, sums: found }
})
