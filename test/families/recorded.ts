import { readFileSync } from 'node:fs'
import { decode, encode, type Message } from '@rtnl/codec'
import { rtnetlink } from '@rtnl/families'
import { describe, expect, test } from 'vitest'

/** A request that a command made. */
export interface RequestVector {
  readonly command: string
  /** The message, with its nlmsghdr. */
  readonly hex: string
  /** What the kernel said against it. */
  readonly refused?: string
  /** False: the kernel never saw it. */
  readonly sent?: boolean
}

/** A file under `vectors/`, as record/netlink.py writes it. */
export interface Recording {
  readonly tool: string
  readonly kernel: string
  readonly command?: string
  /** Names of interfaces by index. */
  readonly links: Readonly<Record<string, string>>
  readonly vectors?: readonly RequestVector[]
  readonly messages?: readonly string[]
  readonly ip?: { readonly command: string; readonly output: readonly Json[] }
}

/** What `ip -j` prints for one object. */
export type Json = Readonly<Record<string, unknown>>

export const recording = (path: string): Recording =>
  JSON.parse(readFileSync(new URL(`./vectors/${path}.json`, import.meta.url), 'utf8')) as Recording

const fromHex = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'))
const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** Decodes one message: whole, without an error, without an attribute that nobody declared. */
export function decodeOne<T>(hex: string): { name: string; type: number; body: T } {
  const { messages, damage } = decode(rtnetlink, fromHex(hex))
  expect(damage).toBeUndefined()
  expect(messages).toHaveLength(1)
  const [message] = messages
  expect(message?.error).toBeUndefined()
  return { name: message?.name ?? '', type: message?.header.type ?? 0, body: message?.body as T }
}

/** The value without what it remembers about its bytes. */
export function plain<T>(value: T): T {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  if (Array.isArray(value)) return value.map(plain) as T
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member)])) as T
}

const NLA_F_NESTED = 0x8000

/** Zeroes the padding of attributes, in which iproute2 leaves what was in its memory. */
function withoutPadding(bytes: Uint8Array, from: number, end: number): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  for (let at = from; at + 4 <= end; ) {
    const length = view.getUint16(at, true)
    const next = Math.min(at + ((length + 3) & ~3), end)
    if ((view.getUint16(at + 2, true) & NLA_F_NESTED) !== 0) withoutPadding(bytes, at + 4, at + length)
    bytes.fill(0, at + length, next)
    at = next
  }
}

/** The payload of a message that begins with a struct of `header` bytes. */
export function payload(hex: string, header: number): string {
  const bytes = fromHex(hex).slice(16)
  withoutPadding(bytes, header, bytes.length)
  return toHex(bytes)
}

export const encoded = <O, I>(declaration: Message<O, I>, value: I): string => toHex(encode(declaration, value))

const described = (path: string, { command = '', tool, kernel }: Recording) =>
  `${path}: ${command} (${tool}, Linux ${kernel})`

/** Each message of a file decodes, and encodes to the same bytes. */
export function roundTrips<O, I>(declaration: Message<O, I>, path: string, header: number): void {
  const file = recording(path)
  test(described(path, file), () => {
    expect(file.messages?.length).toBeGreaterThan(0)
    for (const hex of file.messages ?? []) {
      const { body, type } = decodeOne<O & I>(hex)
      expect(rtnetlink.declaration(type)).toBe(declaration)
      expect(body).not.toHaveProperty('unknown')
      expect(encoded(declaration, body)).toBe(payload(hex, header))
    }
  })
}

/** The requests of a file, both ways, against values that were checked by hand. `zero` is a header of zeros. */
export function requests<O, I>(
  declaration: Message<O, I>,
  path: string,
  header: number,
  zero: Partial<O>,
  values: Readonly<Record<string, I>>,
): void {
  const { vectors = [], tool, kernel } = recording(path)
  describe(`${path} (${tool}, Linux ${kernel})`, () => {
    const known = vectors.filter(({ command }) => command in values)
    test('each value has its request', () => {
      expect([...new Set(known.map(({ command }) => command))]).toEqual(Object.keys(values))
    })
    for (const { command, hex } of known)
      test(command, () => {
        const { body } = decodeOne<O & I>(hex)
        expect(plain(body)).toEqual({ ...zero, ...values[command] })
        expect(encoded(declaration, body)).toBe(payload(hex, header))
        expect(encoded(declaration, values[command] as I)).toBe(payload(hex, header))
      })
  })
}

/** A dump, compared with what `ip -j` printed of the same state at the same time. */
export function likeIp<O>(path: string, asIp: (body: O, links: Readonly<Record<string, string>>) => Json): void {
  const file = recording(path)
  test(`${path}: like ${file.ip?.command}`, () => {
    const mine = (file.messages ?? []).map((hex) => asIp(plain(decodeOne<O>(hex).body), file.links))
    expect(mine).toEqual(file.ip?.output)
  })
}
