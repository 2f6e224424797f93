import type { CapturedMessage, Packet } from '@rtnl/capture'
import type { Field } from '@rtnl/codec'
import { type Fault, sentenceOf } from './fault.ts'
import { hexOf } from './json.ts'
import { headOf } from './line.ts'

const NLA_HDRLEN = 4
const ALL = 64

/** What a field's line has but its value and its place in the file. */
interface Row {
  readonly field: Field
  /** Indent and name. */
  readonly name: string
  readonly keys: readonly string[]
  /** It has fields of its own, or is a whole header: these show what is in it. */
  readonly outer: boolean
}

/** By the fields, which are the same array for all messages of a shape. */
const known = new WeakMap<readonly Field[], readonly Row[]>()

function rowsOf(fields: readonly Field[]): readonly Row[] {
  let rows = known.get(fields)
  if (rows === undefined) {
    rows = fields.map((field, i) => {
      const next = fields[i + 1]
      const { path, offset, length } = field
      const outer = path === '' || (next !== undefined && next.offset < offset + length && next.offset > offset)
      return { field, name: `${'  '.repeat(depthOf(field))}${nameOf(field)}`, keys: keysOf(path), outer }
    })
    known.set(fields, rows)
  }
  return rows
}

/** A message with a line for each field, header and attribute: its bytes in the file, its name and key, and its value. Not escaped. */
export function textTree(packet: Packet, message: CapturedMessage, fault: Fault | undefined): string[] {
  const { fields = [], body, payload, offset } = message
  const start = packet.offset + offset
  const lines = [`${headOf(packet, message)}\n`]
  for (const row of rowsOf(fields)) {
    const { field, name } = row
    const value = shownValue(packet, message, row)
    const at = `${start + field.offset}+${field.length}`.padEnd(12)
    lines.push(value === '' ? `  ${at}${name}\n` : `  ${at}${name} ${value}\n`)
  }
  if (body === undefined && payload !== undefined && payload.length > 0)
    lines.push(`  ${`${start + 16}+${payload.length}`.padEnd(12)}payload ${hexOf(payload)}\n`)
  if (fault !== undefined) lines.push(`  ${sentenceOf(fault)}\n`)
  return lines
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

function shownValue(packet: Packet, message: CapturedMessage, { field, keys, outer }: Row): string {
  const { path, offset, length, constant } = field
  if (path === '') return ''
  const inHeader = keys[0] === 'nlmsg' && constant === 'nlmsghdr'
  let value: unknown = inHeader ? message.header : message.body
  for (let i = inHeader ? 1 : 0; i < keys.length; i++)
    value = (value as Readonly<Record<string, unknown>> | undefined)?.[keys[i] as string]
  if (typeof value === 'object' && value !== null && !(value instanceof Uint8Array))
    return Array.isArray(value) && value.every((item) => typeof item !== 'object') ? value.join(',') : ''
  if (value !== undefined && !(value instanceof Uint8Array)) return String(value)
  if (outer) return ''
  const from = message.offset + offset + (isMember(constant) ? 0 : NLA_HDRLEN)
  const to = message.offset + offset + length
  const shown = packet.bytes.subarray(from, Math.min(to, from + ALL))
  return `${hexOf(shown)}${to - from > ALL ? `... (${to - from} bytes)` : ''}`
}
