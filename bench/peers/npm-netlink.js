// npm-netlink.js FOLDER routes|links FILE, query COUNT, burst BLAST COUNT DEVICE: npm `netlink`, installed in a folder, in the place of bench/programs.
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { datagrams, textSum } from '../support/datagrams.js'
import { serve } from '../support/serve.js'

const [folder = '', mode, file = '', ...rest] = process.argv.slice(2)
const require = createRequire(join(folder, 'package.json'))
const AF_INET = 2
const RT_TABLE_MAIN = 254

/** @typedef {Record<string, unknown> & { table?: number, oif?: number, priority?: number, dst?: Buffer, gateway?: Buffer }} RouteAttributes */
/** @typedef {{ data: { dstLen: number, table: number }, attrs: RouteAttributes }} Route */
/** `IFLA_LINKINFO` and `IFLA_AF_SPEC` it leaves as bytes. */
/** @typedef {{ data: { index?: number }, attrs: { mtu?: number, ifname?: string, stats64?: { rxPackets?: bigint } } }} Link */

const word = (/** @type {Buffer | undefined} */ address) => address?.readUInt32BE(0) ?? 0

// Without a socket: its parsers stand in files of their own.
const { parseMessages } = require(join(folder, 'node_modules/netlink/dist/structs.js'))
const { parseMessage } = require(join(folder, 'node_modules/netlink/dist/rt/structs.js'))

function routes() {
  const parts = datagrams(file)
  return () => {
    const sums = { n: 0, dst: 0, dstLen: 0, gateway: 0, oif: 0, priority: 0, table: 0 }
    const begin = performance.now()
    for (const part of parts)
      for (const message of parseMessages(part)) {
        const { data, attrs } = /** @type {Route} */ (parseMessage(message.type, message.data))
        sums.n++
        sums.dst += word(attrs.dst)
        sums.dstLen += data.dstLen
        sums.gateway += word(attrs.gateway)
        sums.oif += attrs.oif ?? 0
        sums.priority += attrs.priority ?? 0
        sums.table += attrs.table ?? data.table
      }
    return { ms: performance.now() - begin, sums }
  }
}

function links() {
  const parts = datagrams(file)
  return () => {
    const sums = { n: 0, index: 0, mtu: 0, rx: 0, name: 0 }
    const begin = performance.now()
    for (const part of parts)
      for (const message of parseMessages(part)) {
        const { data, attrs } = /** @type {Link} */ (parseMessage(message.type, message.data))
        sums.n++
        sums.index += data.index ?? 0
        sums.mtu += attrs.mtu ?? 0
        sums.rx += Number(attrs.stats64?.rxPackets ?? 0)
        sums.name += textSum(attrs.ifname)
      }
    return { ms: performance.now() - begin, sums }
  }
}

async function query() {
  const count = Number(file)
  const socket = require(join(folder, 'node_modules/netlink')).createRtNetlink({ ref: true })
  /** It has no filter, and the kernel gives it all tables: the main one is picked out. @returns {Promise<Route[]>} */
  const routes = async () => {
    /** @type {Route[]} */
    const all = await socket.getRoutes({ family: AF_INET })
    return all.filter(({ data, attrs }) => (attrs.table ?? data.table) === RT_TABLE_MAIN)
  }
  const found = await routes()
  for (let i = 0; i < count; i++) await routes()
  const sums = { n: found.length, dst: found.reduce((sum, { attrs }) => sum + word(attrs.dst), 0) }
  const once = async () => {
    const times = []
    for (let i = 0; i < count; i++) {
      const begin = performance.now()
      const { length } = await routes()
      times.push((performance.now() - begin) * 1000)
      if (length !== found.length) throw new Error(`${length} routes, where there were ${found.length}`)
    }
    times.sort((a, b) => a - b)
    return { us: times[count >> 1] ?? 0, p99: times[Math.floor(count * 0.99)] ?? 0 }
  }
  return { sums, once }
}

/** It offers no way to ask for a larger receive buffer. */
function burst() {
  const [count = '', device = ''] = rest
  const LAST = 4242
  return () =>
    new Promise((resolve, reject) => {
      const { createRtNetlink } = require(join(folder, 'node_modules/netlink'))
      const socket = createRtNetlink({ ref: true })
      let [n, first, last] = [0, 0, 0]
      let said = ''
      socket.on('error', reject)
      socket.on('message', (/** @type {Route[]} */ messages) => {
        for (const { attrs } of messages) {
          if ((attrs.priority ?? 0) >= LAST) {
            socket.socket.close()
            child.stdout.destroy()
            const { ms: made } = JSON.parse(said)
            resolve({ ms: last - first, made, ratio: (last - first) / made, lost: Number(count) - n })
            return
          }
          if (n++ === 0) first = performance.now()
          last = performance.now()
        }
      })
      socket.socket.addMembership(7) // RTNLGRP_IPV4_ROUTE
      const child = spawn(file, ['add', count, device], { stdio: ['ignore', 'pipe', 'inherit'] })
      child.stdout.on('data', (/** @type {Buffer} */ part) => {
        said += part
      })
    })
}

if (mode === 'query') {
  const { sums, once } = await query()
  await serve(sums, once)
} else if (mode === 'burst') await serve({}, burst())
else {
  const once = mode === 'links' ? links() : routes()
  await serve(once().sums, once)
}
