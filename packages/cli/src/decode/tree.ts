import type { Field } from '@rtnl/codec'
import { direct } from './direct.ts'
import { type Fault, sentenceOf } from './fault.ts'
import { hexOf } from './json.ts'
import { headOf } from './line.ts'
import { headerNumber, PORTID, SEQ } from './piece.ts'
import type { Shown } from './shown.ts'
import type { Sink } from './sink.ts'
import type { Compose } from './texts.ts'

const NLA_HDRLEN = 4
const ALL = 64
/** Of what stands before the names: offset and length. */
const WIDTH = 12

/** The pieces of a message's tree: a line for each field, header and attribute, with its bytes in the file, its name and key, and its value. */
export const composeTree: Compose = (sink, shown) => {
  const { fields, body, numbers, payload, place: start } = shown
  const pieces = [...headOf(sink, shown), { write: () => sink.line() }]
  const last = new Map(fields.map(({ path }, i) => [path, i]))
  const first = new Map(fields.map(({ path, offset }) => [path, offset] as const).reverse())
  for (const [i, field] of fields.entries()) {
    const { path, offset, length, constant } = field
    // Of an attribute that stands there twice, the value in the body is the last one's, or that of all of them.
    const keys = last.get(path) === i ? keysOf(path) : undefined
    const from = keys === undefined ? offset : (first.get(path) ?? offset)
    const next = fields[i + 1]
    // It has fields of its own, or is a whole header: these show what is in it.
    const outer = path === '' || (next !== undefined && next.offset < offset + length && next.offset > offset)
    const inHeader = constant === 'nlmsghdr' && keys?.[0] === 'nlmsg'
    const size = `+${length} `
    const name = `${'  '.repeat(depthOf(field))}${nameOf(field)}`
    const number = path === 'nlmsg.seq' ? SEQ : path === 'nlmsg.portid' ? PORTID : undefined
    const reader = number ? headerNumber(number, shown) : keys && numbers.get(path)
    const head = ({ place }: Shown) => {
      sink.plain('  ')
      const start = sink.length
      sink.number(place + offset)
      sink.plain(size)
      sink.pad(start, WIDTH)
      sink.plain(name)
    }
    const write = (at: Shown) => {
      if (path !== '') writeValue(sink, at, field, keys, outer, inHeader)
      sink.line()
    }
    // Of what stands before the value no more changes than the place, which is written over what was copied.
    pieces.push({ place: offset, lead: 2, write: head })
    const shows = path !== '' && showsValue(body, keys, outer, inHeader)
    pieces.push({
      ...(shows && { from, to: offset + length }),
      ...(reader ? direct(sink, reader, ' ', '', '\n') : { write }),
    })
  }
  if (body === undefined && payload !== undefined && payload.length > 0)
    pieces.push({ write: () => writePayload(sink, start + 16, payload) })
  return pieces
}

/** What is wrong, on a line of its own. */
export function endTree(sink: Sink, fault: Fault | undefined): void {
  if (fault === undefined) return
  sink.plain('  ')
  sink.text(sentenceOf(fault))
  sink.line()
}

function writePayload(sink: Sink, offset: number, payload: Uint8Array): void {
  sink.plain('  ')
  const from = sink.length
  sink.number(offset)
  sink.plain(`+${payload.length} `)
  sink.pad(from, WIDTH)
  sink.plain('payload ')
  sink.plain(hexOf(payload))
  sink.line()
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

function valueAt(body: unknown, keys: readonly string[] | undefined): unknown {
  if (keys === undefined) return undefined
  let value = body
  for (const key of keys) value = (value as Readonly<Record<string, unknown>> | undefined)?.[key]
  return value
}

/** Whether the line shows more than where the field is. */
function showsValue(body: unknown, keys: readonly string[] | undefined, outer: boolean, inHeader: boolean): boolean {
  if (inHeader) return keys?.length !== 1
  if (!outer) return true
  const value = valueAt(body, keys)
  return value !== undefined && (typeof value !== 'object' || Array.isArray(value))
}

/** The value behind a blank; nothing where those within show it. */
function writeValue(
  sink: Sink,
  shown: Shown,
  field: Field,
  keys: readonly string[] | undefined,
  outer: boolean,
  inHeader: boolean,
): void {
  const value = inHeader ? headerValue(shown, keys) : valueAt(shown.body, keys)
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
    const { packet, offset } = shown
    const from = offset + field.offset + (isMember(field.constant) ? 0 : NLA_HDRLEN)
    const to = offset + field.offset + field.length
    if (to > from) sink.plain(` ${hexOf(packet.bytes.subarray(from, Math.min(to, from + ALL)))}`)
    if (to - from > ALL) sink.plain(`... (${to - from} bytes)`)
  }
}

/** Of `struct nlmsghdr`, the whole of which has no value. */
function headerValue(shown: Shown, [, key]: readonly string[] = []): unknown {
  return key === undefined ? shown : shown[key as 'len' | 'type' | 'flags' | 'seq' | 'portid']
}
