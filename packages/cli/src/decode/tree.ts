import type { CapturedMessage, Packet } from '@rtnl/capture'
import type { Field } from '@rtnl/codec'
import { type Fault, sentenceOf } from './fault.ts'
import { hexOf } from './json.ts'
import { writeHead } from './line.ts'
import type { Pieces } from './pieces.ts'
import type { Sink } from './sink.ts'

const NLA_HDRLEN = 4
const ALL = 64
/** Of what stands before the names: offset and length. */
const WIDTH = 12

/** What a field's line has but its value and its place in the file. */
interface Row {
  readonly field: Field
  /** Indent and name. */
  readonly name: string
  readonly keys: readonly string[]
  /** It has fields of its own, or is a whole header: these show what is in it. */
  readonly outer: boolean
  /** It is a member of `struct nlmsghdr`. */
  readonly inHeader: boolean
  /** See {@link behind}. */
  readonly tails: (string | undefined)[]
}

/** By the fields, which are the same array for all messages of a shape. */
const known = new WeakMap<readonly Field[], readonly Row[]>()

function rowsOf(fields: readonly Field[]): readonly Row[] {
  let rows = known.get(fields)
  if (rows === undefined) {
    rows = fields.map((field, i) => {
      const next = fields[i + 1]
      const { path, offset, length, constant } = field
      const keys = keysOf(path)
      const outer = path === '' || (next !== undefined && next.offset < offset + length && next.offset > offset)
      const inHeader = keys[0] === 'nlmsg' && constant === 'nlmsghdr'
      return { field, name: `${'  '.repeat(depthOf(field))}${nameOf(field)}`, keys, outer, inHeader, tails: [] }
    })
    known.set(fields, rows)
  }
  return rows
}

/** A message with a line for each field, header and attribute: its bytes in the file, its name and key, and its value. */
export function textTree(pieces: Pieces, packet: Packet, message: CapturedMessage, fault: Fault | undefined): void {
  const { fields = [], header, name, body, payload, offset } = message
  const start = packet.offset + offset
  const { sink } = pieces
  pieces.begin()
  writeHead(pieces, packet, { ...header, name })
  pieces.end()
  sink.line()
  const { bytes } = packet
  for (const row of rowsOf(fields)) {
    const { field } = row
    sink.plain('  ')
    const from = sink.length
    sink.number(start + field.offset)
    sink.plain(behind(row, sink.length - from))
    if (field.path !== '') writeValue(sink, bytes, message, row)
    sink.line()
  }
  if (body === undefined && payload !== undefined && payload.length > 0) {
    place(sink, start + 16, payload.length)
    sink.plain('payload ')
    sink.plain(hexOf(payload))
    sink.line()
  }
  if (fault !== undefined) {
    sink.plain('  ')
    sink.text(sentenceOf(fault))
    sink.line()
  }
}

/** What stands behind an offset of so many digits: length, blanks and name, which are the same for all messages of a shape. */
function behind({ field, name, tails }: Row, digits: number): string {
  let tail = tails[digits]
  if (tail === undefined) {
    tail = `+${field.length}`.padEnd(WIDTH - digits) + name
    tails[digits] = tail
  }
  return tail
}

function place(sink: Sink, offset: number, length: number): void {
  sink.plain('  ')
  const from = sink.length
  sink.number(offset)
  sink.plain('+')
  sink.number(length)
  sink.pad(from, WIDTH)
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

/** The value behind a blank; nothing where those within show it. */
function writeValue(
  sink: Sink,
  bytes: Uint8Array,
  message: CapturedMessage,
  { field, keys, outer, inHeader }: Row,
): void {
  let value: unknown = inHeader ? message.header : message.body
  for (let i = inHeader ? 1 : 0; i < keys.length; i++)
    value = (value as Readonly<Record<string, unknown>> | undefined)?.[keys[i] as string]
  if (typeof value === 'number') {
    sink.plain(' ')
    sink.number(value)
  } else if (typeof value === 'object' && value !== null && !(value instanceof Uint8Array)) {
    if (Array.isArray(value) && value.length > 0 && value.every((item) => typeof item !== 'object'))
      sink.text(` ${value.join(',')}`)
  } else if (value !== undefined && !(value instanceof Uint8Array)) {
    if (value === '') return
    sink.plain(' ')
    sink.text(String(value))
  } else if (!outer) {
    const from = message.offset + field.offset + (isMember(field.constant) ? 0 : NLA_HDRLEN)
    const to = message.offset + field.offset + field.length
    if (to > from) sink.plain(` ${hexOf(bytes.subarray(from, Math.min(to, from + ALL)))}`)
    if (to - from > ALL) sink.plain(`... (${to - from} bytes)`)
  }
}
