import { CaptureReader, type Packet, PacketDecoder, readCapture, readPackets } from '@rtnl/capture'
import { type Case, concat, equal, hex, ok, pieces, random } from './check.ts'
import { fileOf, files, routeMessage, rtmonFile, START, session } from './samples.ts'

const plain = (packets: readonly Packet[]) => packets.map((packet) => ({ ...packet, bytes: hex(packet.bytes) }))
const decoder = new PacketDecoder()
const dsts = (packets: readonly Packet[]) =>
  packets.flatMap((packet) => decoder.decode(packet).messages.map((m) => (m.body as { dst?: string }).dst))

async function gather(bytes: Uint8Array, size: number): Promise<Packet[]> {
  const packets: Packet[] = []
  for await (const packet of readPackets(pieces(bytes, size))) packets.push(packet)
  return packets
}

/** A pcapng block of either byte order. */
function block(type: number, body: Uint8Array, little = true): Uint8Array {
  const length = 12 + ((body.length + 3) & ~3)
  const view = new DataView(new ArrayBuffer(length))
  view.setUint32(0, type, little)
  view.setUint32(4, length, little)
  view.setUint32(length - 4, length, little)
  const bytes = new Uint8Array(view.buffer)
  bytes.set(body, 8)
  return bytes
}

const words = (little: boolean, ...values: number[]) => {
  const view = new DataView(new ArrayBuffer(values.length * 4))
  for (const [i, value] of values.entries()) view.setUint32(i * 4, value, little)
  return new Uint8Array(view.buffer)
}
const halves = (little: boolean, ...values: number[]) => {
  const view = new DataView(new ArrayBuffer(values.length * 2))
  for (const [i, value] of values.entries()) view.setUint16(i * 2, value, little)
  return new Uint8Array(view.buffer)
}
const section = (little = true) =>
  block(0x0a0d0d0a, concat(words(little, 0x1a2b3c4d), halves(little, 1, 0), new Uint8Array(8).fill(0xff)), little)
const device = (options: Uint8Array = new Uint8Array(0), linktype = 253, little = true, snaplen = 0) =>
  block(1, concat(halves(little, linktype, 0), words(little, snaplen), options), little)
const cooked = concat(Uint8Array.of(0, 4, 3, 0x38), new Uint8Array(12))
const enhanced = (interfaceId: number, time: bigint, bytes: Uint8Array, little = true) =>
  block(
    6,
    concat(
      words(little, interfaceId, Number(time >> 32n), Number(time & 0xffffffffn), 16 + bytes.length, 16 + bytes.length),
      cooked,
      bytes,
    ),
    little,
  )

