import { CaptureColumns, CaptureReader, conversations, PacketDecoder, readCapture } from '@rtnl/capture'
import { RTM } from '@rtnl/families'
import { type Case, concat, equal, ok, random, show } from './check.ts'
import { fileOf, files, routeMessage, session } from './samples.ts'

const decoder = new PacketDecoder({ fields: true })

const table = new CaptureColumns(RTM.NEWROUTE, ['dst', 'oif', 'metrics.ccAlgo'], (batch) =>
  ok(batch.length > 0, 'an empty batch'),
)

/** Reads and decodes to the end; throws for nothing. */
function survive(bytes: Uint8Array, size = bytes.length): number {
  const reader = new CaptureReader()
  const packets = []
  for (let at = 0; at < bytes.length; at += size) packets.push(...reader.push(bytes.slice(at, at + size)))
  packets.push(...reader.end())
  const decoded = packets.map((packet) => decoder.decode(packet))
  for (const packet of packets) table.add(packet)
  table.end()
  for (const { replies } of conversations(decoded, decoder)) ok(replies.length <= bytes.length, 'replies')
  for (const { bytes: found, messages } of decoded)
    for (const { offset, header, fields = [] } of messages) {
      ok(offset + header.len <= found.length, 'a message beyond its packet')
      for (const field of fields)
        ok(field.offset + field.length <= header.len, `a field beyond its message: ${show(field)}`)
    }
  return packets.length
}

export const damage: Case[] = [
  ...files().map(
    ({ name, bytes }): Case => [
      `${name}: cut at every byte, it gives what came before`,
      () => {
        const whole = readCapture(bytes).packets
        for (let length = 0; length < bytes.length; length++) {
          const { packets, damage } = readCapture(bytes.slice(0, length))
          const expected = whole.filter((packet) => packet.offset + packet.bytes.length <= length)
          const found = packets.reduce((sum, packet) => sum + packet.bytes.length, 0)
          const wanted = expected.reduce((sum, packet) => sum + packet.bytes.length, 0)
          // A block of pcapng is whole only with what stands behind the packet.
          const missing = expected.length - packets.length
          if (name.startsWith('pcap'))
            ok(missing === 0 || (missing === 1 && name.startsWith('pcapng')), `${length} bytes: ${missing} missing`)
          // A run of messages is cut where the last whole one ends.
          else ok(found <= length && found >= wanted, `${length} bytes: ${found} found`)
          if (damage !== undefined) ok(damage.offset <= length, `broke at ${damage.offset} of ${length}`)
          else ok(length === 0 || found > 0 || packets.length === 0, 'nothing')
          survive(bytes.slice(0, length), 50)
        }
      },
    ],
  ),
  [
    'a file that broke says where: the records before are read',
    () => {
      const packets = [1, 2, 3].map((third) => ({ protocol: 0, time: 1n, bytes: routeMessage({}, third) }))
      for (const format of ['pcap', 'pcapng'] as const) {
        const file = fileOf(packets, { format })
        const second = fileOf(packets.slice(0, 1), { format }).length
        const broken = file.slice()
        // The length of the second record.
        broken.fill(0xff, second + (format === 'pcap' ? 8 : 4), second + (format === 'pcap' ? 12 : 8))
        const read = readCapture(broken)
        equal([read.packets.length, read.damage?.offset], [1, second])
      }
      const raw = concat(routeMessage({}, 1), new Uint8Array(64))
      const read = readCapture(raw)
      equal([read.packets.length, read.damage?.offset], [1, raw.length - 64])
    },
  ],
  [
    'a length that lies takes no memory',
    () => {
      const file = fileOf(session(), { format: 'pcapng' })
      const reader = new CaptureReader()
      // An unknown block of nearly 4 GiB is passed over as its bytes come.
      const skip = Uint8Array.of(0xad, 0x0b, 0, 0, 0xfc, 0xff, 0xff, 0xff)
      equal(reader.push(concat(file, skip, new Uint8Array(4))).length, session().length)
      const chunk = new Uint8Array(1 << 20)
      for (let i = 0; i < 4095; i++) equal(reader.push(chunk).length, 0)
      equal([reader.push(new Uint8Array(chunk.length - 16)).length, reader.damage], [0, undefined])
      equal(reader.push(file).length, session().length)
    },
  ],
  ...files().map(
    ({ name, bytes }, number): Case => [
      `${name}: 2,500 random mutations`,
      () => {
        const next = random(number + 1)
        for (let round = 0; round < 2500; round++) {
          const mutated = bytes.slice(0, next(8) === 0 ? next(bytes.length) : bytes.length)
          for (let i = next(6); i >= 0; i--) {
            const at = next(mutated.length || 1)
            if (at < mutated.length) mutated[at] = next(3) === 0 ? (next(2) === 0 ? 0 : 0xff) : next(256)
          }
          survive(mutated, 1 + next(bytes.length))
        }
      },
    ],
  ),
]
