import { describe } from './describe.ts'
import {
  formatHex,
  formatIpv4,
  formatIpv6,
  formatLabels,
  ipv4Word,
  parseHex,
  parseIpv4,
  parseIpv6,
  parseLabels,
  readIpv6,
  writeIpv6,
} from './ip.ts'
import { type Place, type Reader, readerOf, sourced, Type } from './type.ts'
import type { WireForm } from './wire.ts'
import type { Writer } from './writer.ts'

// The address families that have text forms of their own: AF_* of <bits/socket.h>, and RTNL_FAMILY_* of <linux/rtnetlink.h>.
const FAMILIES: Readonly<Record<string, number>> = { inet: 2, inet6: 10, packet: 17, mpls: 28, ipmr: 128, ip6mr: 129 }
const isInet = (family: number) => family === 2 || family === 128
const isInet6 = (family: number) => family === 10 || family === 129

const familyNumber = (family: unknown): number =>
  typeof family === 'number' ? family : typeof family === 'string' ? (FAMILIES[family] ?? 0) : 0

/** A fixed number of bytes with a text form, wherever it lies. */
export class FixedText extends Type<string> {
  readonly #what: string
  readonly #format: (view: DataView, at: number) => string
  readonly #parse: (text: string) => Uint8Array | undefined
  readonly #size: number
  /** Fewer bytes are filled up with zeros. */
  readonly #fill: boolean

  constructor(
    what: string,
    size: number,
    format: (view: DataView, at: number) => string,
    parse: (text: string) => Uint8Array | undefined,
    fill = false,
  ) {
    super()
    this.#fill = fill
    this.#what = what
    this.#size = size
    this.#format = format
    this.#parse = parse
  }

  override get fixedSize(): number {
    return this.#size
  }

  override get alignment(): number {
    return this.#size === 4 || this.#size === 16 ? 4 : 1
  }

  /** The text of the bytes at `at`. */
  format(view: DataView, at: number): string {
    return this.#format(view, at)
  }

