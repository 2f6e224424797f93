import { Connection, type Monitor, type MonitorEvent, SystemError } from '@rtnl/client'
import { DecodeError } from '@rtnl/codec'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { FakeNetwork, type FakeTransport, settle } from './fake-transport.ts'
import { brokenThing, newThing, noop, THING, type Thing, things } from './thing.ts'

let network: FakeNetwork
let connection: Connection

beforeEach(async () => {
  network = new FakeNetwork()
  connection = await Connection.open(network.open, { protocol: things })
})
afterEach(() => connection.close())

/** An open monitor and its socket. */
async function listen(options: { signal?: AbortSignal; receiveBuffer?: number } = {}, groups = [1, 33]) {
  const monitor = connection.monitor<Thing>(groups, options)
  await monitor.ready
  return { monitor, socket: network.socket(network.sockets.length - 1) }
}

/** The next events, briefly. */
async function take(monitor: Monitor<Thing>, count: number): Promise<string[]> {
  const taken: string[] = []
  while (taken.length < count) {
    const { value, done } = await monitor.next()
    if (done) break
    taken.push(brief(value))
  }
  return taken
}

const brief = (event: MonitorEvent<Thing>): string =>
  event.kind === 'new' || event.kind === 'delete' ? `${event.kind} ${event.message.number}` : event.kind

const fill = (socket: FakeTransport, from: number, to: number) => {
  for (let number = from; number <= to; number++) socket.deliver(newThing(0, { number }))
}

describe('a monitor', () => {
  test('has joined all groups, also those above 32, when it is ready', async () => {
    const { socket } = await listen({}, [1, 5, 36])
    expect([...socket.groups]).toEqual([1, 5, 36])
    expect(network.socket(0).groups.size).toBe(0)
  })

  test('tells what was made and what was deleted, in order', async () => {
    const { monitor, socket } = await listen()
    socket.deliver(newThing(5, { number: 1, name: 'one' }), noop(0))
    socket.deliver(newThing(0, { number: 1 }, { type: THING.DELTHING, flags: 0x100 }))
    expect((await monitor.next()).value).toEqual({
      kind: 'new',
      type: 'RTM_NEWTHING',
      flags: 0,
      message: { family: 0, kind: 0, number: 1, name: 'one' },
    })
    expect((await monitor.next()).value).toMatchObject({ kind: 'delete', type: 'RTM_DELTHING', flags: 0x100 })
  })

  test('tells what the kernel asks for apart from what was made', async () => {
    const { monitor, socket } = await listen()
    socket.deliver(newThing(0, { number: 1 }, { type: THING.GETTHING }))
    expect((await monitor.next()).value).toMatchObject({ kind: 'get', type: 'RTM_GETTHING' })
  })

  test('hands over as bytes what is not declared', async () => {
    const { monitor, socket } = await listen()
    socket.deliver(newThing(0, { number: 1 }, { type: THING.NEWOTHER }))
    expect((await monitor.next()).value).toMatchObject({ type: 'RTM_NEWOTHER', message: expect.any(Uint8Array) })
  })

  test('waits for what comes', async () => {
    const { monitor, socket } = await listen()
    const next = [monitor.next(), monitor.next()]
    await settle()
    expect(socket.waiting).toBe(true)
    fill(socket, 1, 2)
    expect((await Promise.all(next)).map(({ value }) => value && brief(value))).toEqual(['new 1', 'new 2'])
  })

  test('reads nothing ahead of its reader', async () => {
    const { monitor, socket } = await listen()
    fill(socket, 1, 5)
    await take(monitor, 2)
    await settle()
    expect(socket.queued).toBe(3)
  })

  test('believes nobody but the kernel', async () => {
    const { monitor, socket } = await listen()
    socket.deliverFrom(1, newThing(0, { number: 666 }))
    fill(socket, 1, 1)
    expect(await take(monitor, 1)).toEqual(['new 1'])
  })

  test('reports what cannot be decoded and goes on', async () => {
    const { monitor, socket } = await listen()
    socket.deliver(newThing(0, { number: 1 }), brokenThing(0), newThing(0, { number: 2 }))
    socket.deliver(newThing(0, { number: 3 }), new Uint8Array(16).fill(255))
    fill(socket, 4, 4)
    expect(await take(monitor, 6)).toEqual(['new 1', 'error', 'new 2', 'new 3', 'error', 'new 4'])
    socket.deliver(brokenThing(0))
    expect((await monitor.next()).value).toMatchObject({ error: expect.any(DecodeError) })
  })

  test('lets the event loop have its turn', async () => {
    const { monitor, socket } = await listen()
    fill(socket, 1, 500)
    let turned = false
    setImmediate(() => {
      turned = true
    })
    await take(monitor, 500)
    expect(turned).toBe(true)
  })
})

