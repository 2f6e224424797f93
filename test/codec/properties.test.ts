import { CodecError, Decoder, decode, EncodeError, encode, frame, pathAt, print, type Type } from '@rtnl/codec'
import { addr, link, neigh, nexthop, nsid, RTM, route, rtnetlink, rule } from '@rtnl/families'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { concat, random, randomMessages } from '../core/bytes.ts'
import { recorded } from '../families/vectors.ts'
import { valuesOf } from './arbitrary.ts'
import { swapped } from './swapped.ts'

// Tens of thousands of messages: on a busy machine more than the five seconds of a usual test.
vi.setConfig({ testTimeout: 60_000 })

const objects = [
  ['link', RTM.NEWLINK, link],
  ['addr', RTM.NEWADDR, addr],
  ['route', RTM.NEWROUTE, route],
  ['neigh', RTM.NEWNEIGH, neigh],
  ['rule', RTM.NEWRULE, rule],
  ['nexthop', RTM.NEWNEXTHOP, nexthop],
  ['nsid', RTM.NEWNSID, nsid],
] as const

describe('any value of any declaration survives encode -> decode', () => {
  test.each(objects)('%s', (_name, type, declaration) => {
    const plain = declaration as unknown as Type<unknown, unknown>
    fc.assert(
      fc.property(valuesOf(plain, undefined), fc.boolean(), (value, bigEndian) => {
        const payload = encode(plain, value, { bigEndian })
        const { messages } = decode(rtnetlink, frame({ type, flags: 0, seq: 1 }, payload, { bigEndian }), { bigEndian })
        expect(messages[0]?.error).toBeUndefined()
        expect(messages[0]?.body).toEqual(value)
        expect(encode(plain, messages[0]?.body, { bigEndian })).toEqual(payload)
      }),
      // The same values in each run; SEED=$RANDOM looks further.
      { numRuns: 1000, seed: Number(process.env.SEED ?? 1) },
    )
  })
})

/** Decodes, prints and re-encodes: nothing may throw but our own errors, and what is encoded again decodes to the same. */
function survive(bytes: Uint8Array, bigEndian: boolean) {
  const { messages } = decode(rtnetlink, bytes, { bigEndian })
  for (const message of messages) {
    print(rtnetlink, message)
    const declaration = rtnetlink.declaration(message.header.type)
    if (declaration === undefined || message.body === undefined) continue
    try {
      const payload = encode(declaration as Type<unknown, unknown>, message.body, { bigEndian })
      const again = decode(rtnetlink, frame({ ...message.header }, payload, { bigEndian }), { bigEndian }).messages[0]
      if (message.header.type >= 16) expect(again?.body).toEqual(message.body)
    } catch (error) {
      // A hostile message may say what no request may: it is decoded, and refused when sent.
      if (!(error instanceof EncodeError)) throw error
    }
  }
}

describe('any bytes decode without a throw that is not ours', () => {
  test('a message of many attributes in a time that grows as they do', () => {
    const attributes = new Uint8Array(12 + 4 * 200_000)
    const view = new DataView(attributes.buffer)
    for (let at = 12; at < attributes.length; at += 4) view.setUint32(at, ((200 + (at & 63)) << 16) | 4, true)
    const [message] = decode(rtnetlink, frame({ type: RTM.NEWROUTE, flags: 0, seq: 1 }, attributes)).messages
    expect((message?.body as { unknown?: unknown[] } | undefined)?.unknown).toHaveLength(200_000)
  }, 10_000)

  test('random messages', () => {
    const pick = random(3)
    for (let i = 0; i < 3000; i++) survive(randomMessages(pick, i % 2 === 1), i % 2 === 1)
  })

  test('recorded messages with bytes changed', () => {
    const pick = random(4)
    for (let i = 0; i < 10_000; i++) {
      const bytes = (recorded[pick(recorded.length)]?.bytes ?? new Uint8Array()).slice()
      for (let n = 1 + pick(4); n > 0; n--) bytes[pick(bytes.length)] = pick(256)
      survive(bytes, false)
    }
  })

  test('recorded messages cut short', () => {
    for (const { bytes } of recorded)
      for (let n = 16; n < bytes.length; n += 3) {
        const cut = bytes.slice(0, n)
        new DataView(cut.buffer).setUint32(0, n, true)
        survive(cut, false)
      }
  })

  test('paths of every offset', () => {
    for (const { bytes } of recorded.slice(0, 300).filter((_, i) => i % 10 === 0))
      for (let offset = 0; offset <= bytes.length; offset += 3)
        expect(() => pathAt(rtnetlink, bytes, offset)).not.toThrow()
  })
})

