import { expect, test } from 'vitest'
import type { Koffi } from '../../adapters/node/src/koffi.ts'
import { LoopWatch } from '../../adapters/node/src/watch.ts'

/** Stands for koffi, to call back at will. */
function fakeKoffi() {
  let callback: (() => void) | undefined
  const start = (_options: object, given: () => void) => {
    callback = given
  }
  const handle = { start, stop() {}, close() {} }
  const poll = (_fd: number, options: object, given: () => void) => {
    start(options, given)
    return handle
  }
  return { koffi: { node: { poll } } as unknown as Koffi, fire: () => callback?.() }
}

test('who waits goes on in a turn that Node knows of, not in what koffi calls outside of one', async () => {
  const { koffi, fire } = fakeKoffi()
  const watch = new LoopWatch(koffi, 3)
  for (const round of [1, 2]) {
    const order: string[] = []
    const waiting = watch.wait().then(() => order.push(`waiter ${round}`))
    fire()
    await Promise.resolve().then(() => order.push('microtask'))
    await waiting
    expect(order).toEqual(['microtask', `waiter ${round}`])
  }
})

test('an event that comes with the end does no harm', async () => {
  const { koffi, fire } = fakeKoffi()
  const watch = new LoopWatch(koffi, 3)
  const waiting = watch.wait()
  fire()
  watch.close()
  await waiting
  await new Promise((resolve) => setImmediate(resolve))
})
