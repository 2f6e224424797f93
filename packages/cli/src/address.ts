import { parseIpv6 } from '@rtnl/codec'
import { UsageError } from './errors.ts'
import { parseUnsigned } from './numbers.ts'
import type { PreferredFamily } from './options.ts'
import type { Words } from './words.ts'

/** An address as somebody wrote it on the command line, or as the codec decoded it. */
export interface Address {
  readonly family: PreferredFamily
  /** As the codec writes it, so that it can be sent: IPv4 with four numbers. */
  readonly text: string
  readonly bytes: Uint8Array
}

/** A prefix as somebody wrote it. */
export interface Prefix {
  /** 'unspec' for `default`, `any` and `all` where no family was given. */
  readonly family: PreferredFamily
  /** Absent for `default`, `any` and `all`. */
  readonly text: string | undefined
  /** Empty for `default`, `any` and `all`. */
  readonly bytes: Uint8Array
  readonly length: number
  /** True when the length was written (`/8`), and for `default`: a selector then counts even without a family. */
  readonly explicit: boolean
}

const NONE = new Uint8Array(0)

/** Bits of a whole address; 0 for families without one. */
export function hostLength(family: string | number): number {
  return family === 'inet6' ? 128 : family === 'inet' ? 32 : family === 'mpls' ? 20 : 0
}

/** The family as the messages to the user call it. */
function called(family: PreferredFamily): string {
  return family === 'unspec' ? 'an IPv4 or IPv6' : family === 'packet' ? 'a link-layer' : `an ${family}`
}

/**
 * Reads an address of `family`, of IPv4 or IPv6 when that is 'unspec'. Like ip(8), and unlike inet_aton(3), takes 10.8 for
 * 10.8.0.0. Undefined when `text` is none.
 */
export function parseAddress(text: string, family: PreferredFamily = 'unspec'): Address | undefined {
  if (family === 'packet') return withText('packet', linkLayer(text))
  if (text.includes(':'))
    return family === 'unspec' || family === 'inet6' ? withText('inet6', parseIpv6(text), text) : undefined
  if (family === 'mpls') return withText('mpls', labels(text), text.split('/').map(Number).join('/'))
  return family === 'unspec' || family === 'inet' ? withText('inet', ipv4(text)) : undefined
}

/** Reads `ADDRESS`, `ADDRESS/LENGTH`, `ADDRESS/NETMASK`, `default`, `any` or `all`. Undefined when `text` is none of these. */
export function parsePrefix(text: string, family: PreferredFamily = 'unspec'): Prefix | undefined {
  if (family !== 'mpls' && (text === 'default' || text === 'any' || text === 'all')) {
    return { family, text: undefined, bytes: NONE, length: 0, explicit: text === 'default' }
  }
  const slash = family === 'mpls' ? -1 : text.indexOf('/')
  const address = parseAddress(slash < 0 ? text : text.slice(0, slash), family)
  if (!address) return undefined
  const host = hostLength(address.family)
  if (slash < 0) return { ...address, length: host, explicit: false }
  const length = maskLength(text.slice(slash + 1))
  if (length === undefined || length > host) return undefined
  return { ...address, length, explicit: true }
}

/** Takes an address, or throws a `UsageError`. */
export function takeAddress(words: Words, keyword: string, family: PreferredFamily = 'unspec'): Address {
  const word = words.take()
  const address = parseAddress(word, family)
  if (!address) throw new UsageError(`${keyword}: "${word}" is not ${called(family)} address`)
  return address
}

/** Takes a prefix, or throws a `UsageError`. */
export function takePrefix(words: Words, keyword: string, family: PreferredFamily = 'unspec'): Prefix {
  const word = words.take()
  const prefix = family === 'packet' ? undefined : parsePrefix(word, family)
  if (!prefix) throw new UsageError(`${keyword}: "${word}" is not ${called(family)} prefix`)
  return prefix
}

/** True when the first `length` bits agree; bytes that one side lacks are zero. */
export function sameBits(a: Uint8Array, b: Uint8Array, length: number): boolean {
  for (let i = 0, left = length; left > 0; i++, left -= 8) {
    const mask = left >= 8 ? 0xff : (0xff << (8 - left)) & 0xff
    if ((((a[i] ?? 0) ^ (b[i] ?? 0)) & mask) !== 0) return false
  }
  return true
}

/** The bytes of an address that the codec decoded. */
export function bytesOf(text: string | undefined): Uint8Array {
  if (text === undefined) return NONE
  return (text.includes(':') ? (parseIpv6(text) ?? linkLayer(text)) : ipv4(text)) ?? NONE
}

function withText(family: PreferredFamily, bytes: Uint8Array | undefined, text?: string): Address | undefined {
  if (!bytes) return undefined
  const hex = () => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(':')
  return { family, bytes, text: text ?? (family === 'inet' ? bytes.join('.') : hex()) }
}

function maskLength(text: string): number | undefined {
  const length = parseUnsigned(text)
  if (length !== undefined) return length
  const mask = ipv4(text)
  if (!mask) return undefined
  const bits = Array.from(mask, (byte) => byte.toString(2).padStart(8, '0')).join('')
  return /^1*0*$/.test(bits) ? bits.replaceAll('0', '').length : undefined
}

/** Each number as C writes it: decimal, octal with a leading 0, hexadecimal with 0x. */
function ipv4(text: string): Uint8Array | undefined {
  const parts = text.split('.')
  if (parts.length > 4) return undefined
  const bytes = new Uint8Array(4)
  for (let i = 0; i < parts.length; i++) {
    const value = parseUnsigned(parts[i] as string, 255)
    if (value === undefined) return undefined
    bytes[i] = value
  }
  return bytes
}

function labels(text: string): Uint8Array | undefined {
  const view = new DataView(new ArrayBuffer(text.split('/').length * 4))
  const parts = text.split('/')
  for (const [i, part] of parts.entries()) {
    const label = parseUnsigned(part, 0xfffff)
    if (label === undefined) return undefined
    view.setUint32(i * 4, ((label << 12) | (i === parts.length - 1 ? 0x100 : 0)) >>> 0)
  }
  return new Uint8Array(view.buffer)
}

/** Pairs of hexadecimal digits between colons, one digit allowed; an IPv4 address stands for its bytes (of IP tunnels). */
function linkLayer(text: string): Uint8Array | undefined {
  if (text.includes('.')) return ipv4(text)
  if (!/^[0-9a-fA-F]{1,2}(:[0-9a-fA-F]{1,2})*$/.test(text)) return undefined
  return Uint8Array.from(text.split(':'), (pair) => Number.parseInt(pair, 16))
}
