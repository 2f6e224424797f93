import { type Packet, walkNested } from '@rtnl/capture'
import type { UnknownAttribute } from '@rtnl/codec'
import { direct } from './direct.ts'
import type { Fault } from './fault.ts'
import { bytesOf, FLAGS, headerNumber, type Piece, PORTID, SEQ } from './piece.ts'
import type { Heading, Shown } from './shown.ts'
import type { Sink } from './sink.ts'
import type { Compose } from './texts.ts'
import { When } from './when.ts'

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

export function hexOf(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += HEX[byte]
  return text
}

/**
 * The pieces of a message as `{"time","protocol","offset","nlmsg","body","error"}`, but for the error and the end; what is not known is left out, bytes are in
 * hexadecimal.
 */
export const composeJson: Compose = (sink, shown) => {
  const { name, len, type, body, payload, fields, numbers } = shown
  const pieces: Piece[] = [
    { packet: true, write: (at) => writePacket(sink, at) },
    { place: 0, lead: OFFSET.length, write: ({ place }) => writeOffset(sink, place) },
    {
      write: () => {
        sink.plain(`,"nlmsg":{"len":${len},"type":`)
        // The name of a type without one is its number.
        if (name === String(type)) sink.plain(name)
        else sink.quoted(name)
      },
    },
    { ...FLAGS, write: ({ flags }) => numbered(sink, ',"flags":', flags) },
    { ...SEQ, ...direct(sink, headerNumber(SEQ, shown), ',"seq":') },
    { ...PORTID, ...direct(sink, headerNumber(PORTID, shown), ',"portid":') },
  ]
  if (body !== undefined) {
    let before = '},"body":{"'
    for (const key in body) {
      if (body[key] === undefined) continue
      const begin = `${before}${key}":`
      const reader = numbers.get(key)
      const write = ({ packet, body: now }: Shown) => {
        sink.plain(begin)
        // What a shape has it always has.
        inner(sink, key, now?.[key] ?? null, packet.bigEndian)
      }
      pieces.push({ ...bytesOf(fields, key, len), ...(reader ? direct(sink, reader, begin, '"') : { write }) })
      before = ',"'
    }
    pieces.push({ write: () => sink.plain(before === ',"' ? '}' : '},"body":{}') })
  } else pieces.push({ write: () => sink.plain('}') })
  if (body === undefined && payload !== undefined) pieces.push({ write: () => writePayload(sink, payload) })
  return pieces
}

function numbered(sink: Sink, before: string, number: number): void {
  sink.plain(before)
  sink.number(number)
}

function writePayload(sink: Sink, bytes: Uint8Array): void {
  sink.plain(',"payload":')
  value(sink, bytes, false)
}

/** What is no message: a packet that is damaged, or of a protocol without messages. */
export function jsonPacket(sink: Sink, packet: Packet, from: number, fault: Fault | undefined): void {
  const { time, direction, protocol } = packet
  // Nobody knows the protocol of what is not netlink.
  writePacket(sink, { time, direction, ...(packet.fault === undefined && { protocol }) })
  writeOffset(sink, packet.offset + from)
  writePayload(sink, packet.bytes.subarray(from))
  endJson(sink, fault)
}

const when = new When()

function writePacket(sink: Sink, { time, protocol, direction }: Partial<Heading>): void {
  sink.plain('{')
  if (time !== undefined) {
    sink.plain('"time":')
    when.number(sink, time)
    sink.plain(',')
  }
  if (protocol !== undefined) {
    numbered(sink, '"protocol":', protocol)
    sink.plain(',')
  }
  if (direction !== undefined) sink.plain(direction === 'sent' ? '"direction":"sent",' : '"direction":"received",')
}

const OFFSET = '"offset":'

function writeOffset(sink: Sink, offset: number): void {
  sink.plain(OFFSET)
  sink.number(offset)
}

/** What is wrong, and the end of the object. */
export function endJson(sink: Sink, fault: Fault | undefined): void {
  if (fault !== undefined) {
    sink.plain(',"error":')
    value(sink, fault, false)
  }
  sink.plain('}')
  sink.line()
}

function value(sink: Sink, member: unknown, bigEndian: boolean): void {
  if (typeof member === 'number') sink.number(member)
  else if (typeof member === 'string') sink.quoted(member)
  else if (typeof member !== 'object' || member === null) sink.plain(String(member))
  else if (member instanceof Uint8Array) {
    sink.plain('"')
    sink.plain(hexOf(member))
    sink.plain('"')
  } else if (Array.isArray(member)) array(sink, member, bigEndian)
  else object(sink, member as Readonly<Record<string, unknown>>, bigEndian)
}

function object(sink: Sink, members: Readonly<Record<string, unknown>>, bigEndian: boolean): void {
  let before = '{"'
  for (const key in members) {
    const member = members[key]
    if (member === undefined) continue
    sink.plain(before)
    sink.plain(key)
    sink.plain('":')
    before = ',"'
    inner(sink, key, member, bigEndian)
  }
  sink.plain(before === '{"' ? '{}' : '}')
}

function inner(sink: Sink, key: string, member: unknown, bigEndian: boolean): void {
  if (key !== 'unknown') value(sink, member, bigEndian)
  else
    array(
      sink,
      (member as UnknownAttribute[]).map((item) => walkNested(item, bigEndian)),
      bigEndian,
    )
}

function array(sink: Sink, items: readonly unknown[], bigEndian: boolean): void {
  sink.plain('[')
  for (let i = 0; i < items.length; i++) {
    if (i > 0) sink.plain(',')
    value(sink, items[i], bigEndian)
  }
  sink.plain(']')
}
