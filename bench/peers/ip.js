// ip.js json, text, query COUNT: what a script does without netlink: it starts ip(8), and takes apart what that prints.
import { spawn, spawnSync } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { ipv4 } from '../support/datagrams.js'
import { serve } from '../support/serve.js'

const [mode, count] = process.argv.slice(2)

/** @typedef {{ dst: string, metric?: number }[]} Listing */

/** @param {Listing} routes */
function sumsOf(routes) {
  const sums = { n: 0, dst: 0, dstLen: 0, priority: 0 }
  for (const { dst, metric = 0 } of routes) {
    const [address = '', length = '32'] = (dst === 'default' ? '0.0.0.0/0' : dst).split('/')
    sums.n++
    sums.dst += ipv4(address)
    sums.dstLen += Number(length)
    sums.priority += metric
  }
  return sums
}

async function json() {
  const begin = performance.now()
  const parts = []
  for await (const part of spawn('ip', ['-j', '-4', 'route']).stdout) parts.push(part)
  /** @type {Listing} */
  const routes = JSON.parse(Buffer.concat(parts).toString('latin1'))
  const sums = sumsOf(routes)
  return { ms: performance.now() - begin, sums }
}

const TABLES = ['-4', 'route', 'show', 'table', 'all']

/** Nobody reads what it prints; what that would be is looked at once. */
function text() {
  const nowhere = openSync('/dev/null', 'w')
  const begin = performance.now()
  const { status } = spawnSync('ip', TABLES, { stdio: ['ignore', nowhere, 'inherit'] })
  const ms = performance.now() - begin
  closeSync(nowhere)
  if (status !== 0) throw new Error(`ip ended with ${status}`)
  return { ms }
}

function printed() {
  const { stdout } = spawnSync('ip', TABLES, { encoding: 'latin1', maxBuffer: 1 << 30 })
  const lines = stdout.split('\n').filter((line) => /^\S/.test(line))
  return sumsOf(
    lines.map((line) => ({
      dst: /^(?:local |broadcast )?(\S+)/.exec(line)?.[1] ?? '',
      metric: Number(/ metric (\d+)/.exec(line)?.[1] ?? 0),
    })),
  )
}

/** @returns {Listing} */
const routes = () => JSON.parse(spawnSync('ip', ['-j', '-4', 'route'], { encoding: 'utf8' }).stdout)

function query() {
  const found = routes()
  const once = () => {
    const times = []
    for (let i = 0; i < Number(count); i++) {
      const begin = performance.now()
      const { length } = routes()
      times.push((performance.now() - begin) * 1000)
      if (length !== found.length) throw new Error(`${length} routes, where there were ${found.length}`)
    }
    times.sort((a, b) => a - b)
    return { us: times[times.length >> 1] ?? 0 }
  }
  const { n, dst } = sumsOf(found)
  return { sums: { n, dst }, once }
}

if (mode === 'json') await serve((await json()).sums, json)
else if (mode === 'text') await serve(printed(), text)
else {
  const { sums, once } = query()
  await serve(sums, once)
}