  override compile(place: Place): Reader<string> {
    if (place.length < this.#size) throw place.error(`${place.length} bytes where ${this.#what} has ${this.#size}`)
    return readerOf(this.#format, place.offset, this.#size)
  }

  override write(writer: Writer, value: string): void {
    const bytes = typeof value === 'string' ? this.#parse(value) : undefined
    if (bytes === undefined || bytes.length > this.#size || (bytes.length < this.#size && !this.#fill))
      throw writer.error(`${describe(value)} is not ${this.#what}`)
    writer.bytes(bytes)
    writer.reserve(this.#size - bytes.length)
  }
}

/** An IPv4 address, whatever the message's family: `'10.0.0.1'`. */
export const ipv4: Type<string> = new FixedText('an IPv4 address', 4, formatIpv4, parseIpv4)
/** An IPv6 address, whatever the message's family: `'fe80::1'`. */
export const ipv6: Type<string> = new FixedText('an IPv6 address', 16, formatIpv6, parseIpv6)

/** As what the bytes of an {@link address} are read; undefined for those of no family of the Internet. */
export const addressForm = (place: Place): 'ipv4' | 'ipv6' | undefined =>
  formOf(familyNumber(place.scope.lookup('family')), place.length)

function formOf(family: number, length: number): 'ipv4' | 'ipv6' | undefined {
  if (length === 0 || family === FAMILIES.mpls || family === FAMILIES.packet) return undefined
  if (isInet(family) || (!isInet6(family) && length === 4)) return 'ipv4'
  return isInet6(family) || length === 16 ? 'ipv6' : undefined
}

/** So many pairs of digits are an IPv6 address too; it is taken for one, unless it was decoded from so many bytes. */
const AMBIGUOUS = 8

/** An address of the family that the nearest `family` beside or above it says: see {@link address}. */
class Address extends Type<string> {
  override compile(place: Place): Reader<string> {
    const family = familyNumber(place.scope.lookup('family'))
    const { offset, length } = place
    if (length === 0)
      return sourced(
        () => '',
        () => "''",
      )
    if (family === FAMILIES.mpls) {
      if (length % 4 !== 0) throw place.error(`${length} bytes where MPLS labels have 4 each`)
      return readerOf(formatLabels, offset, length)
    }
    if (family === FAMILIES.packet) return readerOf(formatHex, offset, length)
    if ((isInet(family) && length < 4) || (isInet6(family) && length < 16))
      throw place.error(`${length} bytes where an address of this family has ${isInet6(family) ? 16 : 4}`)
    const form = formOf(family, length)
    return readerOf(form === 'ipv4' ? formatIpv4 : form === 'ipv6' ? formatIpv6 : formatHex, offset, length)
  }

  override compileTail(place: Place): Reader<Uint8Array | undefined> | undefined {
    const family = familyNumber(place.scope.lookup('family'))
    const size = isInet(family) ? 4 : isInet6(family) ? 16 : place.length
    if (place.length <= size) return undefined
    const from = place.offset + size
    return (view, base) => new Uint8Array(view.buffer, base + from, place.length - size).slice()
  }

  override write(writer: Writer, value: string): void {
    this.#write(writer, value, false)
  }

  override compileForm(place: Place): WireForm | undefined {
    const other = formOf(familyNumber(place.scope.lookup('family')), place.length) === undefined
    return other && place.length === AMBIGUOUS ? { length: AMBIGUOUS } : undefined
  }

  override writeForm(writer: Writer, value: string, form: WireForm): void {
    this.#write(writer, value, form.length === AMBIGUOUS)
    if (form.tail !== undefined) writer.bytes(form.tail)
  }

  #write(writer: Writer, value: string, pairs: boolean): void {
    const name = writer.lookup('family')
    const family = familyNumber(name)
    if (value === '') return
    const text = typeof value === 'string' ? value : ''
    if (isInet(family)) {
      const word = ipv4Word(text)
      if (word >= 0) {
        writer.word(word)
        return
      }
    } else if (isInet6(family) && readIpv6(text)) {
      const at = writer.reserve(16)
      writeIpv6(writer.view, at)
      return
    }
    const bytes =
      family === FAMILIES.mpls
        ? parseLabels(text)
        : family === FAMILIES.packet
          ? parseHex(text)
          : isInet(family) || isInet6(family)
            ? undefined
            : ((pairs ? parseHex(text) : undefined) ??
              parseIpv4(text) ??
              parseIpv6(text) ??
              (text === '' ? undefined : parseHex(text)))
    if (bytes === undefined)
      throw writer.error(
        `${describe(value)} is not an address${family === 0 ? '' : ` of the family ${describe(name)}`}`,
      )
    writer.bytes(bytes)
  }
}

/**
 * A network address, by the nearest `family`: `inet` dotted, `inet6` as RFC 5952 has it, `mpls` a label stack `'100/200'`, `packet` (and a length that is
 * neither 4 nor 16) pairs of hexadecimal digits; `''` when it has no bytes, as iproute2 sends for a prefix of length 0. In a message of another family (`bridge`, `unspec`) the length decides.
 */
export const address: Type<string> = new Address()

/** Bytes as text, all that are there. */
export class WholeText extends Type<string> {
  readonly #what: string
  readonly #unit: number
  readonly #format: (view: DataView, at: number, length: number) => string
  readonly #parse: (text: string) => Uint8Array | undefined

  constructor(
    what: string,
    unit: number,
    format: (view: DataView, at: number, length: number) => string,
    parse: (text: string) => Uint8Array | undefined,
  ) {
    super()
    this.#what = what
    this.#unit = unit
    this.#format = format
    this.#parse = parse
  }

  /** The text of `length` bytes at `at`. */
  format(view: DataView, at: number, length: number): string {
    return this.#format(view, at, length)
  }

  override compile(place: Place): Reader<string> {
    const { offset, length } = place
    if (length % this.#unit !== 0) throw place.error(`${length} bytes where ${this.#what} has ${this.#unit} each`)
    return readerOf(this.#format, offset, length)
  }

  override write(writer: Writer, value: string): void {
    const bytes = typeof value === 'string' ? this.#parse(value) : undefined
    if (bytes === undefined) throw writer.error(`${describe(value)} is not ${this.#what}`)
    writer.bytes(bytes)
  }

  /** Exactly `size` bytes, for a struct's member. */
  fixed(size: number): Type<string> {
    return new FixedText(
      `${this.#what} of ${size} bytes`,
      size,
      (view, at) => this.#format(view, at, size),
      this.#parse,
      true,
    )
  }
}

const hex = new WholeText('a link-layer address', 1, formatHex, parseHex)

/** A link-layer address of any length, `'02:00:00:00:00:01'`; `''` when it has no bytes. `lladdr.size(32)` is a struct's member of 32 bytes,
 * on input filled up with zeros. */
export const lladdr: Type<string> & { size(size: number): Type<string> } = Object.assign(hex, {
  size: (size: number) => hex.fixed(size),
})

/** An MPLS label stack, `'100/200'`. */
export const mplsLabels: Type<string> = new WholeText('a stack of MPLS labels', 4, formatLabels, parseLabels)
