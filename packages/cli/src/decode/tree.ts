import type { CapturedMessage, Packet } from '@rtnl/capture'
import type { Field } from '@rtnl/codec'
import { printable } from '../printable.ts'
import { type Fault, sentenceOf } from './fault.ts'
import { hexOf } from './json.ts'
import { headOf } from './line.ts'

const NLA_HDRLEN = 4
const ALL = 64

/** A message with a line for each field, header and attribute: its bytes in the file, its name and key, and its value. */
export function textTree(packet: Packet, message: CapturedMessage, fault: Fault | undefined): string {
  const { fields = [], body, payload, offset } = message
  const start = packet.offset + offset
  const lines = [headOf(packet, message)]
  const known = { ...(body as object | undefined), nlmsg: message.header }
  for (const [i, field] of fields.entries()) {
    const at = `${start + field.offset}+${field.length}`.padEnd(12)
    const value = shownValue(packet, message, field, fields[i + 1], known)
    lines.push(`  ${at}${'  '.repeat(depthOf(field))}${nameOf(field)}${value === '' ? '' : ` ${value}`}`)
  }
  if (body === undefined && payload !== undefined && payload.length > 0) {
    const place = `${start + 16}+${payload.length}`
    lines.push(`  ${place.padEnd(12)}payload ${hexOf(payload)}`)
  }
  if (fault !== undefined) lines.push(`  ${sentenceOf(fault)}`)
  return lines.map((line) => `${printable(line)}\n`).join('')
}

const isMember = (constant: string): boolean => !/^[A-Z]/.test(constant)
const keysOf = (path: string): string[] => path.split(/[.[\]]+/).filter((key) => key !== '')

/** Members of a struct by their keys, attributes by the kernel's names. */
function nameOf({ path, constant }: Field): string {
  const key = keysOf(path).at(-1) ?? ''
  if (path === '' || path === 'nlmsg') return constant
  return isMember(constant) ? key : constant === key ? constant : `${constant} ${key}`
}

/** The fixed struct's members stand one deeper than their path says: they belong to the struct. */
function depthOf({ path, constant }: Field): number {
  const keys = keysOf(path)
  return keys.length - 1 + (path === '' ? 1 : isMember(constant) && keys.length === 1 && path !== 'nlmsg' ? 1 : 0)
}

function shownValue(
  packet: Packet,
  message: CapturedMessage,
  field: Field,
  next: Field | undefined,
  body: object,
): string {
  const { path, offset, length, constant } = field
  if (path === '') return ''
  let value: unknown = body
  for (const key of keysOf(path)) value = (value as Readonly<Record<string, unknown>> | undefined)?.[key]
  if (typeof value === 'object' && value !== null && !(value instanceof Uint8Array)) {
    return Array.isArray(value) && value.every((item) => typeof item !== 'object') ? value.join(',') : ''
  }
  if (value !== undefined && !(value instanceof Uint8Array)) return String(value)
  // What has fields of its own shows them.
  if (next !== undefined && next.offset < offset + length && next.offset > offset) return ''
  const from = message.offset + offset + (isMember(constant) ? 0 : NLA_HDRLEN)
  const to = message.offset + offset + length
  const shown = packet.bytes.subarray(from, Math.min(to, from + ALL))
  return `${hexOf(shown)}${to - from > ALL ? `... (${to - from} bytes)` : ''}`
}
