// shapes.js core|objects|learning FILE: the same messages of a file over and over: walked by the core alone, to objects, or to objects with no shape remembered.
import { Decoder } from '@rtnl/codec'
import { rtnetlink } from '@rtnl/families'
import { datagrams } from '../support/datagrams.js'
import { serve } from '../support/serve.js'

const [mode, file = '', messages] = process.argv.slice(2)
const [bytes = Buffer.alloc(0)] = datagrams(file)

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

const decoder = mode === 'learning' ? forgetful() : new Decoder(rtnetlink)
decoder.buffer(bytes.length).set(bytes)

function datagram() {
  const found = decoder.scan(bytes.length)
  if (mode !== 'core') for (let i = 0; i < found; i++) decoder.body(i)
  return found
}

const n = datagram()
const repeat = Math.ceil(Number(messages) / n)
const once = () => {
  const begin = performance.now()
  for (let i = 0; i < repeat; i++) datagram()
  return { ns: ((performance.now() - begin) * 1e6) / (repeat * n) }
}
once()
await serve({ [`messages of type ${bytes.readUInt16LE(4)}`]: n }, once)
