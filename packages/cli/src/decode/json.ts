import { type Packet, walkNested } from '@rtnl/capture'
import type { UnknownAttribute } from '@rtnl/codec'
import type { Fault } from './fault.ts'
import type { Head } from './line.ts'
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
  sink: Sink,
  packet: Packet,
  offset: number,
  head: Head,
  body: unknown,
  fault: Fault | undefined,
): void {
  const { len, type, name, flags, seq, portid } = head
  begin(sink, packet, offset)
  sink.plain(',"nlmsg":{"len":')
  sink.number(len)
  sink.plain(',"type":')
  // The name of a type without one is its number.
  if (name === String(type)) sink.plain(name)
  else sink.quoted(name)
  sink.plain(',"flags":')
  sink.number(flags)
  sink.plain(',"seq":')
  sink.number(seq)
  sink.plain(',"portid":')
  sink.number(portid)
  sink.plain('}')
  if (body !== undefined) {
    sink.plain(body instanceof Uint8Array ? ',"payload":' : ',"body":')
    value(sink, body, packet.bigEndian)
  }
  end(sink, fault)
}

/** What is no message: a packet that is damaged, or of a protocol without messages. */
export function jsonPacket(sink: Sink, packet: Packet, from: number, fault: Fault | undefined): void {
  begin(sink, packet, from)
  sink.plain(',"payload":')
  value(sink, packet.bytes.subarray(from), false)
  end(sink, fault)
}

const when = new When()

function begin(sink: Sink, { time, protocol, direction, offset }: Packet, from: number): void {
  sink.plain('{')
  if (time !== undefined) {
    sink.plain('"time":')
    when.number(sink, time)
    sink.plain(',')
  }
  sink.plain('"protocol":')
  sink.number(protocol)
  if (direction !== undefined) sink.plain(direction === 'sent' ? ',"direction":"sent"' : ',"direction":"received"')
  sink.plain(',"offset":')
  sink.number(offset + from)
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
    const inner = members[key]
    if (inner === undefined) continue
    sink.plain(before)
    sink.plain(key)
    sink.plain('":')
    before = ',"'
    if (key !== 'unknown') value(sink, inner, bigEndian)
    else
      array(
        sink,
        (inner as UnknownAttribute[]).map((item) => walkNested(item, bigEndian)),
        bigEndian,
      )
  }
  sink.plain(before === '{"' ? '{}' : '}')
}

function array(sink: Sink, items: readonly unknown[], bigEndian: boolean): void {
  sink.plain('[')
  for (let i = 0; i < items.length; i++) {
    if (i > 0) sink.plain(',')
    value(sink, items[i], bigEndian)
  }
  sink.plain(']')
}
