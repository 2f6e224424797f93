import { OverrunError } from '@rtnl/client'
import { EncodeError } from '@rtnl/codec'
import { NLM_F, type RouteInput, RTM } from '@rtnl/families'
import { describe, expect, test, vi } from 'vitest'
import { type Answer, fakeKernel as makeKernel } from './fake-kernel.ts'
import { type SentHeader, settle } from './fake-transport.ts'
import { decodeOne } from './like-ip.ts'
import { ack } from './thing.ts'

const EEXIST = 17
const EMSGSIZE = 90
const ENOBUFS = 105
const ENODEV = 19

const routes = (count: number, more: RouteInput = {}): RouteInput[] =>
  Array.from({ length: count }, (_, i) => ({ dst: `10.${i >> 8}.${i & 255}.0/24`, oif: 2, ...more }))

const dst = (request: SentHeader) => (decodeOne(request.bytes) as { dst?: string }).dst

/** Refuses the routes whose third number is one of these. */
const refusing =
  (...third: number[]) =>
  (request: SentHeader) =>
    third.includes(Number(dst(request)?.split('.')[2])) ? [ack(request, EEXIST)] : []

/** Where a runtime can call libc on another thread, the next changes are encoded while the kernel is at work. */
describe.each([
  ['on the same thread', false],
  ['on another thread', true],
])('sent %s,', (_, threads) => {
  const fakeKernel = (links?: Readonly<Record<string, number>>, answer?: Answer) =>
    makeKernel(links, answer, {}, threads)

  describe('many changes', () => {
    test('go many to a send, in order; only the last of a send asks for an ack', async () => {
      await using kernel = await fakeKernel()
      const report = await kernel.net.route.addAll(routes(200))
      expect(report).toEqual({ items: 200, done: 200, failures: [] })
      expect(kernel.sent.map(dst)).toEqual(routes(200).map(({ dst }) => dst?.split('/')[0]))
      expect(kernel.sent.every(({ type }) => type === RTM.NEWROUTE)).toBe(true)
      const { sends, sent } = kernel.network.socket(1)
      // The fake socket has room for the refusals of four.
      expect(sends).toHaveLength(50)
      expect(sent.filter(({ flags }) => (flags & NLM_F.ACK) !== 0)).toHaveLength(50)
      expect(sent.every(({ flags }) => (flags & (NLM_F.REQUEST | NLM_F.CREATE | NLM_F.EXCL)) === 0x601)).toBe(true)
      expect(kernel.network.socket(1).closed).toBeGreaterThan(0)
    })

    test('are the same messages that one at a time would be', async () => {
      await using kernel = await fakeKernel({ eth0: 7 })
      const items: RouteInput[] = [
        { dst: '2001:db8::/32', gateway: 'fe80::1', oif: 'eth0', metrics: { mtu: 1400 } },
        { dst: 'default', multipath: [{ gateway: '192.0.2.1', ifindex: 'eth0' }, { gateway: '192.0.2.2' }] },
        { dst: '10.0.0.0/8', type: 'blackhole', table: 1000 },
      ]
      for (const item of items) await kernel.net.route.replace(item)
      await kernel.net.route.replaceAll(items)
      const bodies = kernel.sent.map(({ bytes }) => bytes.slice(16))
      expect(bodies.slice(3)).toEqual(bodies.slice(0, 3))
    })

    test('that fail are reported with their items, in order, and do not stop the others', async () => {
      await using kernel = await fakeKernel({}, refusing(1, 6, 7))
      const items = routes(10)
      items[4] = { dst: '10.0.4.0/24', metrics: { mtu: -1 } }
      const { done, failures } = await kernel.net.route.addAll(items)
      expect(done).toBe(6)
      expect(failures.map(({ index }) => index)).toEqual([1, 4, 6, 7])
      expect(failures.map(({ item }) => item)).toEqual([1, 4, 6, 7].map((i) => items[i]))
      expect(failures[0]?.error.message).toBe('RTM_NEWROUTE: EEXIST: File exists')
      expect(failures[1]?.error).toBeInstanceOf(EncodeError)
      expect(failures[1]?.error).toMatchObject({ path: 'metrics.mtu' })
      expect(kernel.sent).toHaveLength(9)
    })

    test('let the event loop have its turn, every eight milliseconds', async () => {
      // The kernel takes a millisecond for each.
      vi.useFakeTimers({ toFake: ['Date'] })
      try {
        await using kernel = await fakeKernel({}, () => {
          vi.setSystemTime(Date.now() + 1)
          return []
        })
        let turns = 0
        let running = true
        const count = () => {
          turns++
          if (running) setImmediate(count)
        }
        setImmediate(count)
        await kernel.net.route.addAll(routes(400))
        running = false
        expect(turns).toBeGreaterThanOrEqual(400 / 16)
      } finally {
        vi.useRealTimers()
      }
    })

    test('hand their failures to a callback instead', async () => {
      await using kernel = await fakeKernel({}, refusing(3))
      const told: number[] = []
      const report = await kernel.net.route.deleteAll(routes(6), { onFailure: ({ index }) => told.push(index) })
      expect(report).toEqual({ items: 6, done: 5, failures: [] })
      expect(told).toEqual([3])
      expect(kernel.sent[0]?.type).toBe(RTM.DELROUTE)
    })

    test('stop at the first failure, if that is asked for, with nothing sent behind it', async () => {
      await using kernel = await fakeKernel({}, refusing(3))
      const taken: RouteInput[] = []
      const report = await kernel.net.route.addAll(
        (function* () {
          for (const route of routes(10)) {
            taken.push(route)
            yield route
          }
        })(),
        { stop: true },
      )
      expect(report).toMatchObject({ items: 4, done: 3, failures: [{ index: 3 }] })
      expect(taken).toHaveLength(4)
      expect(kernel.sent).toHaveLength(4)
    })

    test('look each interface up once, and again where it was not there', async () => {
      await using kernel = await fakeKernel({ eth0: 7 })
      const items = routes(20, { oif: 'eth0' })
      items[5] = { dst: '10.0.5.0/24', oif: 'nope' }
      items[6] = { dst: '10.0.6.0/24', oif: 'nope' }
      const { done, failures } = await kernel.net.route.addAll(items)
      expect(done).toBe(18)
      for (const { error } of failures)
        expect(error.message).toMatch(/^RTM_NEWROUTE: ENODEV: No interface has the name 'nope', at oif \(RTA_OIF\)/)
      expect(kernel.lookups()).toBe(3)
      expect(kernel.sent.every(({ bytes }) => (decodeOne(bytes) as RouteInput).oif === 7)).toBe(true)
    })

    test('are all sent, however long the kernel takes to say which interface has a name', async () => {
      vi.useFakeTimers({ toFake: ['Date'] })
      try {
        const links = {
          get eth0() {
            vi.setSystemTime(Date.now() + 1000)
            return 7
          },
        }
        await using kernel = await fakeKernel(links)
        const { done } = await kernel.net.route.addAll(routes(20, { oif: 'eth0' }))
        expect(done).toBe(20)
        expect(kernel.sent.map(({ bytes }) => (decodeOne(bytes) as RouteInput).oif)).toEqual(Array(20).fill(7))
      } finally {
        vi.useRealTimers()
      }
    })

    test('look interfaces up after the links before them were made', async () => {
      const links: Record<string, number> = {}
      await using kernel = await fakeKernel(links, (request) => {
        const { ifname } = decodeOne(request.bytes) as { ifname?: string }
        if (ifname !== undefined) links[ifname] = 40 + Object.keys(links).length
        return []
      })
      const { done } = await kernel.net.link.addAll([
        { ifname: 'br0', linkinfo: { kind: 'bridge' } },
        { ifname: 'v0', linkinfo: { kind: 'ifb' }, master: 'br0' },
        { ifname: 'v1', linkinfo: { kind: 'ifb' }, master: 'br0' },
      ])
      expect(done).toBe(3)
      expect(kernel.sent.map(({ bytes }) => (decodeOne(bytes) as { master?: number }).master)).toEqual([
        undefined,
        40,
        40,
      ])
    })

    test('say which link is not there, as for one', async () => {
      await using kernel = await fakeKernel({}, (request) => [ack(request, ENODEV)])
      const { failures } = await kernel.net.link.deleteAll(['v7', 9])
      expect(failures.map(({ error }) => error.message.split('. ')[0])).toEqual([
        "RTM_DELLINK: ENODEV: No interface has the name 'v7'",
        'RTM_DELLINK: ENODEV: No interface has the index 9',
      ])
    })

    test('of each family', async () => {
      await using kernel = await fakeKernel()
      const { net } = kernel
      await net.addr.addAll([{ local: '192.0.2.1/24', index: 1 }])
      await net.addr.replaceAll([{ local: '192.0.2.1/24', index: 1 }])
      await net.addr.deleteAll([{ local: '192.0.2.1/24', index: 1 }])
      await net.neigh.addAll([{ dst: '192.0.2.1', ifindex: 1 }])
      await net.neigh.replaceAll([{ dst: '192.0.2.1', ifindex: 1 }])
      await net.neigh.deleteAll([{ dst: '192.0.2.1', ifindex: 1 }])
      await net.rule.addAll([{ priority: 7 }])
      await net.rule.deleteAll([{ priority: 7 }])
      await net.link.replaceAll([{ ifname: 'v0', mtu: 1400 }])
      expect(kernel.sent.map(({ type }) => type)).toEqual([
        RTM.NEWADDR,
        RTM.NEWADDR,
        RTM.DELADDR,
        RTM.NEWNEIGH,
        RTM.NEWNEIGH,
        RTM.DELNEIGH,
        RTM.NEWRULE,
        RTM.DELRULE,
        RTM.NEWLINK,
      ])
    })
  })

  describe('when something is in the way', () => {
    test('a datagram that is too large goes in parts', async () => {
      await using kernel = await fakeKernel()
      kernel.network.onOpen = ((open) => (socket) => {
        open(socket)
        socket.sendErrors.push(EMSGSIZE, ENOBUFS)
      })(kernel.network.onOpen)
      expect(await kernel.net.route.addAll(routes(8))).toMatchObject({ done: 8, failures: [] })
      expect(kernel.sent.map(dst)).toEqual(routes(8).map(({ dst }) => dst?.split('/')[0]))
    })

    test('a refused send is the failure of all that were in it', async () => {
      await using kernel = await fakeKernel()
      kernel.network.onOpen = ((open) => (socket) => {
        open(socket)
        socket.sendErrors.push(1)
      })(kernel.network.onOpen)
      const { done, failures } = await kernel.net.route.addAll(routes(6))
      expect([done, failures.map(({ error }) => (error as { code?: string }).code)]).toEqual([
        2,
        Array(4).fill('EPERM'),
      ])
    })

    test('after an overrun the outcome of those is unknown of which nothing was heard', async () => {
      await using kernel = await fakeKernel({}, refusing(1))
      const onOpen = kernel.network.onOpen
      kernel.network.onOpen = (socket) => {
        onOpen(socket)
        const { onSend } = socket
        let lost = false
        socket.onSend = (request, to) => {
          if (dst(request) === '10.0.2.0') {
            lost = true
            to.fail(ENOBUFS)
          } else if (!lost || dst(request) === '10.0.4.0') {
            lost = false
            onSend(request, to)
          }
        }
      }
      const { done, failures } = await kernel.net.route.addAll(routes(8))
      expect(failures.map(({ index }) => index)).toEqual([0, 1, 2, 3])
      expect(failures.map(({ error }) => error instanceof OverrunError)).toEqual([true, false, true, true])
      expect(done).toBe(4)
    })

    test('an aborted signal ends it, and its source', async () => {
      await using kernel = await fakeKernel()
      const controller = new AbortController()
      let ended = false
      function* source() {
        try {
          for (const [i, route] of routes(100).entries()) {
            if (i === 50) controller.abort(new Error('enough'))
            yield route
          }
        } finally {
          ended = true
        }
      }
      await expect(kernel.net.route.addAll(source(), { signal: controller.signal })).rejects.toThrow('enough')
      expect(ended).toBe(true)
      expect(kernel.sent.length).toBeLessThanOrEqual(50)
      await expect(kernel.net.route.addAll([], { signal: controller.signal })).rejects.toThrow('enough')
    })

    test('a source that throws does so when the changes before it are carried out', async () => {
      await using kernel = await fakeKernel({}, refusing(1))
      const told: number[] = []
      function* source() {
        yield* routes(8)
        throw new Error('no more')
      }
      const onFailure = ({ index }: { index: number }) => told.push(index)
      await expect(kernel.net.route.addAll(source(), { onFailure })).rejects.toThrow('no more')
      expect([kernel.sent.length, told]).toEqual([8, [1]])
      await settle()
      expect(kernel.sent).toHaveLength(8)
    })

    test('what a callback throws ends it', async () => {
      await using kernel = await fakeKernel({}, refusing(1))
      const onFailure = () => {
        throw new Error('enough')
      }
      await expect(kernel.net.route.addAll(routes(40), { onFailure })).rejects.toThrow('enough')
      expect(kernel.sent.length).toBeLessThanOrEqual(8)
    })

    test('an aborted signal does not wait for a source that has nothing', async () => {
      await using kernel = await fakeKernel()
      const controller = new AbortController()
      const source = { [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }) }
      setTimeout(() => controller.abort(new Error('enough')), 5)
      await expect(kernel.net.route.addAll(source, { signal: controller.signal })).rejects.toThrow('enough')
    })

    test('a closed client ends it', async () => {
      await using kernel = await fakeKernel()
      async function* source() {
        yield* routes(1)
        await kernel.net.close()
        yield* routes(1)
      }
      await expect(kernel.net.route.addAll(source())).rejects.toMatchObject({ code: 'ERR_CLOSED' })
    })
  })

  describe('a slow source', () => {
    test('does not keep back what it gave', async () => {
      await using kernel = await fakeKernel()
      const seen: number[] = []
      async function* source() {
        for (const route of routes(4)) {
          await new Promise((resolve) => setTimeout(resolve, 2))
          seen.push(kernel.sent.length)
          yield route
        }
      }
      expect(await kernel.net.route.addAll(source())).toMatchObject({ done: 4 })
      expect(seen).toEqual([0, 1, 2, 3])
    })

    test('that is fast is taken in batches, and no faster than the kernel', async () => {
      await using kernel = await fakeKernel()
      let taken = 0
      let ahead = 0
      async function* source() {
        for (const route of routes(40)) {
          ahead = Math.max(ahead, ++taken - kernel.sent.length)
          yield route
        }
      }
      expect(await kernel.net.route.addAll(source())).toMatchObject({ done: 40 })
      expect(kernel.network.socket(1).sends).toHaveLength(10)
      expect(ahead).toBeLessThanOrEqual(threads ? 9 : 5)
    })
  })
})
