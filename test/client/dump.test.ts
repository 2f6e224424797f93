import { Connection, DumpInterruptedError, OverrunError, type Reply } from '@rtnl/client'
import { DecodeError } from '@rtnl/codec'
import { NLM_F } from '@rtnl/families'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { FakeNetwork, type FakeTransport, type SentHeader, settle } from './fake-transport.ts'
import { ack, brokenThing, done, newThing, noop, THING, type Thing, things, tlv } from './thing.ts'

let network: FakeNetwork
let connection: Connection
/** What the next sockets answer to a dump. */
let answer: (request: SentHeader, socket: FakeTransport) => void

beforeEach(async () => {
  network = new FakeNetwork()
  network.onOpen = (socket) => {
    socket.onSend = (request) => answer(request, socket)
  }
  answer = (request, socket) => socket.stream(parts(request))
  connection = await Connection.open(network.open, { protocol: things })
})
afterEach(() => connection.close())

const MULTI = { flags: NLM_F.MULTI }

/** Things numbered from 1 in datagrams of three, then the end. */
function* parts(request: SentHeader, datagrams = 3, last = done(request)): Generator<Uint8Array[]> {
  for (let i = 0; i < datagrams; i++) yield [1, 2, 3].map((n) => newThing(request.seq, { number: i * 3 + n }, MULTI))
  yield [last]
}

const dump = (signal?: AbortSignal) => connection.dump<Thing>({ type: THING.GETTHING, signal })

/** Reads to the end; the numbers of the things, and the error if one came after them. */
async function read(messages: AsyncIterable<Reply<Thing>>): Promise<{ numbers: number[]; error?: unknown }> {
  const numbers: number[] = []
  try {
    for await (const { body } of messages) numbers.push(body.number)
    return { numbers }
  } catch (error) {
    return { numbers, error }
  }
}

const nine = [1, 2, 3, 4, 5, 6, 7, 8, 9]

describe('a dump', () => {
  test('streams the messages of all parts', async () => {
    expect(await read(dump())).toEqual({ numbers: nine })
    expect(network.socket(1).sent[0]).toMatchObject({ type: THING.GETTHING, flags: NLM_F.REQUEST | NLM_F.DUMP })
  })

  test('is asked for by the first next, on a socket apart from the requests', async () => {
    const messages = dump()
    expect(network.sockets).toHaveLength(1)
    await messages.next()
    expect(network.sockets).toHaveLength(2)
    await messages.return()
  })

  test('is pulled: nothing is read ahead of the reader', async () => {
    const messages = dump()
    for (let i = 0; i < 4; i++) await messages.next()
    const taken = network.socket(1).receives.filter((length) => length >= 0).length
    await settle()
    expect(network.socket(1).receives.filter((length) => length >= 0)).toHaveLength(taken)
    expect(taken).toBe(2)
    await messages.return()
  })

  test('may end in the same datagram, be empty, and have empty parts', async () => {
    answer = ({ seq, ...rest }, socket) => {
      socket.deliver(noop(seq))
      socket.deliver(newThing(seq, { number: 1 }, MULTI), done({ seq, ...rest }))
    }
    expect(await read(dump())).toEqual({ numbers: [1] })
    answer = (request, socket) => socket.deliver(done(request))
    expect(await read(dump())).toEqual({ numbers: [] })
  })

  test('whose parts come late is waited for', async () => {
    answer = () => {}
    const reading = read(dump())
    await settle()
    const socket = network.socket(1)
    const [request] = socket.sent
    if (request === undefined) throw new Error('not sent')
    for (const part of parts(request)) {
      socket.deliver(...part)
      await settle()
    }
    expect(await reading).toEqual({ numbers: nine })
    expect(socket.waiting).toBe(false)
  })

  test('drops what others send, and what belongs to no dump', async () => {
    answer = (request, socket) => {
      socket.deliverFrom(99, done(request))
      socket.deliver(newThing(request.seq + 1, { number: 666 }), newThing(request.seq, { number: 1 }, MULTI))
      socket.deliver(done(request))
    }
    expect(await read(dump())).toEqual({ numbers: [1] })
  })

  test('receives a part whole, however long the kernel makes it, and need not look at it first', async () => {
    const blob = new Uint8Array(60_000).fill(7)
    answer = (request, socket) => {
      socket.deliver(...[1, 2, 3].map((number) => newThing(request.seq, { number, blob }, MULTI)))
      socket.deliver(done(request))
    }
    expect(await read(dump())).toEqual({ numbers: [1, 2, 3] })
    // No fewer: the kernel sizes the parts of a dump by the longest receive that it has seen.
    expect(Math.min(...network.socket(1).receives)).toBeGreaterThanOrEqual(32768)
  })

  test('says so when a part was longer than any can be', async () => {
    const blob = new Uint8Array(60_000).fill(7)
    answer = (request, socket) =>
      socket.deliver(...Array.from({ length: 10 }, (_, number) => newThing(request.seq, { number, blob }, MULTI)))
    expect(await read(dump())).toMatchObject({ numbers: [], error: { code: 'ENOBUFS' } })
  })

  test('lets the event loop have its turn', async () => {
    answer = (request, socket) => socket.stream(parts(request, 200))
    let turns = 0
    let reading = true
    const count = () => {
      turns++
      if (reading) setImmediate(count)
    }
    count()
    expect((await read(dump())).numbers).toHaveLength(600)
    reading = false
    expect(turns).toBeGreaterThan(5)
  })
})

