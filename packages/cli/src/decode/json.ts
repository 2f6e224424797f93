import { type CapturedMessage, type Packet, walkNested } from '@rtnl/capture'
import type { UnknownAttribute } from '@rtnl/codec'
import { jsonString } from '../printable.ts'
import type { Fault } from './fault.ts'

/** What needs no escape. */
const PLAIN = /^[ !#-[\]-~]*$/
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

const quote = (text: string): string => (PLAIN.test(text) ? `"${text}"` : jsonString(text))

export function hexOf(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += HEX[byte]
  return text
}

/** A message as `{"time","protocol","offset","nlmsg","body","error"}`; what is not known is left out, bytes are in hexadecimal. */
export function jsonLine(packet: Packet, message: CapturedMessage, fault: Fault | undefined): string {
  const { header, name, body, payload } = message
  const { len, type, flags, seq, portid } = header
  const named = name === String(type) ? name : `"${name}"`
  let text = head(packet, message.offset)
  text += `,"nlmsg":{"len":${len},"type":${named},"flags":${flags},"seq":${seq},"portid":${portid}}`
  if (body !== undefined) text += `,"body":${value(body, packet.bigEndian)}`
  else if (payload !== undefined) text += `,"payload":"${hexOf(payload)}"`
  return `${text}${faultOf(fault)}}\n`
}

/** What is no message: a packet that is damaged, or of a protocol without messages. */
export function jsonPacket(packet: Packet, from: number, fault: Fault | undefined): string {
  return `${head(packet, from)},"payload":"${hexOf(packet.bytes.subarray(from))}"${faultOf(fault)}}\n`
}

function head({ time, protocol, direction, offset }: Packet, from: number): string {
  const when = time === undefined ? '' : `"time":${time},`
  const way = direction === undefined ? '' : `,"direction":"${direction}"`
  return `{${when}"protocol":${protocol}${way},"offset":${offset + from}`
}

const faultOf = (fault: Fault | undefined): string => (fault === undefined ? '' : `,"error":${value(fault, false)}`)

function value(member: unknown, bigEndian: boolean): string {
  if (typeof member === 'string') return quote(member)
  if (typeof member !== 'object' || member === null) return String(member)
  if (member instanceof Uint8Array) return `"${hexOf(member)}"`
  if (Array.isArray(member)) return array(member, bigEndian)
  let text = ''
  for (const key in member) {
    const inner = (member as Readonly<Record<string, unknown>>)[key]
    if (inner === undefined) continue
    const seen = key === 'unknown' ? (inner as UnknownAttribute[]).map((item) => walkNested(item, bigEndian)) : inner
    text += `${text === '' ? '' : ','}"${key}":${value(seen, bigEndian)}`
  }
  return `{${text}}`
}

function array(items: readonly unknown[], bigEndian: boolean): string {
  let text = ''
  for (const item of items) text += `${text === '' ? '' : ','}${value(item, bigEndian)}`
  return `[${text}]`
}
