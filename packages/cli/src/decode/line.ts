import { type Packet, protocolName } from '@rtnl/capture'
import { NLM_F_KIND, NLMSG, NLMSG_MIN_TYPE } from '@rtnl/families'
import { direct } from './direct.ts'
import { type Fault, sentenceOf } from './fault.ts'
import { hexOf } from './json.ts'
import { bytesOf, FLAGS, headerNumber, type Piece, PORTID, SEQ } from './piece.ts'
import type { Heading, Shown } from './shown.ts'
import type { Sink } from './sink.ts'
import type { Compose } from './texts.ts'
import { When } from './when.ts'

/** So many bytes of what is not decoded stand in a line. */
const MAX_BYTES = 32
/** And of a nest so many members. */
const MAX_MEMBERS = 6

/** The pieces of a message in one line. */
export const composeLine: Compose = (sink, shown) => {
  const { body, payload, fields, numbers, len } = shown
  const pieces = headOf(sink, shown)
  for (const key in body) {
    const reader = numbers.get(key)
    const write = ({ body: now }: Shown) => {
      const member = now?.[key]
      if (member !== undefined) named(sink, key, member)
    }
    pieces.push({ ...bytesOf(fields, key, len), ...(reader ? direct(sink, reader, ` ${key} `) : { write }) })
  }
  if (body === undefined && payload !== undefined) pieces.push({ write: () => writeBytes(sink, payload) })
  return pieces
}

/** Time, direction, protocol, and `struct nlmsghdr`. */
export function headOf(sink: Sink, shown: Shown): Piece[] {
  const { name, len } = shown
  return [
    { packet: true, write: (at) => writePacket(sink, at) },
    { write: () => sink.plain(`${name} len ${len}`) },
    { ...SEQ, ...direct(sink, headerNumber(SEQ, shown), ' seq ') },
    { ...PORTID, ...direct(sink, headerNumber(PORTID, shown), ' portid ') },
    {
      ...FLAGS,
      write: ({ protocol, type, flags }) => {
        if (flags !== 0) sink.plain(flagsOf(protocol, type, flags))
      },
    },
  ]
}

/** What is no message, in one line: text where it is text. */
export function packetLine(sink: Sink, packet: Packet, from: number, fault: Fault | undefined): void {
  const rest = packet.bytes.subarray(from)
  writePacket(sink, packet)
  sink.plain('len ')
  sink.number(rest.length)
  const isText = rest.length > 0 && rest.every((byte) => byte === 0 || (byte >= 32 && byte < 127))
  if (isText) sink.text(` ${new TextDecoder().decode(rest).replaceAll('\0', ' ').trimEnd()}`)
  else writeBytes(sink, rest)
  endLine(sink, fault)
}

/** What is wrong, and the end of the line. */
export function endLine(sink: Sink, fault: Fault | undefined): void {
  if (fault !== undefined) sink.text(` ${sentenceOf(fault)}`)
  sink.line()
}

const when = new When()

function writePacket(sink: Sink, { time, direction, protocol }: Heading): void {
  if (time !== undefined) {
    when.date(sink, time)
    sink.plain(' ')
  }
  if (direction !== undefined) sink.plain(direction === 'sent' ? '> ' : '< ')
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