describe('shapes change nothing', () => {
  test('a decoder that has seen everything reads as one that is new', () => {
    const pick = random(5)
    const old = new Decoder(rtnetlink)
    const read = (decoder: Decoder, bytes: Uint8Array) => {
      decoder.buffer(bytes.length).set(bytes)
      const count = decoder.scan(bytes.length)
      return Array.from({ length: count }, (_, i) => {
        try {
          return decoder.body(i)
        } catch (error) {
          if (!(error instanceof CodecError)) throw error
          return error.message
        }
      })
    }
    for (let i = 0; i < 5000; i++) {
      const bytes = (recorded[pick(recorded.length)]?.bytes ?? new Uint8Array()).slice()
      // Half of them lie: a changed byte in a message whose shape is known.
      if (pick(2) === 0) bytes[16 + pick(bytes.length - 16)] = pick(256)
      expect(read(old, bytes)).toEqual(decode(rtnetlink, bytes).messages.map((m) => m.body ?? m.error?.message))
    }
  })

  test('many messages in one buffer read as one by one', () => {
    const all = recorded.map((r) => r.bytes)
    const together = decode(rtnetlink, concat(all)).messages.map((m) => m.body)
    expect(together).toEqual(all.flatMap((bytes) => decode(rtnetlink, bytes).messages.map((m) => m.body)))
  })
})

test('numbers and addresses read from the bytes are what decoding gives', () => {
  const pick = random(Number(process.env.SEED ?? 21))
  for (const bigEndian of [false, true]) {
    const decoder = new Decoder(rtnetlink, { bigEndian })
    const seen = { number: 0, ipv4: 0, ipv6: 0 }
    for (let round = 0; round < 5000; round++) {
      const { bytes: one = new Uint8Array() } = recorded[pick(recorded.length)] ?? {}
      const bytes = bigEndian
        ? swapped(new DataView(one.buffer, one.byteOffset).getUint16(4, true), [one])
        : one.slice()
      if (bytes.length < 20) continue
      for (let i = pick(3); i > 0; i--) bytes[16 + pick(bytes.length - 16)] = pick(256)
      decoder.buffer(bytes.length).set(bytes)
      const count = decoder.scan(bytes.length)
      const elsewhere = new DataView(concat([new Uint8Array(pick(9)), bytes]).buffer)
      const shift = elsewhere.byteLength - bytes.length
      for (let i = 0; i < count; i++) {
        let body: unknown
        try {
          body = decoder.body(i)
        } catch (error) {
          if (!(error instanceof CodecError)) throw error
        }
        for (const [path, { read, form }] of decoder.numbers(i)) {
          const number = read(elsewhere, shift + decoder.offset(i))
          const text = [24, 16, 8, 0].map((bits) => (Number(number) >>> bits) & 255).join('.')
          const keys = path.split(/[.[\]]+/).filter((key) => key !== '')
          const value = keys.reduce<unknown>((at, key) => (at as Readonly<Record<string, unknown>>)?.[key], body)
          // The length of a next hop is left out: it is that of what is in it.
          if (value === undefined && path.endsWith('].len')) continue
          expect(value, path).toBe(form === 'ipv4' ? text : number)
          seen[form]++
        }
      }
    }
    expect(seen.number).toBeGreaterThan(10_000)
    expect(seen.ipv4).toBeGreaterThan(1000)
    expect(seen.ipv6).toBeGreaterThan(1000)
  }
})

/** iproute2 pads with whatever lay there; we pad with zeros. */
function withoutPadding(message: Uint8Array): Uint8Array {
  const decoder = new Decoder(rtnetlink)
  decoder.buffer(message.length).set(message)
  decoder.scan(message.length)
  const clean = message.slice()
  for (const { offset, length, constant } of decoder.fields(0))
    if (/^[A-Z]/.test(constant)) clean.fill(0, offset + length, Math.min(offset + ((length + 3) & ~3), clean.length))
  return clean
}

describe('recorded messages come back as they were', () => {
  test.each(recorded.map((r) => [r.name, r.bytes] as const))('%s', (_name, bytes) => {
    const { messages, damage } = decode(rtnetlink, bytes)
    expect(damage).toBeUndefined()
    for (const { header, offset, body, error } of messages) {
      expect(error).toBeUndefined()
      const declaration = rtnetlink.declaration(header.type)
      if (declaration === undefined) continue
      const again = frame(header, encode(declaration as Type<unknown, unknown>, body))
      const message = bytes.slice(offset, offset + ((header.len + 3) & ~3))
      expect(withoutPadding(again)).toEqual(withoutPadding(message))
    }
  })
})
