import { type Packet, walkNested } from '@rtnl/capture'
import type { UnknownAttribute } from '@rtnl/codec'
import type { Fault } from './fault.ts'
import type { Head } from './line.ts'
import type { Pieces } from './pieces.ts'
import type { Sink } from './sink.ts'
import { When } from './when.ts'

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

export function hexOf(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += HEX[byte]
  return text
}

/** A message as `{"time","protocol","offset","nlmsg","body","error"}`; what is not known is left out, bytes are in hexadecimal. `offset` counts from the packet. */
export function jsonLine(
  pieces: Pieces,
  packet: Packet,
  offset: number,
  head: Head,
  body: unknown,
  fault: Fault | undefined,
): void {
  const { sink } = pieces
  const { len, type, name, flags, seq, portid } = head
  pieces.begin()
  begin(pieces, packet, offset)
  if (!pieces.same('len', len)) {
    sink.plain(',"nlmsg":{"len":')
    sink.number(len)
  }
  if (!pieces.same('type', name)) {
    sink.plain(',"type":')
    // The name of a type without one is its number.
    if (name === String(type)) sink.plain(name)
    else sink.quoted(name)
  }
  if (!pieces.same('flags', flags)) {
    sink.plain(',"flags":')
    sink.number(flags)
  }
  if (!pieces.same('seq', seq)) {
    sink.plain(',"seq":')
    sink.number(seq)
  }
  if (!pieces.same('portid', portid)) {
    sink.plain(',"portid":')
    sink.number(portid)
    sink.plain('}')
  }
  const bytes = body instanceof Uint8Array
  if (typeof body === 'object' && body !== null && !bytes)
    members(pieces, body as Readonly<Record<string, unknown>>, packet.bigEndian)
  pieces.end()
  if (bytes) {
    sink.plain(',"payload":')
    value(sink, body, false)
  }
  end(sink, fault)
}

/** What is no message: a packet that is damaged, or of a protocol without messages. */
export function jsonPacket(pieces: Pieces, packet: Packet, from: number, fault: Fault | undefined): void {
  const { sink } = pieces
  pieces.begin()
  begin(pieces, packet, from)
  pieces.end()
  sink.plain(',"payload":')
  value(sink, packet.bytes.subarray(from), false)
  end(sink, fault)
}

const when = new When()

function begin(pieces: Pieces, { time, protocol, direction, offset }: Packet, from: number): void {
  const { sink } = pieces
  if (!pieces.same('time', time)) {
    sink.plain('{')
    if (time !== undefined) {
      sink.plain('"time":')
      when.number(sink, time)
      sink.plain(',')
    }
  }
  if (!pieces.same('protocol', protocol)) {
    sink.plain('"protocol":')
    sink.number(protocol)
  }
  if (!pieces.same('direction', direction) && direction !== undefined)
    sink.plain(direction === 'sent' ? ',"direction":"sent"' : ',"direction":"received"')
  if (!pieces.same('offset', offset + from)) {
    sink.plain(',"offset":')
    sink.number(offset + from)
  }
}

/** The members of a body. */
function members(pieces: Pieces, body: Readonly<Record<string, unknown>>, bigEndian: boolean): void {
  const { sink } = pieces
  let before = ',"body":{"'
  for (const key in body) {
    const member = body[key]
    if (member === undefined) continue
    if (!pieces.same(key, member)) {
      sink.plain(before)
      sink.plain(key)
      sink.plain('":')
      inner(sink, key, member, bigEndian)
    }
    before = ',"'
  }
  if (!pieces.same('', before)) sink.plain(before === ',"' ? '}' : ',"body":{}')
}

function end(sink: Sink, fault: Fault | undefined): void {
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
