import { Connection, DumpInterruptedError, OverrunError } from '@rtnl/client'
import { columns, DecodeError } from '@rtnl/codec'
import { NLM_F } from '@rtnl/families'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { FakeNetwork, type FakeTransport, type SentHeader, settle } from './fake-transport.ts'
import { ack, brokenThing, done, newThing, noop, THING, things } from './thing.ts'

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
function* parts(request: SentHeader, datagrams = 3): Generator<Uint8Array[]> {
  for (let i = 0; i < datagrams; i++)
    yield [1, 2, 3].map((n) => newThing(request.seq, { number: i * 3 + n, name: `thing ${n}` }, MULTI))
  yield [done(request)]
}

/** The numbers of each batch, and the error if one came after them. */
async function read(rows?: number, signal?: AbortSignal): Promise<{ batches: unknown[][]; error?: unknown }> {
  const table = columns(things, THING.NEWTHING, ['number', 'name'], { ...(rows !== undefined && { rows }) })
  const batches: unknown[][] = []
  try {
    for await (const { length, columns } of connection.columns({ type: THING.GETTHING, signal }, table)) {
      expect(columns.number.length).toBe(length)
      batches.push([...columns.number.values])
    }
    return { batches }
  } catch (error) {
    return { batches, error }
  }
}

describe('columns of a dump', () => {
  test('come in batches of the size that was asked for, whatever the datagrams', async () => {
    expect(await read()).toEqual({ batches: [[1, 2, 3, 4, 5, 6, 7, 8, 9]] })
    expect(await read(2)).toEqual({ batches: [[1, 2], [3, 4], [5, 6], [7, 8], [9]] })
    expect(await read(3)).toEqual({
      batches: [
        [1, 2, 3],
        [4, 5, 6],
        [7, 8, 9],
      ],
    })
  })

  test('are empty where nothing is dumped', async () => {
    answer = (request, socket) => socket.deliver(noop(request.seq), done(request))
    expect(await read()).toEqual({ batches: [] })
  })

  test('end in the datagram of the last rows, and drop what belongs to no dump', async () => {
    answer = (request, socket) => {
      socket.deliverFrom(99, done(request))
      socket.deliver(newThing(request.seq + 1, { number: 666 }), newThing(request.seq, { number: 1 }, MULTI))
      socket.deliver(noop(request.seq), newThing(request.seq, { number: 2 }, MULTI), done(request))
    }
    expect(await read()).toEqual({ batches: [[1, 2]] })
  })

  test('which come late are waited for', async () => {
    answer = () => {}
    const reading = read()
    await settle()
    const socket = network.socket(1)
    for (const part of parts(socket.sent[0] as SentHeader)) {
      socket.deliver(...part)
      await settle()
    }
    expect((await reading).batches).toHaveLength(1)
  })

  test('leave the socket to the next dump, and take it with them when left half-way', async () => {
    await read()
    await read()
    expect(network.sockets).toHaveLength(2)
    const table = columns(things, THING.NEWTHING, ['number'], { rows: 2 })
    for await (const _ of connection.columns({ type: THING.GETTHING }, table)) break
    expect(network.socket(1).closed).toBe(1)
    expect((await read()).batches).toHaveLength(1)
  })
})

describe('columns of a dump that is not whole', () => {
  test('interrupted: throws after the last batch', async () => {
    answer = (request, socket) => {
      socket.deliver(newThing(request.seq, { number: 1 }, MULTI))
      socket.deliver(newThing(request.seq, { number: 2 }, { flags: NLM_F.MULTI | NLM_F.DUMP_INTR }), done(request))
    }
    const { batches, error } = await read()
    expect(batches).toEqual([[1, 2]])
    expect(error).toBeInstanceOf(DumpInterruptedError)
  })

  test('a message that cannot be decoded makes no row, and is told of at the end', async () => {
    answer = (request, socket) => {
      socket.deliver(newThing(request.seq, { number: 1 }), brokenThing(request.seq, MULTI))
      socket.deliver(newThing(request.seq, { number: 2 }, MULTI), done(request))
    }
    const { batches, error } = await read()
    expect(batches).toEqual([[1, 2]])
    expect(error).toBeInstanceOf(DecodeError)
    expect(error).toMatchObject({ path: 'part.id' })
  })

  test('refused by the kernel', async () => {
    answer = (request, socket) => socket.deliver(ack(request, 95))
    expect((await read()).error).toMatchObject({ code: 'EOPNOTSUPP', operation: 'RTM_GETTHING' })
  })

  test('an overrun ends it', async () => {
    answer = (request, socket) => {
      socket.deliver(newThing(request.seq, { number: 1 }, MULTI))
      socket.fail(105)
    }
    expect((await read()).error).toBeInstanceOf(OverrunError)
  })

  test('a datagram that ends in no message: nothing waits for ever', async () => {
    answer = (request, socket) => socket.deliver(newThing(request.seq, { number: 1 }, MULTI), new Uint8Array(7))
    expect((await read()).error).toBeInstanceOf(DecodeError)
  })

  test('aborted while it waits', async () => {
    answer = () => {}
    const controller = new AbortController()
    const reading = read(undefined, controller.signal)
    await settle()
    controller.abort(new Error('enough'))
    expect(await reading).toMatchObject({ batches: [], error: { message: 'enough' } })
  })
})
