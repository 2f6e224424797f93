// Dumps as bytes: what the kernel says of a namespace.
import { frame } from '@rtnl/codec'
import { NETLINK, NLM_F, NLMSG, RTM } from '@rtnl/families'
import { openRaw } from 'rtnl'
import { eachMessage } from './datagrams.js'

const AF_INET = 2

/** The messages of a dump in a namespace, as the kernel sends them. */
async function dump(/** @type {number} */ netns, /** @type {number} */ type, /** @type {Uint8Array} */ header) {
  const raw = await openRaw({ protocol: NETLINK.ROUTE, netns })
  raw.send(frame({ type, flags: NLM_F.REQUEST | NLM_F.DUMP, seq: 1 }, header))
  const parts = []
  for await (const message of raw.messages()) {
    if (message.type === NLMSG.DONE) break
    if (message.type === NLMSG.ERROR) throw new Error('the kernel refuses the dump')
    parts.push(message.bytes, new Uint8Array(-message.bytes.length & 3))
  }
  raw.close()
  return Buffer.concat(parts)
}

/** All IPv4 routes. */
export function routesFile(/** @type {number} */ netns) {
  const rtmsg = new Uint8Array(12)
  rtmsg[0] = AF_INET
  return dump(netns, RTM.GETROUTE, rtmsg)
}

const IFLA_ADDRESS = 1
const IFLA_IFNAME = 3
const IFLA_STATS64 = 23

/** The links of the namespace, again and again until there are `count`: other index, address, digits of the name, and counters in each copy. */
export async function linksFile(/** @type {number} */ netns, /** @type {number} */ count) {
  const ifinfomsg = new Uint8Array(16)
  const recorded = await dump(netns, RTM.GETLINK, ifinfomsg)
  const parts = []
  for (let copy = 0, made = 0; made < count; copy++) {
    const bytes = Buffer.from(recorded)
    let end = bytes.length
    eachMessage(bytes, (at, length) => {
      if (made === count) end = Math.min(end, at)
      else vary(bytes.subarray(at, at + length), copy, made++)
    })
    parts.push(bytes.subarray(0, end))
  }
  return Buffer.concat(parts)
}

/** One link as of another time and place: the values differ, and the lengths do not. */
function vary(/** @type {Buffer} */ message, /** @type {number} */ copy, /** @type {number} */ n) {
  message.writeInt32LE(message.readInt32LE(20) + copy * 1000, 20)
  for (let at = 32; at + 4 <= message.length; ) {
    const length = message.readUInt16LE(at)
    const type = message.readUInt16LE(at + 2)
    if (type === IFLA_ADDRESS && length === 10) message.writeUInt32LE(n, at + 6)
    if (type === IFLA_IFNAME && length === 12) message.write(String(n).padStart(5, '0'), at + 6, 'latin1')
    if (type === IFLA_STATS64) for (let i = 0; i < 4; i++) message.writeUInt32LE(n * 8 + i, at + 4 + 8 * i)
    at += (length + 3) & ~3
  }
}
