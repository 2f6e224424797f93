import { inspect } from 'node:util'
import { Decoder, decode, encode, frame } from '@rtnl/codec'
import { link, RTM, rtnetlink } from '@rtnl/families'
import { afterEach, expect, test, vi } from 'vitest'
import { random } from '../core/bytes.ts'
import { recorded } from '../families/vectors.ts'

// Shapes that many messages have get constructors of their own, if code may be made at run time. All ways must read the same.

let made = 0
/** Counts the functions made from text; `make` makes them. */
const stub = (make: (text: string[]) => object) => {
  made = 0
  vi.stubGlobal(
    'Function',
    class {
      constructor(...text: string[]) {
        made++
        // biome-ignore lint/correctness/noConstructorReturn: Function's constructor returns what it made, too
        return make(text)
      }
    },
  )
}

/** The first message of each vector, as it reads the last of `times` times. */
const readings = (times: number) =>
  recorded.slice(0, 400).map(({ bytes }) => {
    const decoder = new Decoder(rtnetlink)
    decoder.buffer(bytes.length).set(bytes)
    let last: unknown
    for (let n = 0; n < times; n++) {
      decoder.scan(bytes.length)
      last = decoder.body(0)
    }
    return inspect(last, { depth: 20 })
  })

afterEach(() => {
  vi.unstubAllGlobals()
})

test('shapes seen once, shapes seen often, and often where no code may be made', { timeout: 60_000 }, () => {
  const once = readings(1)
  const { Function: Real } = globalThis
  stub((text) => Reflect.construct(Real, text))
  expect(readings(600)).toEqual(once)
  expect(made).toBeGreaterThan(100)
  stub(() => {
    throw new EvalError('forbidden by the content security policy')
  })
  expect(readings(600)).toEqual(once)
  // Once refused, it is not tried again.
  expect(made).toBe(1)
})

test('a shape seen often, with other values: texts with NULs, texts that are none, names and bits nobody knows', {
  timeout: 60_000,
}, () => {
  const pick = random(6)
  for (const { bytes } of recorded.slice(0, 1200).filter((_, i) => i % 12 === 0)) {
    const decoder = new Decoder(rtnetlink)
    const buffer = decoder.buffer(bytes.length)
    buffer.set(bytes)
    for (let n = 0; n < 600; n++) {
      decoder.scan(bytes.length)
      decoder.body(0)
    }
    for (let n = 0; n < 60; n++) {
      const other = bytes.slice()
      for (let k = 1 + pick(3); k > 0; k--) other[16 + pick(other.length - 16)] = pick(3) === 0 ? 0 : pick(256)
      buffer.set(other)
      decoder.scan(other.length)
      const fresh = decode(rtnetlink, other).messages[0]
      if (fresh?.error === undefined)
        expect(inspect(decoder.body(0), { depth: 20 })).toBe(inspect(fresh?.body, { depth: 20 }))
      else expect(() => decoder.body(0)).toThrow(fresh.error.message)
    }
  }
})

test('a shape of thousands of items seen often', () => {
  const altIfname = Array.from({ length: 5000 }, (_, i) => `n${i}`)
  const bytes = frame({ type: RTM.NEWLINK, flags: 0, seq: 1 }, encode(link, { index: 7, propList: { altIfname } }))
  const decoder = new Decoder(rtnetlink)
  decoder.buffer(bytes.length).set(bytes)
  for (let n = 0; n < 300; n++) {
    decoder.scan(bytes.length)
    if (n % 50 === 0) expect(decoder.body(0)).toMatchObject({ index: 7, propList: { altIfname } })
    else decoder.body(0)
  }
})