describe('a dump that is not whole', () => {
  test('interrupted: throws after the last message', async () => {
    answer = (request, socket) => {
      socket.deliver(newThing(request.seq, { number: 1 }, MULTI))
      socket.deliver(newThing(request.seq, { number: 2 }, { flags: NLM_F.MULTI | NLM_F.DUMP_INTR }))
      socket.deliver(newThing(request.seq, { number: 3 }, MULTI), done(request))
    }
    const { numbers, error } = await read(dump())
    expect(numbers).toEqual([1, 2, 3])
    expect(error).toBeInstanceOf(DumpInterruptedError)
    expect(error).toMatchObject({ operation: 'RTM_GETTHING', code: 'ERR_DUMP_INTERRUPTED' })
  })

  test('interrupted, as NLMSG_DONE alone says', async () => {
    answer = (request, socket) => socket.stream(parts(request, 1, done(request, 0, { flags: NLM_F.DUMP_INTR })))
    expect((await read(dump())).error).toBeInstanceOf(DumpInterruptedError)
  })

  test('refused at once', async () => {
    answer = (request, socket) => socket.deliver(ack(request, 95))
    const { numbers, error } = await read(dump())
    expect(numbers).toEqual([])
    expect(error).toMatchObject({ name: 'NetlinkError', code: 'EOPNOTSUPP', operation: 'RTM_GETTHING' })
  })

  test('broken off: the errno of NLMSG_DONE with its sentence, after the messages', async () => {
    answer = (request, socket) =>
      socket.stream(parts(request, 1, done(request, 22, { tlvs: [tlv.msg('Invalid index')] })))
    const { numbers, error } = await read(dump())
    expect(numbers).toEqual([1, 2, 3])
    expect(error).toMatchObject({ code: 'EINVAL', message: 'RTM_GETTHING: EINVAL: Invalid index' })
  })

  test('with a message that cannot be decoded: all others are delivered, then the error', async () => {
    answer = (request, socket) => {
      const { seq } = request
      socket.deliver(newThing(seq, { number: 1 }, MULTI), brokenThing(seq, MULTI), newThing(seq, { number: 2 }, MULTI))
      socket.deliver(newThing(seq, { number: 3 }, MULTI))
      socket.deliver(done(request))
    }
    const { numbers, error } = await read(dump())
    expect(numbers).toEqual([1, 2, 3])
    expect(error).toBeInstanceOf(DecodeError)
    expect(error).toMatchObject({ path: 'part.id', constant: 'PARTA_ID' })
  })

  test('with a damaged datagram: what can be walked is delivered, and the end that never comes is not waited for', async () => {
    const damaged = new Uint8Array(16).fill(255)
    answer = (request, socket) => {
      socket.deliver(newThing(request.seq, { number: 1 }, MULTI), damaged)
      socket.deliver(newThing(request.seq, { number: 2 }, MULTI), damaged)
    }
    const { numbers, error } = await read(dump())
    expect(numbers).toEqual([1, 2])
    expect(error).toBeInstanceOf(DecodeError)
  })

  test('overrun: fails with what was delivered until then; the next one has another socket', async () => {
    answer = (request, socket) => {
      socket.deliver(newThing(request.seq, { number: 1 }, MULTI))
      socket.fail(105)
    }
    const { numbers, error } = await read(dump())
    expect(numbers).toEqual([1])
    expect(error).toBeInstanceOf(OverrunError)
    expect(network.socket(1).closed).toBe(1)
    answer = (request, socket) => socket.stream(parts(request))
    expect(await read(dump())).toEqual({ numbers: nine })
  })

  test('not even sent', async () => {
    network.onOpen = (socket) => socket.sendErrors.push(90)
    expect((await read(dump())).error).toMatchObject({ name: 'NetlinkError', code: 'EMSGSIZE' })
  })
})

