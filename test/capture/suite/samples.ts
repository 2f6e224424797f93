import { CaptureWriter, type PacketInput, type WriteOptions } from '@rtnl/capture'
import { encode, frame } from '@rtnl/codec'
import { link, nlmsgerr, RTM, route } from '@rtnl/families'
import { concat } from './check.ts'

export const REQUEST = 1
export const MULTI = 2
export const ACK = 4
export const DUMP = 0x300
export const START = 1_700_000_000_123_456_789n

type Header = { type: number; flags?: number; seq?: number; portid?: number }

/** A message of either byte order. */
export function framed({ type, flags = 0, seq = 1, portid = 0 }: Header, payload: Uint8Array, bigEndian = false) {
  return frame({ type, flags, seq, portid }, payload, { bigEndian })
}

export function routeMessage(header: Omit<Header, 'type'>, third: number, bigEndian = false): Uint8Array {
  const body = { family: 'inet', dstLen: 24, type: 'unicast', table: 254, dst: `10.0.${third}.0`, oif: 3 } as const
  return framed({ type: RTM.NEWROUTE, ...header }, encode(route, body, { bigEndian }), bigEndian)
}

/** An `NLMSG_ERROR`; `offs` points into the request. */
export function errorMessage(
  request: Uint8Array,
  error: number,
  msg: string | undefined,
  offs: number | undefined,
  bigEndian = false,
) {
  const view = new DataView(request.buffer, request.byteOffset)
  const seq = view.getUint32(8, !bigEndian)
  const nlmsgerrMsg = {
    len: view.getUint32(0, !bigEndian),
    type: view.getUint16(4, !bigEndian),
    flags: view.getUint16(6, !bigEndian),
    seq,
    pid: 0,
  }
  const extended = msg !== undefined || offs !== undefined
  const body = encode(
    nlmsgerr,
    { error, nlmsgerrMsg, ...(msg !== undefined && { msg }), ...(offs !== undefined && { offs }) },
    { bigEndian },
  )
  return framed({ type: 2, flags: 0x100 | (extended ? 0x200 : 0), seq, portid: 4711 }, body, bigEndian)
}

export const done = (seq: number, bigEndian = false) =>
  framed({ type: 3, flags: MULTI, seq, portid: 4711 }, new Uint8Array(4), bigEndian)

/** A vxlan link whose id is wrong, and where the id lies in it. */
export function vxlanRequest(seq: number, bigEndian = false): { bytes: Uint8Array; offset: number } {
  const body = { ifname: 'vx0', linkinfo: { kind: 'vxlan', data: { id: 0x1ffffff } } } as const
  const bytes = framed({ type: RTM.NEWLINK, flags: REQUEST | ACK, seq }, encode(link, body, { bigEndian }), bigEndian)
  return { bytes, offset: bytes.length - 8 }
}

/** A session: a dump, a refusal, a change with its ack, a notification, and packets of other protocols. */
export function session(bigEndian = false): PacketInput[] {
  const dump = framed({ type: RTM.GETROUTE, flags: REQUEST | DUMP, seq: 7 }, new Uint8Array(12), bigEndian)
  const answer = { flags: MULTI, seq: 7, portid: 4711 }
  const wrong = vxlanRequest(8, bigEndian)
  const add = routeMessage({ flags: REQUEST | ACK | 0x600, seq: 9 }, 9, bigEndian)
  const generic = framed({ type: 16, flags: REQUEST, seq: 1 }, Uint8Array.of(3, 1, 0, 0), bigEndian)
  const packets: Omit<PacketInput, 'time'>[] = [
    { protocol: 0, direction: 'sent', portid: 4711, bytes: dump },
    {
      protocol: 0,
      direction: 'received',
      portid: 4711,
      bytes: concat(routeMessage(answer, 1, bigEndian), routeMessage(answer, 2, bigEndian)),
    },
    { protocol: 0, direction: 'received', portid: 4711, bytes: done(7, bigEndian) },
    { protocol: 0, direction: 'sent', portid: 4711, bytes: wrong.bytes },
    {
      protocol: 0,
      direction: 'received',
      portid: 4711,
      bytes: errorMessage(wrong.bytes, -34, 'Attribute failed policy validation', wrong.offset, bigEndian),
    },
    { protocol: 0, direction: 'sent', portid: 4711, bytes: add },
    { protocol: 0, direction: 'received', portid: 99, bytes: routeMessage({ seq: 9, portid: 4711 }, 9, bigEndian) },
    { protocol: 0, direction: 'received', portid: 4711, bytes: errorMessage(add, 0, undefined, undefined, bigEndian) },
    { protocol: 16, bytes: generic },
    { protocol: 77, bytes: framed({ type: 40 }, Uint8Array.of(1, 2, 3, 4, 5), bigEndian) },
    { protocol: 0, direction: 'sent', portid: 4711, bytes: add, errno: 105 },
  ]
  return packets.map((packet, i) => ({ ...packet, time: START + BigInt(i) * 1_000_000_007n }))
}

/** A file of these packets. */
export function fileOf(packets: readonly PacketInput[], options: WriteOptions): Uint8Array {
  const parts: Uint8Array[] = []
  const writer = new CaptureWriter((bytes) => parts.push(bytes), options)
  for (const packet of packets) writer.write(packet)
  return concat(...parts)
}

/** rtmon's file: a dump without stamps first, then each message behind one. */
export function rtmonFile(bigEndian = false): Uint8Array {
  const stamp = (seconds: number, microseconds: number) => {
    const payload = new DataView(new ArrayBuffer(8))
    payload.setUint32(0, seconds, !bigEndian)
    payload.setUint32(4, microseconds, !bigEndian)
    return framed({ type: 15, seq: 0 }, new Uint8Array(payload.buffer), bigEndian)
  }
  const change = (third: number) => routeMessage({ seq: 0 }, third, bigEndian)
  return concat(change(1), change(2), stamp(1_700_000_000, 5), change(3), stamp(1_700_000_001, 999_999), change(4))
}

/** Every kind of file in either byte order. */
export function files(): { name: string; bytes: Uint8Array; bigEndian: boolean }[] {
  const all: { name: string; bytes: Uint8Array; bigEndian: boolean }[] = []
  for (const bigEndian of [false, true]) {
    const order = bigEndian ? 'big' : 'little'
    for (const format of ['pcap', 'pcapng'] as const)
      for (const microseconds of [false, true])
        all.push({
          name: `${format}, ${order}-endian, ${microseconds ? 'micro' : 'nano'}seconds`,
          bytes: fileOf(session(bigEndian), { format, bigEndian, microseconds }),
          bigEndian,
        })
    all.push({ name: `rtmon, ${order}-endian`, bytes: rtmonFile(bigEndian), bigEndian })
    const raw = concat(...[1, 2, 3].map((third) => routeMessage({}, third, bigEndian)))
    all.push({ name: `raw, ${order}-endian`, bytes: raw, bigEndian })
  }
  return all
}
