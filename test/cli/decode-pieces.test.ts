import type { Packet } from '@rtnl/capture'
import { decode } from '@rtnl/codec'
import { rtnetlink } from '@rtnl/families'
import { expect, test } from 'vitest'
import { jsonLine, jsonPacket } from '../../packages/cli/src/decode/json.ts'
import { packetLine, textLine } from '../../packages/cli/src/decode/line.ts'
import { Pieces } from '../../packages/cli/src/decode/pieces.ts'
import { Sink } from '../../packages/cli/src/decode/sink.ts'
import { random } from '../core/bytes.ts'
import { recorded } from '../families/vectors.ts'

// What was printed before must not be seen in what is printed now.

const text = (sink: Sink) => new TextDecoder().decode(sink.take())
const pick = random(8)

/** Recorded messages by chance, in runs of the same, of packets that differ in all that a line begins with. */
const messages = Array.from({ length: 3000 }, () => recorded[pick(recorded.length)]?.bytes ?? new Uint8Array())
  .flatMap((bytes) => Array.from({ length: 1 + pick(4) }, () => decode(rtnetlink, bytes).messages).flat())
  .map(({ header, body }, i) => {
    const direction = pick(3)
    const packet: Packet = {
      time: pick(4) === 0 ? undefined : BigInt(pick(3)) * 1_500_000_000n,
      protocol: pick(2) * 16,
      direction: direction === 0 ? undefined : direction === 1 ? 'sent' : 'received',
      offset: pick(3),
      bytes: new Uint8Array(pick(3)),
      bigEndian: false,
    } as Packet
    const head = { ...header, name: pick(2) === 0 ? rtnetlink.typeName(header.type) : String(header.type) }
    return { packet, head, body: pick(20) === 0 ? new Uint8Array(pick(5)) : body, whole: i % 17 !== 0 }
  })

test.each([
  ['JSON', jsonLine, jsonPacket],
  [
    'lines',
    (pieces: Pieces, packet: Packet, _offset: number, ...rest: [never, unknown, undefined]) =>
      textLine(pieces, packet, ...rest),
    (pieces: Pieces, packet: Packet, from: number) => packetLine(pieces.sink, packet, from, undefined),
  ],
])('%s are what they would be alone', (_name, line, other) => {
  const together = new Pieces(new Sink())
  const alone: string[] = []
  let all = ''
  for (const { packet, head, body, whole } of messages) {
    const pieces = new Pieces(new Sink())
    for (const one of [pieces, together])
      if (whole) line(one, packet, 0, head as never, body, undefined)
      else other(one, packet, 0, undefined)
    alone.push(text(pieces.sink))
    if (pick(50) === 0) all += text(together.sink)
  }
  expect((all + text(together.sink)).split('\n').slice(0, -1)).toEqual(alone.join('').split('\n').slice(0, -1))
})