describe('several dumps', () => {
  test('wait their turn on one socket while they are read', async () => {
    const results = await Promise.all(Array.from({ length: 20 }, () => read(dump())))
    expect(results.map(({ numbers }) => numbers)).toEqual(results.map(() => nine))
    expect(network.sockets).toHaveLength(2)
    expect(network.socket(1).sent).toHaveLength(20)
  })

  test('the second is not sent before the first has ended', async () => {
    answer = () => {}
    const first = read(dump())
    const second = read(dump())
    await settle()
    const socket = network.socket(1)
    expect(socket.sent).toHaveLength(1)
    for (let i = 0; i < 2; i++) {
      const request = socket.sent[i]
      if (request === undefined) throw new Error('not sent')
      for (const part of parts(request)) socket.deliver(...part)
      await settle()
    }
    expect([await first, await second]).toEqual([{ numbers: nine }, { numbers: nine }])
    expect(network.sockets).toHaveLength(2)
  })

  test('one inside the loop over another does not wait for itself', async () => {
    const numbers: number[] = []
    for await (const { body } of dump()) {
      const inner = await read(dump())
      expect(inner.numbers).toEqual(nine)
      numbers.push(body.number)
    }
    expect(numbers).toEqual(nine)
    expect(network.sockets.length).toBeLessThanOrEqual(3)
    expect(network.sockets.filter(({ closed }) => closed === 0).length).toBeLessThanOrEqual(2)
  })

  test('two clients do not disturb each other', async () => {
    const other = await Connection.open(network.open, { protocol: things })
    const mine = dump()
    const theirs = other.dump<Thing>({ type: THING.GETTHING })
    const numbers: (number | undefined)[] = []
    for (let i = 0; i < 9; i++)
      for (const messages of [mine, theirs]) numbers.push((await messages.next()).value?.body.number)
    expect(numbers).toEqual(nine.flatMap((number) => [number, number]))
    await other.close()
    expect((await mine.next()).done).toBe(true)
    await expect(theirs.next()).rejects.toMatchObject({ code: 'ERR_CLOSED' })
  })

  test('requests are answered while one is read', async () => {
    const messages = dump()
    await messages.next()
    network.socket(0).onSend = (request) =>
      network.socket(0).deliver(newThing(request.seq, { number: 77 }), ack(request))
    const [reply] = await connection.request<Thing>({ type: THING.GETTHING })
    expect(reply?.body.number).toBe(77)
    const rest = await read(messages)
    expect(rest.numbers).toEqual(nine.slice(1))
  })
})

describe('leaving', () => {
  test('a loop half-way leaves the client usable', async () => {
    for await (const { body } of dump()) if (body.number === 4) break
    expect(network.socket(1).closed).toBe(1)
    expect(await read(dump())).toEqual({ numbers: nine })
  })

  test('by a signal half-way throws its reason at once', async () => {
    const controller = new AbortController()
    const numbers: number[] = []
    const reading = (async () => {
      for await (const { body } of dump(controller.signal)) {
        numbers.push(body.number)
        if (body.number === 4) controller.abort()
      }
    })()
    const reason = await reading.catch((error) => error)
    expect(reason).toBe(controller.signal.reason)
    expect(numbers).toEqual([1, 2, 3, 4])
    expect(await read(dump())).toEqual({ numbers: nine })
  })

  test('by a signal while the next part is awaited', async () => {
    answer = () => {}
    const controller = new AbortController()
    const reading = read(dump(controller.signal))
    await settle()
    expect(network.socket(1).waiting).toBe(true)
    controller.abort()
    expect((await reading).error).toBe(controller.signal.reason)
    answer = (request, socket) => socket.stream(parts(request))
    expect(await read(dump())).toEqual({ numbers: nine })
  })

  test('by a signal before: no socket is opened', async () => {
    expect((await read(dump(AbortSignal.abort('no')))).error).toBe('no')
    expect(network.sockets).toHaveLength(1)
  })

  test('by a signal while waiting for the turn, which passes to the next', async () => {
    answer = () => {}
    const controller = new AbortController()
    const first = read(dump())
    await settle()
    const second = read(dump(controller.signal))
    const third = read(dump())
    await settle()
    controller.abort()
    expect((await second).error).toBe(controller.signal.reason)
    answer = (request, socket) => socket.stream(parts(request))
    const socket = network.socket(1)
    const [request] = socket.sent
    if (request === undefined) throw new Error('not sent')
    for (const part of parts(request)) socket.deliver(...part)
    expect([await first, await third]).toEqual([{ numbers: nine }, { numbers: nine }])
    expect(socket.sent).toHaveLength(2)
  })

  test('after the end: nothing happens', async () => {
    const controller = new AbortController()
    expect(await read(dump(controller.signal))).toEqual({ numbers: nine })
    controller.abort()
    expect(await read(dump())).toEqual({ numbers: nine })
    expect(network.sockets).toHaveLength(2)
  })
})

describe('close', () => {
  test('while a part is awaited, with another dump behind it', async () => {
    answer = () => {}
    const reading = [read(dump()), read(dump())]
    await settle()
    await connection.close()
    for (const { error } of await Promise.all(reading)) expect(error).toMatchObject({ code: 'ERR_CLOSED' })
    expect(network.sockets.map(({ closed }) => closed)).toEqual([1, 1])
  })

  test('while the reader has paused: no more is delivered', async () => {
    const messages = dump()
    await messages.next()
    await connection.close()
    await expect(messages.next()).rejects.toMatchObject({ code: 'ERR_CLOSED' })
    expect((await read(dump())).error).toMatchObject({ code: 'ERR_CLOSED' })
  })

  test('while the socket is being opened', async () => {
    const reading = read(dump())
    await connection.close()
    expect((await reading).error).toMatchObject({ code: 'ERR_CLOSED' })
    await settle()
    expect(network.sockets.every(({ closed }) => closed > 0)).toBe(true)
  })
})
