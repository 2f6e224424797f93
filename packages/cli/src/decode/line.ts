import { type CapturedMessage, type Packet, protocolName } from '@rtnl/capture'
import { NLM_F_KIND, NLMSG, NLMSG_MIN_TYPE } from '@rtnl/families'
import { printable } from '../printable.ts'
import { type Fault, sentenceOf } from './fault.ts'
import { hexOf } from './json.ts'

/** So many bytes of what is not decoded stand in a line. */
const MAX_BYTES = 32
/** And of a nest so many members. */
const MAX_MEMBERS = 6

/** A message in one line. */
export function textLine(packet: Packet, message: CapturedMessage, fault: Fault | undefined): string {
  const { body, payload } = message
  const rest = typeof body === 'object' && body !== null ? members(body) : payload !== undefined ? bytes(payload) : ''
  const error = fault === undefined ? '' : ` ${sentenceOf(fault)}`
  return `${printable(`${headOf(packet, message)}${rest}${error}`)}\n`
}

/** What is no message, in one line: text where it is text. */
export function packetLine(packet: Packet, from: number, fault: Fault | undefined): string {
  const rest = packet.bytes.subarray(from)
  const error = fault === undefined ? '' : ` ${sentenceOf(fault)}`
  const isText = rest.length > 0 && rest.every((byte) => byte === 0 || (byte >= 32 && byte < 127))
  const shown = isText ? ` ${new TextDecoder().decode(rest).replaceAll('\0', ' ').trimEnd()}` : bytes(rest)
  return `${printable(`${whenOf(packet)}len ${rest.length}${shown}${error}`)}\n`
}

/** Time, direction, protocol, and `struct nlmsghdr`. */
export function headOf(packet: Packet, { header, name }: CapturedMessage): string {
  const { len, type, flags, seq, portid } = header
  return `${whenOf(packet)}${name} len ${len} seq ${seq} portid ${portid}${flagsOf(packet.protocol, type, flags)}`
}

function whenOf({ time, direction, protocol }: Packet): string {
  const mark = direction === 'sent' ? '> ' : direction === 'received' ? '< ' : ''
  const which = protocol === 0 ? '' : `${(protocolName(protocol) ?? `NETLINK_${protocol}`).slice(8).toLowerCase()} `
  return `${time === undefined ? '' : `${timeOf(time)} `}${mark}${which}`
}

let second = -1n
let secondText = ''

/** `2023-11-14T22:13:20.123456789Z`. */
function timeOf(time: bigint): string {
  const seconds = time / 1_000_000_000n
  if (seconds !== second) {
    second = seconds
    const date = new Date(Number(seconds) * 1000)
    secondText = Number.isNaN(date.getTime()) ? String(seconds) : date.toISOString().slice(0, -5)
  }
  return `${secondText}.${String(time - seconds * 1_000_000_000n).padStart(9, '0')}Z`
}

const flagTexts = new Map<number, string>()

/** The names of the flags, which depend on the kind of message. */
function flagsOf(protocol: number, type: number, flags: number): string {
  if (flags === 0) return ''
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

/** ` key value` for each member; short nests in braces, of long ones that they are there. */
function members(object: object, deep = false): string {
  let text = ''
  let count = 0
  for (const key in object) {
    const member = (object as Readonly<Record<string, unknown>>)[key]
    if (member === undefined) continue
    if (deep && ++count > MAX_MEMBERS) return ' ...'
    text += ` ${key} ${shown(member)}`
  }
  return text
}

function shown(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value)
  if (value instanceof Uint8Array) return bytes(value).slice(1)
  if (Array.isArray(value)) return value.length === 0 ? '-' : value.map(shown).join(',')
  return `{${members(value, true)} }`
}

function bytes(data: Uint8Array): string {
  if (data.length === 0) return ' -'
  return ` ${hexOf(data.subarray(0, MAX_BYTES))}${data.length > MAX_BYTES ? `...(${data.length} bytes)` : ''}`
}
