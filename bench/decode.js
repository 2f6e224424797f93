// What shapes and nests on demand cost: recorded messages of this kernel, over and over, through the core alone and to objects. The same bytes, interleaved
// rounds, medians. ARCHITECTURE.md quotes the ratios.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Decoder } from '@rtnl/codec'
import { rtnetlink } from '@rtnl/families'

const vectors = fileURLToPath(new URL('../test/families/vectors/', import.meta.url))

/** The messages of type `type` in the files of `folder`. */
function recorded(/** @type {string} */ folder, /** @type {number} */ type) {
  const text = readdirSync(join(vectors, folder)).map((file) => readFileSync(join(vectors, folder, file), 'utf8'))
  const messages = []
  for (const [hex] of text.join().matchAll(/"(?:[0-9a-f]{2}){16,}"/g)) {
    const bytes = Buffer.from(hex.slice(1, -1), 'hex')
    if (bytes.readUInt16LE(4) === type && bytes.readUInt32LE(0) === bytes.length) messages.push(bytes)
  }
  return messages
}

/** A datagram of about 32 KiB, as the kernel's dumps have it, of those messages in turn. */
function datagram(/** @type {Buffer[]} */ messages) {
  const parts = []
  for (let size = 0, i = 0; size < 32_000; i++) {
    const part = messages[i % messages.length] ?? Buffer.alloc(0)
    parts.push(part)
    size += part.length
  }
  return { bytes: Buffer.concat(parts), count: parts.length }
}

/** A decoder whose core never remembers a shape: each message is walked, and each of its nests on demand. */
function forgetful() {
  const { Instance } = WebAssembly
  try {
    WebAssembly.Instance = /** @type {never} */ (
      class {
        /** @param {WebAssembly.Module} module */
        constructor(module) {
          this.exports = { ...new Instance(module).exports, addShape() {} }
        }
      }
    )
    return new Decoder(rtnetlink)
  } finally {
    WebAssembly.Instance = Instance
  }
}

const ROUNDS = 15
for (const [name, folder, type] of /** @type {const} */ ([
  ['RTM_NEWROUTE', 'route', 24],
  ['RTM_NEWLINK', 'link', 16],
])) {
  const { bytes, count } = datagram(recorded(folder, type))
  const repeat = Math.ceil(100_000 / count)
  const run = (/** @type {Decoder} */ decoder, /** @type {boolean} */ bodies) => {
    decoder.buffer(bytes.length).set(bytes)
    const begin = performance.now()
    for (let i = 0; i < repeat; i++) {
      const found = decoder.scan(bytes.length)
      if (found !== count) throw new Error(`${found} of ${count} messages`)
      if (bodies) for (let m = 0; m < found; m++) decoder.body(m)
    }
    return ((performance.now() - begin) * 1e6) / (repeat * count)
  }
  const known = new Decoder(rtnetlink)
  const walker = new Decoder(rtnetlink)
  const learner = forgetful()
  /** @type {[string, () => number, number[]][]} */
  const work = [
    ['the core: messages and their attributes to the tape', () => run(walker, false), []],
    ['objects, shapes remembered', () => run(known, true), []],
    ['objects, no shapes: every nest walked on demand', () => run(learner, true), []],
  ]
  for (let round = 0; round < ROUNDS; round++) for (const [, once, times] of work) times.push(once())
  console.log(
    `${name}: ${count} messages of ${Math.round(bytes.length / count)} bytes a datagram, ns a message, median of ${ROUNDS}`,
  )
  for (const [what, , times] of work) {
    times.sort((a, b) => a - b)
    console.log(
      `  ${(times[ROUNDS >> 1] ?? 0).toFixed(0).padStart(7)}  (${times[0]?.toFixed(0)} to ${times.at(-1)?.toFixed(0)})  ${what}`,
    )
  }
}