export const formats: Case[] = [
  ...files().map(
    ({ name, bytes }): Case => [
      `${name}: the same in chunks of any size`,
      async () => {
        const whole = readCapture(bytes)
        equal(whole.damage, undefined)
        ok(name.startsWith(whole.format ?? '?'), `detected as ${whole.format}`)
        // Where a file has no packets of its own, a run of messages ends where the chunk does.
        const same = (packets: readonly Packet[]) =>
          name.startsWith('raw') || name.startsWith('rtmon') ? dsts(packets) : plain(packets)
        for (const size of [1, 3, 64, 1000])
          equal(same(await gather(bytes, size)), same(whole.packets), `chunks of ${size}`)
      },
    ],
  ),
  ...(['pcap', 'pcapng'] as const).flatMap((format) =>
    [false, true].flatMap((bigEndian) =>
      [false, true].map(
        (microseconds): Case => [
          `${format} that was written is read as it was: bigEndian ${bigEndian}, microseconds ${microseconds}`,
          () => {
            const written = session(bigEndian)
            const { packets } = readCapture(fileOf(written, { format, bigEndian, microseconds }))
            equal(packets.length, written.length)
            for (const [i, packet] of packets.entries()) {
              const { time = 0n, protocol, direction, portid, errno, bytes } = written[i] as (typeof written)[0]
              const kept = microseconds ? time - (time % 1000n) : time
              equal(
                [packet.time, packet.protocol, packet.direction, packet.portid, packet.errno],
                [kept, protocol, direction, portid, errno],
              )
              equal([packet.bytes, packet.bigEndian], [bytes, bigEndian], `packet ${i}`)
            }
          },
        ],
      ),
    ),
  ),
  [
    'records of all sizes in chunks of all sizes; what was handed out stays as it is',
    () => {
      const next = random(9)
      const written = Array.from({ length: 60 }, (_, i) => {
        const bytes = new Uint8Array(16 + 4 * next(next(4) === 0 ? 9000 : 40)).fill(i)
        new DataView(bytes.buffer).setUint32(0, bytes.length, true)
        return { protocol: 0, time: BigInt(i), bytes }
      })
      for (const format of ['pcap', 'pcapng'] as const) {
        const file = fileOf(written, { format, bigEndian: false })
        for (const most of [16, 300, 5000, 40_000]) {
          const reader = new CaptureReader()
          const packets: Packet[] = []
          for (let at = 0; at < file.length; ) {
            const size = 1 + next(most)
            packets.push(...reader.push(file.slice(at, at + size)))
            at += size
          }
          packets.push(...reader.end())
          equal([reader.damage, packets.length], [undefined, written.length])
          for (const [i, { bytes, offset, time }] of packets.entries()) {
            equal([bytes, time], [written[i]?.bytes, BigInt(i)], `${format}, chunks up to ${most}, packet ${i}`)
            equal(file.slice(offset, offset + bytes.length), bytes)
          }
        }
      }
    },
  ],
  [
    'the places of packets in the file',
    () => {
      for (const { bytes } of files())
        for (const { offset, bytes: found } of readCapture(bytes).packets)
          equal(found, bytes.slice(offset, offset + found.length))
    },
  ],
  [
    'messages of the other byte order than the file, as a converted file has them',
    () => {
      for (const format of ['pcap', 'pcapng'] as const) {
        const { packets } = readCapture(fileOf(session(true), { format, bigEndian: false }))
        ok(
          packets.every((packet) => packet.bigEndian),
          'taken for little-endian',
        )
      }
    },
  ],
  [
    'pcapng: resolutions and offsets of interfaces',
    () => {
      const option = (code: number, value: Uint8Array) =>
        concat(halves(true, code, value.length), value, new Uint8Array(-value.length & 3))
      const message = routeMessage({}, 1)
      const shift = new Uint8Array(new BigInt64Array([-5n]).buffer)
      const bytes = concat(
        section(),
        device(),
        device(option(9, Uint8Array.of(9))),
        device(option(9, Uint8Array.of(0x80 | 10))),
        device(concat(option(9, Uint8Array.of(0)), option(14, shift))),
        enhanced(0, 1_700_000_000_123_456n, message),
        enhanced(1, START, message),
        enhanced(2, 1024n * 3n + 512n, message),
        enhanced(3, 100n, message),
      )
      equal(
        readCapture(bytes).packets.map((p) => p.time),
        [1_700_000_000_123_456_000n, START, 3_500_000_000n, 95_000_000_000n],
      )
    },
  ],
  [
    'pcapng: sections of both orders, unknown blocks, simple and old packets, other link types',
    () => {
      const little = routeMessage({}, 1)
      const big = routeMessage({}, 2, true)
      const simple = (bytes: Uint8Array) => block(3, concat(words(true, 16 + bytes.length), cooked, bytes))
      const old = block(
        2,
        concat(halves(true, 0, 0), words(true, 0, 7_000_000, 16 + little.length, 16 + little.length), cooked, little),
      )
      const sll = concat(Uint8Array.of(0, 4, 0, 1), new Uint8Array(12))
      const alien = block(6, concat(words(true, 1, 0, 1, 16, 16), sll))
      const bytes = concat(
        section(),
        block(0xbad, new Uint8Array(100_000)),
        device(),
        device(new Uint8Array(0), 113),
        simple(little),
        block(5, new Uint8Array(8)),
        old,
        alien,
        section(false),
        device(new Uint8Array(0), 253, false),
        enhanced(0, 9n, big, false),
        block(0x40000bad, new Uint8Array(4), false),
      )
      for (const size of [bytes.length, 1, 4097]) {
        const reader = new CaptureReader()
        const packets = [...pieces(bytes, size)].flatMap((chunk) => reader.push(chunk))
        packets.push(...reader.end())
        equal(reader.damage, undefined)
        equal(
          packets.map((p) => [p.time, p.bigEndian]),
          [
            [undefined, false],
            [7_000_000_000n, false],
            [1000n, false],
            [9000n, true],
          ],
        )
        ok(packets[2]?.fault?.includes('ARPHRD 1'), `${packets[2]?.fault}`)
        equal(dsts(packets), ['10.0.1.0', '10.0.1.0', '10.0.2.0'])
      }
    },
  ],
  [
    'a packet that was cut spoils no other, and shows what there is of it',
    () => {
      const message = routeMessage({}, 1)
      const two = concat(message, routeMessage({}, 2))
      const cut = { protocol: 0, time: 1n, bytes: two.slice(0, message.length + 9), originalLength: two.length }
      for (const format of ['pcap', 'pcapng'] as const) {
        const { packets, damage } = readCapture(fileOf([cut, { protocol: 0, time: 2n, bytes: two }], { format }))
        equal(damage, undefined)
        equal([packets[0]?.originalLength, packets[1]?.originalLength], [two.length, undefined])
        const decoded = decoder.decode(packets[0] as Packet)
        equal([decoded.messages.length, decoded.damage?.offset], [1, message.length])
        equal(dsts(packets), ['10.0.1.0', '10.0.1.0', '10.0.2.0'])
      }
    },
  ],
  [
    'rtmon: stamps are times; a file that was said to be raw has them as messages',
    () => {
      for (const bigEndian of [false, true]) {
        const { packets, format } = readCapture(rtmonFile(bigEndian))
        equal(format, 'rtmon')
        const seconds = 1_700_000_000_000_000_000n
        equal(
          packets.map((p) => p.time),
          [undefined, seconds + 5000n, seconds + 1_999_999_000n],
        )
        equal(dsts(packets), ['10.0.1.0', '10.0.2.0', '10.0.3.0', '10.0.4.0'])
        const raw = readCapture(rtmonFile(bigEndian), { format: 'raw' }).packets
        equal(decoder.decode(raw[0] as Packet).messages.length, 6)
      }
    },
  ],
  [
    'raw: the last message may lack its padding; the protocol is what one says',
    () => {
      const odd = Uint8Array.of(21, 0, 0, 0, 40, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5)
      const { packets, damage } = readCapture(concat(odd, new Uint8Array(3), odd), { protocol: 9 })
      equal(damage, undefined)
      equal(
        packets.flatMap((p) => decoder.decode(p).messages.map((m) => [p.protocol, p.offset + m.offset])),
        [
          [9, 0],
          [9, 24],
        ],
      )
    },
  ],
  [
    'what is no capture is said to be none; an empty file has no packets',
    () => {
      const { packets, damage } = readCapture(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0, 0, 0, 0))
      equal([packets.length, damage?.offset], [0, 0])
      const gzip = readCapture(Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3))
      equal(
        [gzip.packets.length, gzip.damage?.message],
        [0, 'this is compressed by gzip: it has to be unpacked first, offset 0'],
      )
      equal(readCapture(new Uint8Array(0)), { packets: [], format: 'raw', damage: undefined })
      equal(readCapture(fileOf([], { format: 'pcap' })).damage, undefined)
      equal(readCapture(fileOf([], { format: 'pcapng' })).damage, undefined)
      ok(readCapture(new Uint8Array(0), { format: 'pcap' }).damage, 'an empty pcap file is none')
    },
  ],
]
