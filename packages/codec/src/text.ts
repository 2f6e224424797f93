import { describe } from './describe.ts'
import { escapeText, type Place, type Reader, readerOf, type Source, Type } from './type.ts'
import type { WireForm } from './wire.ts'
import type { Writer } from './writer.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Bytes as text. The kernel's names are bytes: what is not UTF-8 becomes lone surrogates U+DC80 to U+DCFF, one a byte, as Python's
 * `surrogateescape` has it, so that no two names read the same and encoding gives the bytes back.
 */
export function decodeText(view: DataView, at: number, length: number): string {
  let all = 0
  for (let i = 0; i < length; i++) all |= view.getUint8(at + i)
  if (all >= 0x80) return decodeWide(new Uint8Array(view.buffer, at, length))
  let text = ''
  let i = 0
  for (; i + 8 <= length; i += 8) text += eight(view, at + i)
  return i === length ? text : text + few(view, at + i, length - i)
}

const eight = (view: DataView, at: number): string =>
  String.fromCharCode(
    view.getUint8(at),
    view.getUint8(at + 1),
    view.getUint8(at + 2),
    view.getUint8(at + 3),
    view.getUint8(at + 4),
    view.getUint8(at + 5),
    view.getUint8(at + 6),
    view.getUint8(at + 7),
  )

/** Fewer than eight. */
function few(view: DataView, at: number, length: number): string {
  const a = view.getUint8(at)
  if (length === 1) return String.fromCharCode(a)
  const b = view.getUint8(at + 1)
  if (length === 2) return String.fromCharCode(a, b)
  const c = view.getUint8(at + 2)
  if (length === 3) return String.fromCharCode(a, b, c)
  const d = view.getUint8(at + 3)
  if (length === 4) return String.fromCharCode(a, b, c, d)
  const e = view.getUint8(at + 4)
  if (length === 5) return String.fromCharCode(a, b, c, d, e)
  const f = view.getUint8(at + 5)
  if (length === 6) return String.fromCharCode(a, b, c, d, e, f)
  return String.fromCharCode(a, b, c, d, e, f, view.getUint8(at + 6))
}

function decodeWide(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    let text = ''
    for (let i = 0; i < bytes.length; ) {
      const lead = bytes[i] ?? 0
      const size = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2
      try {
        text += utf8.decode(bytes.subarray(i, i + size))
        i += size
      } catch {
        text += String.fromCharCode(0xdc00 + lead)
        i++
      }
    }
    return text
  }
}

const encoder = new TextEncoder()

/** The bytes that {@link decodeText} reads as `text`. */
export function encodeText(text: string): Uint8Array {
  if (!/[\udc80-\udcff]/.test(text)) return encoder.encode(text)
  const bytes: number[] = []
  for (const c of text) {
    const unit = c.charCodeAt(0)
    if (c.length === 1 && unit >= 0xdc80 && unit <= 0xdcff) bytes.push(unit - 0xdc00)
    else bytes.push(...encoder.encode(c))
  }
  return Uint8Array.from(bytes)
}

/** Text that ends with a NUL: see {@link string}. */
export class Text extends Type<string> {
  readonly max: number | undefined

  constructor(max?: number) {
    super()
    this.max = max
  }

  override compile(place: Place): Reader<string> {
    return readerOf(readText, place.offset, place.length)
  }

  override compileTail(place: Place): Reader<Uint8Array | undefined> {
    const { offset, length } = place
    const read: Reader<Uint8Array | undefined> = (view, base) => {
      const at = base + offset
      if (endsAsUsual(view, at, length)) return undefined
      // A NUL in the midst stays part of the text, that no two read the same; the tail beside it says that it may be written.
      const used = trimmed(view, at, length)
      return new Uint8Array(view.buffer, at + used, length - used).slice()
    }
    const absent: Source = (code) => `${code.name(endsAsUsual)}(view, base + ${offset}, ${length})`
    return Object.assign(read, { absent })
  }

  override write(writer: Writer, value: string): void {
    const bytes = textBytes(writer, value, this.max === undefined ? undefined : this.max - 1)
    if (bytes.includes(0)) throw writer.error(`${describe(value)} has a NUL in it, where the kernel's text ends`)
    writer.bytes(bytes)
    writer.reserve(1)
  }

  override writeForm(writer: Writer, value: string, form: WireForm): void {
    if (form.tail === undefined) this.write(writer, value)
    else {
      writer.bytes(textBytes(writer, value, this.max))
      writer.bytes(form.tail)
    }
  }

  override print(value: string): string {
    return escapeText(value)
  }
}

/** True of bytes without a NUL but the last. */
function endsAsUsual(view: DataView, at: number, length: number): boolean {
  let end = 0
  while (end < length && view.getUint8(at + end) !== 0) end++
  return end === length - 1
}

const readText = (view: DataView, at: number, length: number): string => decodeText(view, at, trimmed(view, at, length))

/** How many of the bytes stand before the NULs at the end. */
function trimmed(view: DataView, at: number, length: number): number {
  let used = length
  while (used > 0 && view.getUint8(at + used - 1) === 0) used--
  return used
}

function textBytes(writer: Writer, value: unknown, max: number | undefined): Uint8Array {
  if (typeof value !== 'string') throw writer.error(`${describe(value)} is not text`)
  const bytes = encodeText(value)
  if (max !== undefined && bytes.length > max)
    throw writer.error(`${describe(value)} has ${bytes.length} bytes, ${max} are allowed`)
  if (bytes.at(-1) === 0) throw writer.error('text cannot end with a NUL: one is added')
  return bytes
}

/** `char[size]` of a struct, filled up with NULs. */
export class Chars extends Type<string> {
  readonly bytes: number

  constructor(size: number) {
    super()
    this.bytes = size
  }

  override get fixedSize(): number {
    return this.bytes
  }

  override compile(place: Place): Reader<string> {
    if (place.length < this.bytes)
      throw place.error(`${place.length} bytes where char[${this.bytes}] has ${this.bytes}`)
    return readerOf(readText, place.offset, this.bytes)
  }

  override write(writer: Writer, value: string): void {
    const bytes = textBytes(writer, value, this.bytes)
    writer.bytes(bytes)
    writer.reserve(this.bytes - bytes.length)
  }

  override print(value: string): string {
    return escapeText(value)
  }
}

/**
 * Text, written with its NUL (`NLA_NUL_STRING`). `max` counts bytes with the NUL, as the kernel does: `string(16)` for `IFNAMSIZ`. Read with one, none
 * or several NULs at its end; how many there were is kept. `string.size(16)` is a struct's `char[16]`.
 */
export const string: { (max?: number): Type<string>; size(size: number): Type<string> } = Object.assign(
  (max?: number): Type<string> => new Text(max),
  { size: (size: number): Type<string> => new Chars(size) },
)