describe('an overrun', () => {
  test('is reported where the gap is, behind what was queued before it, and the stream goes on', async () => {
    const { monitor, socket } = await listen()
    // The kernel says it before it hands over what it had queued.
    socket.fail(105)
    fill(socket, 1, 3)
    expect(await take(monitor, 4)).toEqual(['new 1', 'new 2', 'new 3', 'overrun'])
    fill(socket, 4, 4)
    expect(await take(monitor, 1)).toEqual(['new 4'])
  })

  test('is reported too where a datagram is longer than any of the kernel’s', async () => {
    const { monitor, socket } = await listen()
    socket.deliver(newThing(0, { number: 1 }), new Uint8Array(1 << 18))
    fill(socket, 2, 2)
    expect(await take(monitor, 2)).toEqual(['new 2', 'overrun'])
  })

  test('with nothing queued is reported at once', async () => {
    const { monitor, socket } = await listen()
    const next = monitor.next()
    await settle()
    socket.fail(105)
    expect((await next).value).toEqual({ kind: 'overrun' })
  })

  test('is reported after as much as the buffer can have held, even if the queue is never empty', async () => {
    const { monitor, socket } = await listen()
    socket.fail(105)
    fill(socket, 1, 1000)
    const events = await take(monitor, 1001)
    // 8192 bytes of buffer, messages of 20 bytes.
    expect(events.indexOf('overrun')).toBe(410)
    expect(events.filter((event) => event === 'overrun')).toHaveLength(1)
  })

  test('after an overrun is one more: the first is not forgotten', async () => {
    const { monitor, socket } = await listen()
    socket.fail(105)
    fill(socket, 1, 1)
    socket.fail(105)
    fill(socket, 2, 2)
    expect(await take(monitor, 4)).toEqual(['new 1', 'overrun', 'new 2', 'overrun'])
  })
})

describe('the end', () => {
  test('leaving the loop closes the socket and nothing else', async () => {
    const { monitor, socket } = await listen()
    fill(socket, 1, 2)
    for await (const event of monitor) {
      expect(brief(event)).toBe('new 1')
      break
    }
    expect(socket.closed).toBe(1)
    expect(network.socket(0).closed).toBe(0)
    expect(await monitor.next()).toEqual({ done: true, value: undefined })
  })

  test('by a signal while waiting: rejects with its reason, once', async () => {
    const controller = new AbortController()
    const { monitor, socket } = await listen({ signal: controller.signal })
    const next = monitor.next()
    await settle()
    controller.abort()
    expect(await next.catch((error) => error)).toBe(controller.signal.reason)
    expect(socket.closed).toBe(1)
    expect((await monitor.next()).done).toBe(true)
  })

  test('by a signal while nobody waits, and before anything', async () => {
    const controller = new AbortController()
    const { monitor, socket } = await listen({ signal: controller.signal })
    fill(socket, 1, 3)
    await monitor.next()
    controller.abort('stop')
    await expect(monitor.next()).rejects.toBe('stop')
    const late = connection.monitor([1], { signal: controller.signal })
    await expect(late.ready).rejects.toBe('stop')
    await expect(late.next()).rejects.toBe('stop')
    expect(network.sockets).toHaveLength(2)
  })

  test('by return while another next is waiting: there is no next', async () => {
    const { monitor } = await listen()
    const next = monitor.next()
    await settle()
    await monitor.return()
    expect(await next).toEqual({ done: true, value: undefined })
  })

  test('by closing the client rejects with ClosedError', async () => {
    const { monitor, socket } = await listen()
    const next = monitor.next()
    await settle()
    await connection.close()
    await expect(next).rejects.toMatchObject({ code: 'ERR_CLOSED' })
    expect(socket.closed).toBe(1)
    await expect(connection.monitor([1]).next()).rejects.toMatchObject({ code: 'ERR_CLOSED' })
  })

  test('by closing the client while the socket is being opened', async () => {
    const monitor = connection.monitor([1])
    await connection.close()
    await expect(monitor.ready).rejects.toMatchObject({ code: 'ERR_CLOSED' })
    expect(network.sockets.every(({ closed }) => closed > 0)).toBe(true)
  })

  test('because the socket cannot be opened: ready and next reject', async () => {
    network.onOpen = (socket) => {
      socket.join = () => {
        throw new SystemError('setsockopt', 22)
      }
    }
    const monitor = connection.monitor([9999])
    await expect(monitor.next()).rejects.toMatchObject({ code: 'EINVAL', syscall: 'setsockopt' })
    await expect(monitor.ready).rejects.toMatchObject({ code: 'EINVAL' })
    expect(network.socket(1).closed).toBe(1)
  })

  test('because receiving fails for good', async () => {
    const { monitor, socket } = await listen()
    fill(socket, 1, 1)
    socket.fail(9)
    expect(await take(monitor, 1)).toEqual(['new 1'])
    await expect(monitor.next()).rejects.toMatchObject({ code: 'EBADF' })
    expect((await monitor.next()).done).toBe(true)
  })
})
