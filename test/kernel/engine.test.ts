import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { patience } from '../guest.ts'
import { inside, startInside } from './inside.ts'
import { createNamespace, type Namespace } from './namespace.ts'

let namespace: Namespace
beforeEach(async () => {
  namespace = await createNamespace()
  namespace.exec('ip link set lo up')
})
afterEach(() => namespace.close())

/** What the function of `bodies/engine.ts` returns. */
const run = async (name: string) => (await inside(namespace, 'engine', name)).result

describe('requests', () => {
  test('are answered, a thousand at a time on one socket', async () => {
    expect(await run('requests')).toEqual({
      loopbacks: 1000,
      again: 'RTM_NEWROUTE: EEXIST: File exists',
      counted: 1000,
      left: 0,
    })
  })

  test("are refused with the kernel's sentence and the attribute", async () => {
    expect(await run('refusals')).toEqual({
      place: 'RTM_NEWLINK: EINVAL: Attribute failed policy validation, at permAddress (IFLA_PERM_ADDRESS)',
      missing: 'RTM_GETLINK: ENODEV: No such device. ip link lists the interfaces',
      gateway: 'RTM_NEWROUTE: ENETUNREACH: Nexthop has invalid gateway',
      dump: 'RTM_GETROUTE: ENODEV: No such device. ip link lists the interfaces',
    })
  })

  test('are not answered by anybody but the kernel', async () => {
    expect(await run('forged')).toEqual({ sent: true, first: '10.0.0.1' })
  })
})

describe('dumps', () => {
  test('of 5,000 routes: whole, left, aborted, nested, together, amid changes', async () => {
    expect(await run('dumps')).toMatchObject({
      whole: 5000,
      half: 1000,
      aborted: 1500,
      reason: 'stop',
      many: [5000, 5000, 5000],
      outer: 5000,
      inner: 25_000,
      got: 5000,
      seen: 5000,
      left: 2500,
    })
  })
})

describe('monitors', () => {
  test('tell every change in its order from when they are ready', async () => {
    expect(await run('monitors')).toEqual({ inOrder: true })
  })

  test('with a receive buffer of 4 KiB under 10,000 changes report overruns, survive, and see what comes later', async () => {
    const { during, dumped, last } = (await run('overrun')) as {
      during: Record<string, number>
      dumped: number
      last: string
    }
    expect(during.overrun).toBeGreaterThan(0)
    expect(during.new).toBeGreaterThan(0)
    expect(during.error).toBe(0)
    expect({ dumped, last }).toEqual({ dumped: 10_000, last: 'new' })
  })

  test('whose thread was blocked report the overrun where the gap is', async () => {
    expect(await run('blocked')).toEqual({ before: true, overruns: 1, after: 'new' })
  })
})

describe('clients', () => {
  test('of one process do not disturb each other', async () => {
    const undisturbed = { seen: 2000, overrun: true, ended: 'ClosedError', next: 'new', count: 2001 }
    expect(await run('together')).toEqual(undisturbed)
  })

  test('work in a worker', async () => {
    expect(await run('worker')).toMatchObject({ loopbacks: 1000, counted: 1000, left: 0, change: 'new' })
  })

  test('that are idle use no processor time', async () => {
    expect(await run('rests')).toBeLessThan(10 * patience)
  })
})

describe('the end', () => {
  test('of a client settles what is pending', async () => {
    expect(await run('closes')).toEqual(['ClosedError', 'ClosedError', 'ClosedError'])
  })

  test('of 10,000 clients leaves nothing behind', { timeout: 90_000 * patience }, async () => {
    const { result } = await inside(namespace, 'engine', 'leaks', { timeout: 80_000 })
    const leaked = result as { descriptors: number; threads: number; mebibytes: number }
    expect(leaked).toMatchObject({ descriptors: 0, threads: 0 })
    expect(leaked.mebibytes).toBeLessThan(64)
  })

  test('of the process comes by itself when all is closed', async () => {
    expect((await inside(namespace, 'engine', 'ends')).ending).toBeLessThan(1000)
  })

  test('of the process comes by itself when nothing is pending, though a client be open', async () => {
    expect((await inside(namespace, 'engine', 'idles')).ending).toBeLessThan(1000)
  })

  test('of the process does not come while a monitor is read, and comes at once with SIGINT', async () => {
    const child = startInside(namespace, 'engine', 'listens')
    await once(child.stdout as NodeJS.ReadableStream, 'data')
    const exit = once(child, 'exit')
    const early = await Promise.race([exit, new Promise((resolve) => setTimeout(() => resolve('alive'), 500))])
    expect(early).toBe('alive')
    const killed = performance.now()
    child.kill('SIGINT')
    await exit
    expect(performance.now() - killed).toBeLessThan(1000)
  })
})
