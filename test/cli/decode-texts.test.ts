import { CaptureReader, CaptureWriter, PacketDecoder } from '@rtnl/capture'
import { DecodeError } from '@rtnl/codec'
import { expect, test } from 'vitest'
import { putIpv4, ROOM } from '../../packages/cli/src/decode/digits.ts'
import { composeJson } from '../../packages/cli/src/decode/json.ts'
import { composeLine } from '../../packages/cli/src/decode/line.ts'
import { Shown } from '../../packages/cli/src/decode/shown.ts'
import { digitsOf, Sink } from '../../packages/cli/src/decode/sink.ts'
import { Texts } from '../../packages/cli/src/decode/texts.ts'
import { composeTree } from '../../packages/cli/src/decode/tree.ts'
import { concat } from '../capture/suite/check.ts'
import { random } from '../core/bytes.ts'
import { recorded } from '../families/vectors.ts'

// What was printed before must not be seen in what is printed now.

const pick = random(Number(process.env.SEED ?? 8))
const text = (sink: Sink) => new TextDecoder().decode(sink.take())

/** A recorded message, as it is or with some of its values changed, and the padding behind it. */
function some(): Uint8Array {
  const { bytes = new Uint8Array() } = recorded[pick(recorded.length)] ?? {}
  const padded = new Uint8Array((bytes.length + 3) & ~3)
  padded.set(bytes)
  for (let i = pick(4); i > 0 && bytes.length > 8; i--) padded[8 + pick(bytes.length - 8)] = pick(256)
  return padded
}

/** Messages by chance, in runs that are alike, of packets that differ in all that a line begins with. */
function capture(): Uint8Array {
  const parts: Uint8Array[] = []
  const writer = new CaptureWriter((bytes) => parts.push(bytes), { bigEndian: false })
  for (let i = 0; i < 1500; i++) {
    const one = some()
    const copies = Array.from({ length: pick(5) }, () => {
      const copy = one.slice()
      if (copy.length > 8) copy[8 + pick(copy.length - 8)] = pick(256)
      return copy
    })
    const direction = ([undefined, 'sent', 'received'] as const)[pick(3)]
    const time = BigInt(pick(3)) * 1_500_000_000n
    writer.write({ time, direction, protocol: pick(4) === 0 ? 77 : 0, bytes: concat(one, ...copies) })
  }
  return concat(...parts)
}

test.each([
  ['JSON', composeJson],
  ['lines', composeLine],
  ['trees', composeTree],
])('%s are what they would be alone', { timeout: 60_000 }, (_name, compose) => {
  const decoder = new PacketDecoder()
  const shown = new Shown(decoder)
  const [sink, single] = [new Sink(), new Sink()]
  const together = new Texts(sink, compose)
  const alone: string[] = []
  const all: string[] = []
  const reader = new CaptureReader()
  reader.each(capture(), (packet) => {
    shown.meet(packet)
    decoder.each(packet, (scanned, i) => {
      shown.set(scanned, i)
      try {
        if (shown.shape < 0 && shown.body === undefined) return
      } catch (error) {
        if (!(error instanceof DecodeError)) throw error
        return
      }
      together.print(shown)
      sink.line()
      if (pick(50) === 0) all.push(text(sink))
      const texts = new Texts(single, compose)
      texts.print(shown)
      single.line()
      alone.push(text(single))
    })
  })
  all.push(text(sink))
  expect(reader.damage).toBeUndefined()
  expect(alone.length).toBeGreaterThan(2000)
  expect(all.join('').split('\n')).toEqual(alone.join('').split('\n'))
})

test('places in the file, where they get more digits and beyond 2^32', () => {
  const bytes = some()
  for (const start of [90, 9_900, 99_900, 999_900, 2 ** 32 - 300, 99_999_999_900]) {
    const decoder = new PacketDecoder()
    const shown = new Shown(decoder)
    const sink = new Sink()
    const texts = new Texts(sink, composeTree)
    for (let at = start; at < start + 400; at += bytes.length) {
      const reader = new CaptureReader({ format: 'raw', protocol: 0 })
      reader.each(bytes, () => {})
      reader.endEach((packet) => {
        packet.position += at
        shown.meet(packet)
        decoder.each(packet, (scanned, i) => {
          shown.set(scanned, i)
          texts.print(shown)
          for (const line of text(sink).split('\n').slice(1, -1)) {
            const [, place = '', length] = /^ {2}(\d+)\+(\d+) /.exec(line) ?? []
            expect(Number(place), line).toBeGreaterThanOrEqual(at)
            expect(Number(place) + Number(length), line).toBeLessThanOrEqual(at + bytes.length)
          }
        })
      })
    }
  }
  expect([0, 9, 10, 99_999, 2 ** 40].map(digitsOf)).toEqual([1, 1, 2, 5, 13])
})

test('IPv4 addresses and numbers', () => {
  const sink = new Sink()
  for (const value of [0, 0xffffffff, 0x0a000001, 0x6409c8fe, -1062731775]) {
    sink.truncate(putIpv4(sink.stretch(ROOM), sink.length, value))
    sink.plain(' ')
  }
  expect(text(sink)).toBe('0.0.0.0 255.255.255.255 10.0.0.1 100.9.200.254 192.168.0.1 ')
})
