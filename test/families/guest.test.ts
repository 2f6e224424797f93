import { type DecodedMessage, decode, type UnknownAttribute } from '@rtnl/codec'
import { rtnetlink } from '@rtnl/families'
import { expect, test } from 'vitest'
import { kernels, recordingsOf } from './guest.ts'
import { messages } from './support/count.ts'
import { walkValue } from './support/walk.ts'

/** What nobody declared, and why: a path without indices, and a type. None so far. */
const UNKNOWN: readonly string[] = []

interface Vector {
  readonly from: string
  readonly command: string
  readonly hex: string
  readonly message: DecodedMessage & { readonly body: Readonly<Record<string, unknown>> }
}

function vectorOf(from: string, command: string, hex: string): Vector {
  const { messages, damage } = decode(rtnetlink, new Uint8Array(Buffer.from(hex, 'hex')))
  expect([command, damage, messages.length, messages[0]?.error]).toEqual([command, undefined, 1, undefined])
  return { from, command, hex, message: messages[0] as Vector['message'] }
}

/** All that was recorded. test/core and test/codec walk these like all vectors, decode and encode them to the same bytes, and damage them. */
const all = kernels.flatMap((kernel) =>
  Object.entries(recordingsOf(kernel)).flatMap(([name, { vectors, answers }]) => [
    ...vectors.map(({ command, hex }) => vectorOf('request', command, hex)),
    ...answers.flatMap(({ command, messages }) =>
      messages.map((hex, i) => vectorOf(`Linux ${kernel}, ${name}`, `${command}, ${i}`, hex)),
    ),
  ]),
)

/** Attributes of sets that nobody declared. */
function unknownOf({ message: { name = '', body } }: Vector): string[] {
  const found: string[] = []
  const declaration = messages.get(name)
  if (declaration === undefined) return [name]
  walkValue(declaration, body, (context, { prefix }, value = {}) => {
    for (const { type } of (value.unknown ?? []) as UnknownAttribute[])
      found.push(`${context} ${prefix} ${type}`.trim())
  })
  return found
}

test('both kernels were recorded, with the requests of hundreds of commands and hundreds of answers', () => {
  expect(kernels).toEqual(['6.1', '6.12'])
  for (const kernel of kernels) {
    const recordings = Object.values(recordingsOf(kernel))
    for (const { kernel: release, tool } of recordings) {
      expect(release.startsWith(`${kernel}.`)).toBe(true)
      expect(tool).toMatch(/iproute2/)
    }
    expect(recordings.reduce((sum, { compared }) => sum + compared, 0)).toBeGreaterThan(500)
    expect(recordings.flatMap(({ answers }) => answers.flatMap(({ messages }) => messages)).length).toBeGreaterThan(200)
  }
})

test('nothing in them is undeclared', () => {
  expect([...new Set(all.flatMap(unknownOf))].sort()).toEqual([...UNKNOWN].sort())
})

interface Info {
  readonly kind?: string
  readonly data?: unknown
  readonly slaveKind?: string
  readonly slaveData?: unknown
}

test('data of kinds of links, ports and encapsulations are values, not bytes', () => {
  const raw = all.flatMap(({ command, message: { body } }) => {
    const { linkinfo: { data, slaveData } = {}, encap } = body as { linkinfo?: Info; encap?: unknown }
    return [data, slaveData, encap].some((value) => value instanceof Uint8Array) ? [command] : []
  })
  expect(raw).toEqual([])
})
