// Captures of routes: pcapng as a client of rtnl records a dump, or as a monitor sees changes.
import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { CaptureWriter } from '@rtnl/capture'
import { encode, frame } from '@rtnl/codec'
import { RTM, route } from '@rtnl/families'

/** How the messages lie in packets: as a dump has them, and as a monitor. */
export const KINDS = /** @type {const} */ ([
  { kind: 'dump', perPacket: 400 },
  { kind: 'monitor', perPacket: 1 },
])

/** Route `i` of a table of 2^24 networks, as a kernel answers with it. */
function message(/** @type {number} */ i) {
  const dst = `10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}`
  const body = /** @type {const} */ ({
    family: 'inet',
    dstLen: 32,
    rtmTable: 'main',
    protocol: 'bgp',
    type: 'unicast',
    table: 254,
    priority: 20,
    oif: 2 + (i % 3),
  })
  const payload = encode(route, { ...body, dst, gateway: `192.0.2.${1 + (i % 200)}` })
  return frame({ type: RTM.NEWROUTE, flags: 2, seq: 7, portid: 4711 }, payload)
}

/** A file of `count` routes, `perPacket` of them in each packet. */
export function captureFile(
  /** @type {import('./bench.js').Bench} */ bench,
  /** @type {string} */ kind,
  /** @type {number} */ perPacket,
  /** @type {number} */ count,
) {
  const file = join(bench.folder, `${kind}-${count}.pcapng`)
  const fd = openSync(file, 'w')
  /** @type {Uint8Array[]} */
  let waiting = []
  let size = 0
  const writer = new CaptureWriter((bytes) => {
    waiting.push(bytes)
    size += bytes.length
    if (size > 1 << 20) flush()
  })
  const flush = () => {
    writeSync(fd, Buffer.concat(waiting))
    waiting = []
    size = 0
  }
  for (let i = 0; i < count; ) {
    const parts = []
    for (let n = 0; n < perPacket && i < count; n++) parts.push(message(i++))
    writer.write({ protocol: 0, direction: 'received', portid: 4711, bytes: Buffer.concat(parts) })
  }
  flush()
  closeSync(fd)
  return file
}
