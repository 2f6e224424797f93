// burst.js BLAST COUNT DEVICE [BYTES]: a monitor with a receive buffer of so many bytes (absent: the kernel's default), while `blast` makes changes.
import { spawn } from 'node:child_process'
import { once as event } from 'node:events'
import { open } from 'rtnl'
import { serve } from '../support/serve.js'

const [blast = '', count = '', device = '', bytes] = process.argv.slice(2)
const net = await open()
/** The priority of the routes by which `blast` says that it has ended. */
const LAST = 4242

async function once() {
  const monitor = net.monitor(['route'], { receiveBuffer: bytes === undefined ? undefined : Number(bytes) })
  await monitor.ready
  const child = spawn(blast, ['add', count, device], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (/** @type {Buffer} */ part) => {
    said += part
  })
  const ended = event(child, 'exit').then(([code]) => {
    if (code > 0) process.exit(code)
  })
  const sums = { n: 0, dstLen: 0, oif: 0 }
  let [overruns, length, first, last] = [0, 0, 0, 0]
  for await (const change of monitor) {
    if (change.kind === 'overrun') overruns++
    else if (change.kind !== 'new' || change.object !== 'route') throw new Error(`${change.kind}?`)
    else if ((change.message.priority ?? 0) >= LAST) break
    else {
      const { dst, dstLen, oif = 0 } = change.message
      if (sums.n++ === 0) first = performance.now()
      sums.dstLen += dstLen
      sums.oif += oif
      length += dst?.length ?? 0
      last = performance.now()
    }
  }
  // It ends when it finds that nobody reads any more.
  child.stdout.destroy()
  await ended
  const { ms: made } = JSON.parse(said)
  const lost = Number(count) - sums.n
  if (length === 0) throw new Error('no change has an address')
  return { ms: last - first, made, ratio: (last - first) / made, lost, overruns, ...(lost === 0 && { sums }) }
}

await serve({}, once)
