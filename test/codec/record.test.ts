import { inspect } from 'node:util'
import { Decoder } from '@rtnl/codec'
import { rtnetlink } from '@rtnl/families'
import { afterEach, expect, test, vi } from 'vitest'
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
