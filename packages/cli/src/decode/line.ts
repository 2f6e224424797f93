import { type Packet, protocolName } from '@rtnl/capture'
import { NLM_F_KIND, NLMSG, NLMSG_MIN_TYPE } from '@rtnl/families'
import { type Fault, sentenceOf } from './fault.ts'
import { hexOf } from './json.ts'
import type { Pieces } from './pieces.ts'
import type { Sink } from './sink.ts'
import { When } from './when.ts'

/** So many bytes of what is not decoded stand in a line. */
const MAX_BYTES = 32
/** And of a nest so many members. */
const MAX_MEMBERS = 6

/** What stands in front of a message. */
export interface Head {
  readonly name: string
  readonly len: number
  readonly type: number
  readonly flags: number
  readonly seq: number
  readonly portid: number
}

/** A message in one line. */
export function textLine(pieces: Pieces, packet: Packet, head: Head, body: unknown, fault: Fault | undefined): void {
  const { sink } = pieces
  pieces.begin()
  writeHead(pieces, packet, head)
  const bytes = body instanceof Uint8Array
  if (typeof body === 'object' && body !== null && !bytes)
    for (const key in body) {
      const member = (body as Readonly<Record<string, unknown>>)[key]
      if (member !== undefined && !pieces.same(key, member)) named(sink, key, member)
    }
  pieces.end()
  if (bytes) writeBytes(sink, body)
  endLine(sink, fault)
}

/** What is no message, in one line: text where it is text. */
export function packetLine(sink: Sink, packet: Packet, from: number, fault: Fault | undefined): void {
  const rest = packet.bytes.subarray(from)
  if (packet.time !== undefined) writeTime(sink, packet.time)
  writeDirection(sink, packet)
  writeProtocol(sink, packet)
  sink.plain('len ')
  sink.number(rest.length)
  const isText = rest.length > 0 && rest.every((byte) => byte === 0 || (byte >= 32 && byte < 127))
  if (isText) sink.text(` ${new TextDecoder().decode(rest).replaceAll('\0', ' ').trimEnd()}`)
  else writeBytes(sink, rest)
  endLine(sink, fault)
}

function endLine(sink: Sink, fault: Fault | undefined): void {
  if (fault !== undefined) sink.text(` ${sentenceOf(fault)}`)
  sink.line()
}

/** Time, direction, protocol, and `struct nlmsghdr`. */
export function writeHead(pieces: Pieces, packet: Packet, { name, len, type, flags, seq, portid }: Head): void {
  const { sink } = pieces
  const { time, direction, protocol } = packet
  if (!pieces.same('time', time) && time !== undefined) writeTime(sink, time)
  if (!pieces.same('direction', direction)) writeDirection(sink, packet)
  if (!pieces.same('protocol', protocol)) writeProtocol(sink, packet)
  // Of another protocol a type has another name.
  if (!pieces.same('type', name)) sink.plain(name)
  if (!pieces.same('len', len)) {
    sink.plain(' len ')
    sink.number(len)
  }
  if (!pieces.same('seq', seq)) {
    sink.plain(' seq ')
    sink.number(seq)
  }
  if (!pieces.same('portid', portid)) {
    sink.plain(' portid ')
    sink.number(portid)
  }
  const text = flags === 0 ? '' : flagsOf(protocol, type, flags)
  if (!pieces.same('flags', text)) sink.plain(text)
}

const when = new When()

function writeTime(sink: Sink, time: bigint): void {
  when.date(sink, time)
  sink.plain(' ')
}

function writeDirection(sink: Sink, { direction }: Packet): void {
  if (direction !== undefined) sink.plain(direction === 'sent' ? '> ' : '< ')
}

function writeProtocol(sink: Sink, { protocol }: Packet): void {
  if (protocol !== 0) sink.plain(`${(protocolName(protocol) ?? `NETLINK_${protocol}`).slice(8).toLowerCase()} `)
}

const flagTexts = new Map<number, string>()

/** The names of the flags, which depend on the kind of message. */
function flagsOf(protocol: number, type: number, flags: number): string {
  const kind =
    type < NLMSG_MIN_TYPE ? (type === NLMSG.ERROR || type === NLMSG.DONE ? 4 : 3) : protocol === 0 ? type & 3 : 3
  const key = kind * 65536 + flags
  let text = flagTexts.get(key)
  if (text === undefined) {
    const names: Readonly<Record<string, number>> =
      [NLM_F_KIND.NEW, NLM_F_KIND.DEL, NLM_F_KIND.GET, NLM_F_KIND.ANY, NLM_F_KIND.ACK][kind] ?? NLM_F_KIND.ANY
    const known = Object.entries(names).filter(([, bit]) => (flags & bit) === bit)
    const left = known.reduce((bits, [, bit]) => bits & ~bit, flags)
    text = ` ${[...known.map(([name]) => name.toLowerCase()), ...(left === 0 ? [] : [`0x${left.toString(16)}`])].join(',')}`
    flagTexts.set(key, text)
  }
  return text
}

/** ` key value` for each member. */
function members(sink: Sink, object: object): void {
  for (const key in object) {
    const member = (object as Readonly<Record<string, unknown>>)[key]
    if (member !== undefined) named(sink, key, member)
  }
}

function named(sink: Sink, key: string, member: unknown): void {
  sink.plain(' ')
  sink.plain(key)
  sink.plain(' ')
  value(sink, member)
}

function value(sink: Sink, member: unknown): void {
  if (typeof member === 'number') sink.number(member)
  else if (typeof member === 'string') sink.text(member)
  else if (typeof member !== 'object' || member === null) sink.plain(String(member))
  else if (member instanceof Uint8Array) writeBytes(sink, member, '')
  else if (!Array.isArray(member)) nest(sink, member)
  else if (member.length === 0) sink.plain('-')
  else
    for (const [i, item] of member.entries()) {
      if (i > 0) sink.plain(',')
      value(sink, item)
    }
}

/** Short nests in braces, of long ones that they are there. */
function nest(sink: Sink, object: object): void {
  let count = 0
  for (const key in object) if ((object as Readonly<Record<string, unknown>>)[key] !== undefined) count++
  sink.plain('{')
  if (count > MAX_MEMBERS) sink.plain(' ...')
  else members(sink, object)
  sink.plain(' }')
}

function writeBytes(sink: Sink, data: Uint8Array, before = ' '): void {
  sink.plain(before)
  if (data.length === 0) {
    sink.plain('-')
    return
  }
  sink.plain(hexOf(data.subarray(0, MAX_BYTES)))
  if (data.length > MAX_BYTES) sink.plain(`...(${data.length} bytes)`)
}
