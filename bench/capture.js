// What reading a capture costs: a pcapng of a million RTM_NEWROUTE, in datagrams as the kernel's dumps have them (or, with `single`, one message a packet), read as
// bytes, decoded to objects from the file and from memory, and printed by `rtnl decode` and by tshark. Interleaved rounds, medians. The files are in /tmp.
import { spawnSync } from 'node:child_process'
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CaptureReader, CaptureWriter, PacketDecoder } from '@rtnl/capture'
import { Decoder, encode, frame } from '@rtnl/codec'
import { RTM, route, rtnetlink } from '@rtnl/families'
import { root } from '../scripts/lib.js'

const MESSAGES = Number(process.env.MESSAGES ?? 1_000_000)
const ROUNDS = Number(process.env.ROUNDS ?? 5)
const CHUNK = 1 << 20

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

/** Writes the file and returns its packets: `perPacket` messages each. */
function make(/** @type {string} */ path, /** @type {number} */ perPacket) {
  const fd = openSync(path, 'w')
  const writer = new CaptureWriter((bytes) => writeSync(fd, bytes))
  /** @type {Uint8Array[]} */
  const packets = []
  for (let i = 0; i < MESSAGES; ) {
    const parts = []
    for (let n = 0; n < perPacket && i < MESSAGES; n++) parts.push(message(i++))
    const bytes = Buffer.concat(parts)
    writer.write({ protocol: 0, direction: 'received', portid: 4711, bytes })
    packets.push(bytes)
  }
  closeSync(fd)
  return packets
}

async function read(/** @type {string} */ path, /** @type {(chunk: Uint8Array) => void} */ use) {
  const file = await open(path, 'r')
  for (;;) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafeSlow(CHUNK), 0, CHUNK, null)
    if (bytesRead === 0) break
    use(buffer.subarray(0, bytesRead))
  }
  await file.close()
}

const file = new PacketDecoder()
const memory = new Decoder(rtnetlink)
let objects = 0
/** @type {{ dst?: string } | undefined} */
let last

async function fromFile(/** @type {string} */ path) {
  const reader = new CaptureReader()
  const take = (/** @type {import('@rtnl/capture').Packet[]} */ packets) => {
    for (const packet of packets)
      file.each(packet, (decoder, i) => {
        last = /** @type {{ dst?: string }} */ (decoder.body(i))
        objects++
      })
  }
  await read(path, (chunk) => take(reader.push(chunk)))
  take(reader.end())
  if (reader.damage) throw reader.damage
}

function fromMemory(/** @type {Uint8Array[]} */ packets) {
  for (const bytes of packets) {
    memory.buffer(bytes.length).set(bytes)
    for (let from = 0; from < bytes.length; from = memory.scanned) {
      const count = memory.scan(bytes.length, from)
      for (let i = 0; i < count; i++) {
        last = /** @type {{ dst?: string }} */ (memory.body(i))
        objects++
      }
    }
  }
}

function program(/** @type {string} */ command, /** @type {string[]} */ args) {
  const { status, stderr } = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`)
}

async function timed(/** @type {() => unknown} */ work) {
  const begin = performance.now()
  await work()
  return performance.now() - begin
}

const median = (/** @type {number[]} */ times) => [...times].sort((a, b) => a - b)[times.length >> 1] ?? 0
const rtnl = join(root, 'node_modules/.bin/rtnl')

for (const [name, perPacket] of /** @type {const} */ ([
  ['datagrams of 400 messages', 400],
  ['one message a packet', 1],
])) {
  const path = join(tmpdir(), `rtnl-bench-${process.pid}.pcapng`)
  const packets = make(path, perPacket)
  objects = 0
  /** @type {Record<string, number[]>} */
  const times = { read: [], file: [], memory: [] }
  try {
    for (let round = 0; round < ROUNDS; round++) {
      times.read?.push(await timed(() => read(path, () => {})))
      times.file?.push(await timed(() => fromFile(path)))
      times.memory?.push(await timed(() => fromMemory(packets)))
    }
    if (objects !== 2 * ROUNDS * MESSAGES || last?.dst === undefined) throw new Error(`${objects} objects`)
    const [bytes, objectsFromFile, objectsFromMemory] = [times.read, times.file, times.memory].map((list) =>
      median(list ?? []),
    )
    console.log(`${MESSAGES} routes, ${name}, ms, median of ${ROUNDS}`)
    console.log(`  ${bytes?.toFixed(0).padStart(6)}  read the file's bytes`)
    console.log(
      `  ${objectsFromFile?.toFixed(0).padStart(6)}  read and decode to objects: ${((objectsFromFile ?? 0) / (objectsFromMemory ?? 1)).toFixed(2)} x from memory`,
    )
    console.log(`  ${objectsFromMemory?.toFixed(0).padStart(6)}  decode to objects from memory`)
    for (const [ours, theirs] of [
      [['decode'], []],
      [
        ['decode', '-j'],
        ['-T', 'ek'],
      ],
      [['decode', '-v'], ['-V']],
    ]) {
      const us = await timed(() => program(rtnl, [...(ours ?? []), path]))
      const them = await timed(() => program('tshark', ['-n', '-r', path, ...(theirs ?? [])]))
      console.log(
        `  ${us.toFixed(0).padStart(6)}  rtnl ${ours?.join(' ')};  tshark -n ${theirs?.join(' ')}: ${them.toFixed(0)}, ${(them / us).toFixed(1)} x`,
      )
    }
  } finally {
    rmSync(path, { force: true })
  }
}
