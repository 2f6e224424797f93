import { CaptureReader, CaptureWriter, PacketDecoder } from '@rtnl/capture'
import { DecodeError, Decoder } from '@rtnl/codec'
import { rtnetlink } from '@rtnl/families'
import { expect, test } from 'vitest'
import { putIpv4, ROOM } from '../../packages/cli/src/decode/digits.ts'
import { composeJson } from '../../packages/cli/src/decode/json.ts'
import { composeLine } from '../../packages/cli/src/decode/line.ts'
import { Shown } from '../../packages/cli/src/decode/shown.ts'
import { digitsOf, Sink } from '../../packages/cli/src/decode/sink.ts'
import { Templates } from '../../packages/cli/src/decode/templates.ts'
import { TextCore } from '../../packages/cli/src/decode/text-core.ts'
import { type Compose, Texts } from '../../packages/cli/src/decode/texts.ts'
import { composeTree } from '../../packages/cli/src/decode/tree.ts'
import { concat } from '../capture/suite/check.ts'
import { routeMessage } from '../capture/suite/samples.ts'
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

/** Where a message has numbers. */
function numbersIn(bytes: Uint8Array): { offset: number; size: number }[] {
  const decoder = new Decoder(rtnetlink)
  decoder.buffer(bytes.length).set(bytes)
  if (decoder.scan(bytes.length) === 0) return []
  try {
    decoder.body(0)
  } catch {
    return []
  }
  return [...decoder.numbers(0).values()]
}

/** Messages by chance, in runs that are alike, of packets that differ in all that a line begins with. */
function capture(): Uint8Array {
  const parts: Uint8Array[] = []
  const writer = new CaptureWriter((bytes) => parts.push(bytes), { bigEndian: false })
  for (let i = 0; i < 1500; i++) {
    const one = some()
    const places = numbersIn(one)
    const copies = Array.from({ length: pick(8) }, () => {
      const copy = one.slice()
      // Numbers, whose text is as long as they are large, and now and then anything.
      for (let n = pick(3); n > 0 && places.length > 0; n--) {
        const { offset = 0, size = 0 } = places[pick(places.length)] ?? {}
        for (let at = offset; at < offset + size; at++) copy[at] = pick(2) && pick(256)
      }
      if (pick(4) === 0 && copy.length > 8) copy[8 + pick(copy.length - 8)] = pick(256)
      return copy
    })
    const direction = ([undefined, 'sent', 'received'] as const)[pick(3)]
    const time = BigInt(pick(3)) * 1_500_000_000n
    const bytes = concat(one, ...copies)
    // A last message without its padding, as the kernel leaves it.
    const padding = (4 - (one[0] ?? 0)) & 3
    const end = bytes.length - (pick(2) === 0 ? padding : 0)
    writer.write({ time, direction, protocol: pick(4) === 0 ? 77 : 0, bytes: bytes.subarray(0, end) })
  }
  return concat(...parts)
}

/** What prints messages one by one, and those that look like them many at once. */
function printers(compose: Compose) {
  const core = new TextCore()
  const sink = new Sink((size) => core.output(size))
  return { sink, texts: new Texts(sink, compose), templates: new Templates(core, sink) }
}

test.each([
  ['JSON', composeJson],
  ['lines', composeLine],
  ['trees', composeTree],
])('%s are what they would be alone', { timeout: 60_000 }, (_name, compose) => {
  const decoder = new PacketDecoder()
  const shown = new Shown(decoder)
  const { sink, texts: together, templates } = printers(compose)
  const single = new Sink()
  const alone: string[] = []
  const all: string[] = []
  let copied = 0
  const reader = new CaptureReader()
  reader.each(capture(), (packet) => {
    shown.meet(packet)
    let printed = templates.print(shown, 0)
    decoder.each(packet, (scanned, i) => {
      shown.set(scanned, i)
      const end = scanned.offset(i) + scanned.length(i)
      try {
        if (shown.shape < 0 && shown.body === undefined) return
      } catch (error) {
        if (!(error instanceof DecodeError)) throw error
        return
      }
      const texts = new Texts(single, compose)
      texts.print(shown)
      single.line()
      alone.push(text(single))
      if (end <= printed) {
        copied++
        return
      }
      const known = together.print(shown)
      sink.line()
      if (known !== undefined) {
        templates.learn(shown, known)
        printed = templates.print(shown, (end + 3) & ~3)
      }
      if (pick(50) === 0) all.push(text(sink))
    })
  })
  all.push(text(sink))
  expect(reader.damage).toBeUndefined()
  expect(alone.length).toBeGreaterThan(2000)
  expect(copied).toBeGreaterThan(250)
  expect(all.join('').split('\n')).toEqual(alone.join('').split('\n'))
})

test('places in the file, where they get more digits and beyond 2^32', () => {
  const bytes = routeMessage({ flags: 0, seq: 0 }, 7)
  let copied = 0
  for (const start of [90, 9_900, 99_900, 999_900, 2 ** 32 - 300, 99_999_999_900, 10 ** 12 - 300]) {
    const decoder = new PacketDecoder()
    const shown = new Shown(decoder)
    const { sink, texts, templates } = printers(composeTree)
    for (let at = start; at < start + 400; at += bytes.length) {
      const reader = new CaptureReader({ format: 'raw', protocol: 0 })
      reader.each(bytes, () => {})
      reader.endEach((packet) => {
        packet.position += at
        shown.meet(packet)
        if (templates.print(shown, 0) > 0) copied++
        else
          decoder.each(packet, (scanned, i) => {
            shown.set(scanned, i)
            const known = texts.print(shown)
            if (known !== undefined) templates.learn(shown, known)
          })
        const lines = text(sink).split('\n').slice(1, -1)
        expect(lines.length).toBeGreaterThan(15)
        for (const line of lines) {
          const [, place = '', length] = /^ {2}(\d+)\+(\d+) +[a-zA-Z]/.exec(line) ?? []
          expect(Number(place), line).toBeGreaterThanOrEqual(at)
          expect(Number(place) + Number(length), line).toBeLessThanOrEqual(at + bytes.length)
        }
      })
    }
  }
  expect(copied).toBeGreaterThan(15)
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
