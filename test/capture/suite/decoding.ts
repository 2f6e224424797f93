import {
  type Conversation,
  conversations,
  type DecodedPacket,
  PacketDecoder,
  protocolName,
  protocolNumber,
  readCapture,
  walkNested,
} from '@rtnl/capture'
import { decode } from '@rtnl/codec'
import { rtnetlink } from '@rtnl/families'
import { type Case, concat, equal, hex, ok, show } from './check.ts'
import { errorMessage, fileOf, framed, MULTI, REQUEST, routeMessage, session, vxlanRequest } from './samples.ts'

const decoded = (bigEndian: boolean, format: 'pcap' | 'pcapng' = 'pcapng'): DecodedPacket[] => {
  const decoder = new PacketDecoder({ fields: true })
  return readCapture(fileOf(session(bigEndian), { format, bigEndian })).packets.map((packet) => decoder.decode(packet))
}

const packet = (bytes: Uint8Array, protocol = 0, bigEndian = false) => ({ protocol, bigEndian, offset: 0, bytes })

/** `vectors` are messages of `NETLINK_ROUTE` as a kernel wrote them. */
export const decoding = (vectors: readonly Uint8Array[]): Case[] => [
  [
    'a capture of a big-endian host decodes to the same messages',
    () => {
      const bodies = (packets: DecodedPacket[]) =>
        packets.map((p) => p.messages.map(({ name, header, body, payload }) => ({ name, header, body, payload })))
      for (const format of ['pcap', 'pcapng'] as const)
        equal(bodies(decoded(true, format)), bodies(decoded(false, format)))
    },
  ],
  [
    `${vectors.length} recorded messages decode as from memory`,
    () => {
      ok(vectors.length > 100, 'too few')
      const file = fileOf(
        vectors.map((bytes) => ({ protocol: 0, time: 1n, bytes })),
        { format: 'pcapng', bigEndian: false },
      )
      const decoder = new PacketDecoder()
      const { packets } = readCapture(file)
      equal(packets.length, vectors.length)
      for (const [i, read] of packets.entries()) {
        const [message] = decoder.decode(read).messages
        const [wanted] = decode(rtnetlink, vectors[i] as Uint8Array).messages
        if (wanted?.body !== undefined || wanted?.error !== undefined) equal(message, wanted)
        else equal(message?.header, wanted?.header)
      }
    },
  ],
  [
    'the bytes of every header, field and attribute',
    () => {
      const { bytes, offset } = vxlanRequest(8)
      const [message] = new PacketDecoder({ fields: true }).decode(packet(bytes)).messages
      const fields = message?.fields ?? []
      const at = (path: string) =>
        fields.filter((field) => field.path === path).map((f) => [f.constant, f.offset, f.length])
      equal(at('nlmsg'), [['nlmsghdr', 0, 16]])
      equal(at('nlmsg.seq'), [['nlmsghdr', 8, 4]])
      equal(at(''), [['ifinfomsg', 16, 16]])
      equal(at('index'), [['ifinfomsg', 20, 4]])
      equal(at('linkinfo.data.id'), [['IFLA_VXLAN_ID', offset, 8]])
      // Attributes cover all of the message behind its headers but padding.
      const covered = new Uint8Array(bytes.length)
      for (const f of fields) covered.fill(1, f.offset, f.offset + f.length)
      equal(covered.indexOf(0) < 0 || covered.indexOf(0) >= bytes.length - 12, true, hex(covered))
    },
  ],
  [
    'a damaged message spoils no other, and says where',
    () => {
      const damaged = routeMessage({}, 1)
      // RTA_TABLE, the first attribute behind struct rtmsg.
      damaged[28] = 3
      const { messages, damage } = new PacketDecoder({ fields: true }).decode(
        packet(concat(routeMessage({}, 7), damaged, routeMessage({}, 8))),
      )
      equal(damage, undefined)
      equal(
        messages.map((m) => (m.body as { dst?: string } | undefined)?.dst),
        ['10.0.7.0', undefined, '10.0.8.0'],
      )
      equal(messages[1]?.error?.offset, damaged.length + 28)
      ok(messages[1]?.payload !== undefined && (messages[1].fields?.length ?? 0) > 6, 'no bytes of what is damaged')
    },
  ],
  [
    'requests find their replies, acks and errors; an offset becomes a path',
    () => {
      for (const bigEndian of [false, true]) {
        const all = [...conversations(decoded(bigEndian))]
        const brief = (c: Conversation) => [
          c.protocol,
          c.portid,
          c.seq,
          c.request.message.name,
          c.replies.map((r) => r.message.name),
          c.done,
        ]
        equal(all.map(brief), [
          [0, 4711, 7, 'RTM_GETROUTE', ['RTM_NEWROUTE', 'RTM_NEWROUTE', 'NLMSG_DONE'], true],
          [0, 4711, 8, 'RTM_NEWLINK', ['NLMSG_ERROR'], true],
          [0, 4711, 9, 'RTM_NEWROUTE', ['NLMSG_ERROR'], true],
          [16, undefined, 1, 'GENL_ID_CTRL', [], false],
          [0, 4711, 9, 'RTM_NEWROUTE', [], false],
        ])
        equal(all[1]?.refusal, {
          errno: 34,
          message: 'Attribute failed policy validation',
          offset: vxlanRequest(8).offset,
          path: 'linkinfo.data.id',
          constant: 'IFLA_VXLAN_ID',
        })
      }
    },
  ],
  [
    'sockets with the same sequence numbers, in a capture of nlmon that knows neither sender nor direction',
    () => {
      const ask = framed({ type: 26, flags: REQUEST | 0x300, seq: 5 }, new Uint8Array(12))
      const answer = (portid: number, third: number) => routeMessage({ flags: MULTI, seq: 5, portid }, third)
      const end = (portid: number) => framed({ type: 3, flags: MULTI, seq: 5, portid }, new Uint8Array(4))
      const order = [ask, answer(10, 1), ask, answer(20, 2), answer(10, 3), end(20), end(10)]
      const decoder = new PacketDecoder()
      const all = [...conversations(order.map((bytes) => decoder.decode(packet(bytes))))]
      const found = all.map((c) => [c.portid, c.replies.map((r) => (r.message.body as { dst?: string }).dst), c.done])
      equal(found, [
        [20, ['10.0.2.0', undefined], true],
        [10, ['10.0.1.0', '10.0.3.0', undefined], true],
      ])
    },
  ],
  [
    'requests that are never answered do not pile up',
    () => {
      const decoder = new PacketDecoder()
      const ask = (seq: number) => decoder.decode(packet(framed({ type: 26, flags: REQUEST, seq }, new Uint8Array(12))))
      const late = decoder.decode(
        packet(errorMessage(framed({ type: 26, seq: 1 }, new Uint8Array(12)), 0, undefined, undefined)),
      )
      const packets = [...Array.from({ length: 10_000 }, (_, i) => ask(i + 1)), late]
      equal([...conversations(packets)].filter((c) => c.done).length, 0)
    },
  ],
  [
    'other protocols: header and attributes where they are, else the bytes',
    () => {
      const decoder = new PacketDecoder()
      const one = (protocol: number, type: number, payload: Uint8Array) =>
        decoder.decode(packet(framed({ type }, payload), protocol)).messages[0]
      const attribute = Uint8Array.of(5, 0, 1, 0, 9, 0, 0, 0)
      equal(one(16, 30, concat(Uint8Array.of(3, 1, 0, 0), attribute))?.body, {
        cmd: 3,
        version: 1,
        unknown: [{ type: 1, data: Uint8Array.of(9) }],
      })
      equal(one(12, 0x0a00, concat(Uint8Array.of(2, 0, 0, 1), attribute))?.body, {
        header: Uint8Array.of(2, 0, 0, 1),
        unknown: [{ type: 1, data: Uint8Array.of(9) }],
      })
      // Audit has text, which is no damage.
      const text = new TextEncoder().encode('audit(1): op=x')
      const audit = one(9, 1300, text)
      equal([audit?.error, audit?.name, audit?.payload], [undefined, '1300', text])
      const unknown = one(201, 1300, text)
      equal([unknown?.error, unknown?.payload], [undefined, text])
      const uevent = decoder.decode(packet(new TextEncoder().encode('add@/devices/x\0ACTION=add\0'), 15))
      equal([uevent.messages.length, uevent.damage], [0, undefined])
      equal([protocolName(0), protocolName(4), protocolName(99)], ['NETLINK_ROUTE', 'NETLINK_SOCK_DIAG', undefined])
      equal([protocolNumber('NETLINK_GENERIC'), protocolNumber('route'), protocolNumber('x')], [16, 0, undefined])
    },
  ],
  [
    'nests that nobody declared are walked',
    () => {
      const data = Uint8Array.of(5, 0, 2, 0, 7, 0, 0, 0, 4, 0, 3, 0x80)
      equal(walkNested({ type: 9, flags: 0x8000, data }, false).attributes, [
        { type: 2, data: Uint8Array.of(7) },
        { type: 3, flags: 0x8000, data: new Uint8Array(0), attributes: [] },
      ])
      for (const wrong of [data.slice(0, 7), Uint8Array.of(3, 0, 1, 0), Uint8Array.of(1)]) {
        const walked = walkNested({ type: 9, flags: 0x8000, data: wrong }, false)
        ok(walked.attributes === undefined || wrong.length === 7, show(walked))
      }
      equal(walkNested({ type: 9, data }, false).attributes, undefined)
    },
  ],
]
