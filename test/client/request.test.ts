import { Connection, NetlinkError, OverrunError } from '@rtnl/client'
import { DecodeError, encode } from '@rtnl/codec'
import { NLM_F } from '@rtnl/families'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { FakeNetwork, type FakeTransport, settle } from './fake-transport.ts'
import { ack, brokenThing, done, newThing, noop, THING, type Thing, thing, things, tlv } from './thing.ts'

let connection: Connection
let socket: FakeTransport

beforeEach(async () => {
  const network = new FakeNetwork()
  connection = await Connection.open(network.open, { protocol: things })
  socket = network.socket(0)
})
afterEach(() => connection.close())

const get = (options: { signal?: AbortSignal; reply?: boolean } = {}) =>
  connection.request<Thing>({ type: THING.GETTHING, ...options })

describe('an answer', () => {
  test('that is an ack resolves with no messages; the request asked for it', async () => {
    socket.onSend = (request) => socket.deliver(ack(request))
    expect(await connection.request({ type: THING.NEWTHING, flags: NLM_F.CREATE })).toEqual([])
    expect(socket.sent[0]?.flags).toBe(NLM_F.REQUEST | NLM_F.ACK | NLM_F.CREATE)
  })

  test('that was there when the send returned is read without waiting for the event loop', async () => {
    socket.onSend = (request) => socket.deliver(ack(request))
    await get()
    expect(socket.waiting).toBe(false)
    expect(socket.receives).toHaveLength(2)
  })

  test('of messages and an ack, in one datagram or in several, in order', async () => {
    socket.onSend = (request) => {
      socket.deliver(newThing(request.seq, { number: 1 }), newThing(request.seq, { number: 2, name: 'two' }))
      socket.deliver(noop(request.seq), newThing(request.seq, { number: 3 }))
      socket.deliver(ack(request))
    }
    const replies = await get()
    expect(replies.map(({ body }) => body)).toEqual([
      { family: 0, kind: 0, number: 1 },
      { family: 0, kind: 0, number: 2, name: 'two' },
      { family: 0, kind: 0, number: 3 },
    ])
    expect(replies[0]?.type).toBe(THING.NEWTHING)
  })

  test('that is the one message which comes back, if no ack was asked for', async () => {
    socket.onSend = (request) => socket.deliver(newThing(request.seq, { number: 7 }))
    const [reply] = await get({ reply: true })
    expect(reply?.body.number).toBe(7)
    expect(socket.sent[0]?.flags).toBe(NLM_F.REQUEST)
  })

  test('in parts ends with NLMSG_DONE', async () => {
    socket.onSend = (request) => {
      socket.deliver(newThing(request.seq, { number: 1 }, { flags: NLM_F.MULTI }))
      socket.deliver(newThing(request.seq, { number: 2 }, { flags: NLM_F.MULTI }), done(request))
    }
    expect(await get({ reply: true })).toHaveLength(2)
  })

  test('of a type without a declaration comes as bytes', async () => {
    socket.onSend = (request) => socket.deliver(newThing(request.seq, { number: 1 }, { type: 999 }), ack(request))
    const [reply] = await get()
    expect(reply?.body).toBeUndefined()
    expect(reply?.bytes).toHaveLength(20)
  })

  test('longer than the buffer is received whole', async () => {
    const blob = new Uint8Array(60_000).map((_, i) => i % 251)
    socket.onSend = (request) => {
      socket.deliver(newThing(request.seq, { number: 1, blob }), newThing(request.seq, { number: 2, blob }))
      socket.deliver(ack(request))
    }
    const replies = await get()
    expect(replies.map(({ body }) => body.blob)).toEqual([blob, blob])
  })

  test('from anybody but the kernel is not believed', async () => {
    socket.onSend = (request) => {
      socket.deliverFrom(4242, ack(request, 17))
      socket.deliverFrom(4242, newThing(request.seq, { number: 666 }))
      socket.deliver(newThing(request.seq, { number: 1 }), ack(request))
    }
    expect((await get()).map(({ body }) => body.number)).toEqual([1])
  })

  test('to something else is passed over', async () => {
    socket.onSend = (request) => {
      socket.deliver(newThing(request.seq + 1000, { number: 666 }))
      socket.deliver(newThing(0, { number: 666 }), ack(request))
    }
    expect(await get()).toEqual([])
  })
})

describe('many requests on their way', () => {
  test('are answered out of order, each gets its own', async () => {
    const answers = [get(), get(), get()]
    await settle()
    for (const request of [...socket.sent].reverse())
      socket.deliver(newThing(request.seq, { number: request.seq }), ack(request))
    const numbers = (await Promise.all(answers)).map(([reply]) => reply?.body.number)
    expect(numbers).toEqual(socket.sent.map(({ seq }) => seq))
  })

  test('a thousand, answered late: bounded in number at any time, none lost', async () => {
    let most = 0
    let open = 0
    socket.onSend = (request) => {
      most = Math.max(most, ++open)
      setImmediate(() => {
        open--
        socket.deliver(newThing(request.seq, { number: request.seq }), ack(request))
      })
    }
    const replies = await Promise.all(Array.from({ length: 1000 }, () => get()))
    expect(new Set(replies.map(([reply]) => reply?.body.number)).size).toBe(1000)
    expect(most).toBeGreaterThan(8)
    expect(most).toBeLessThanOrEqual(64)
  })

  test('a thousand, answered within the send', async () => {
    socket.onSend = (request) => socket.deliver(newThing(request.seq, { number: request.seq }), ack(request))
    const replies = await Promise.all(Array.from({ length: 1000 }, () => get()))
    expect(new Set(replies.map(([reply]) => reply?.body.number)).size).toBe(1000)
  })

  test('wait when there is no room to send', async () => {
    socket.sendErrors.push(0, 11, 105)
    const answers = [get(), get(), get()]
    await settle()
    const [first] = socket.sent
    if (first === undefined || socket.sent.length > 1) throw new Error('not sent, or too many')
    socket.onSend = (request) => socket.deliver(ack(request))
    socket.deliver(ack(first))
    await Promise.all(answers)
    expect(socket.sent.map(({ seq }) => seq - first.seq)).toEqual([0, 1, 2])
  })

  test('with nothing on its way there is nothing to wait for', async () => {
    socket.sendErrors.push(105)
    await expect(get()).rejects.toMatchObject({ code: 'ENOBUFS', operation: 'RTM_GETTHING' })
  })

  test('nobody waits for the socket when all are answered', async () => {
    const first = get()
    await settle()
    expect(socket.waiting).toBe(true)
    // The second one's read takes the first one's answer.
    socket.onSend = (request) => {
      socket.deliver(ack(socket.sent[0] ?? request))
      socket.deliver(ack(request))
    }
    await Promise.all([get(), first])
    await settle()
    expect(socket.waiting).toBe(false)
  })
})

describe('a refusal', () => {
  test('is an error with operation, code, errno and the sentence', async () => {
    socket.onSend = (request) => socket.deliver(ack(request, 17))
    const error = await connection.request({ type: THING.NEWTHING }).catch((reason) => reason)
    expect(error).toBeInstanceOf(NetlinkError)
    expect(error).toMatchObject({ operation: 'RTM_NEWTHING', code: 'EEXIST', errno: 17 })
    expect(error.message).toBe('RTM_NEWTHING: EEXIST: File exists')
    expect(error.extack).toBeUndefined()
  })

  test.each([
    ['capped', true],
    ['with the request behind it', false],
  ])('names the attribute, %s', async (_, capped) => {
    const payload = encode(thing, { number: 1, name: 'bolt', part: { id: 5, size: 9 } })
    // nlmsghdr 16, thingmsg 4, name 4 + 5 + 3 of padding, the nest's header 4, id 8: there size begins.
    const tlvs = [tlv.msg('Size is out of range'), tlv.offs(16 + 4 + 12 + 4 + 8)]
    socket.onSend = (request) => socket.deliver(ack(request, 34, { capped, tlvs }))
    const error = await connection.request({ type: THING.NEWTHING, payload }).catch((reason) => reason)
    expect(error.message).toBe('RTM_NEWTHING: ERANGE: Size is out of range, at part.size (PARTA_SIZE)')
    expect(error).toMatchObject({ path: 'part.size', constant: 'PARTA_SIZE', offset: 44, errno: 34 })
    expect(error.extack).toMatchObject({ msg: 'Size is out of range', offs: 44 })
  })

  test('says which attribute is missing where', async () => {
    const payload = encode(thing, { number: 1, part: { id: 5 } })
    socket.onSend = (request) => socket.deliver(ack(request, 22, { tlvs: [tlv.missType(2), tlv.missNest(20)] }))
    const error = await connection.request({ type: THING.NEWTHING, payload }).catch((reason) => reason)
    expect(error.message).toBe('RTM_NEWTHING: EINVAL: attribute 2 is missing, at part (THINGA_PART)')
  })

  test('with an extended ack that cannot be read is the errno all the same', async () => {
    socket.onSend = (request) => socket.deliver(ack(request, 1, { tlvs: [new Uint8Array([200, 0, 1, 0])] }))
    await expect(get()).rejects.toMatchObject({ code: 'EPERM' })
  })

  test('for want of a right says which', async () => {
    socket.onSend = (request) => socket.deliver(ack(request, 1))
    await expect(get()).rejects.toThrow(/^RTM_GETTHING: EPERM: Operation not permitted\. .*CAP_NET_ADMIN/)
  })

  test('in NLMSG_DONE is not an empty answer', async () => {
    socket.onSend = (request) => socket.deliver(done(request, 95))
    await expect(get()).rejects.toMatchObject({ code: 'EOPNOTSUPP' })
  })

  test('to send is an error of the same class', async () => {
    socket.sendErrors.push(90)
    await expect(get()).rejects.toMatchObject({ name: 'NetlinkError', code: 'EMSGSIZE', operation: 'RTM_GETTHING' })
    socket.onSend = (request) => socket.deliver(ack(request))
    await expect(get()).resolves.toEqual([])
  })
})

describe('damage', () => {
  test('in one message rejects with DecodeError, when all has come, and touches no other request', async () => {
    const answers = [get(), get()]
    await settle()
    const [first, second] = socket.sent
    if (first === undefined || second === undefined) throw new Error('not sent')
    socket.deliver(brokenThing(first.seq), newThing(second.seq, { number: 2 }), ack(first), ack(second))
    await expect(answers[0]).rejects.toBeInstanceOf(DecodeError)
    await expect(answers[1]).resolves.toHaveLength(1)
  })

  test('of the datagram itself rejects all whose answer may have been in it', async () => {
    const answers = [get(), get()]
    await settle()
    const [first] = socket.sent
    if (first === undefined) throw new Error('not sent')
    socket.deliver(ack(first), new Uint8Array([255, 255, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]))
    await expect(answers[0]).resolves.toEqual([])
    await expect(answers[1]).rejects.toBeInstanceOf(DecodeError)
  })
})

describe('an overrun', () => {
  test('rejects those whose answer does not come any more, and only those', async () => {
    const answers = [get(), get(), get()]
    await settle()
    const [, second] = socket.sent
    if (second === undefined) throw new Error('not sent')
    socket.fail(105)
    socket.deliver(newThing(second.seq, { number: 2 }), ack(second))
    const [a, b, c] = await Promise.allSettled(answers)
    expect(a).toMatchObject({ status: 'rejected', reason: expect.any(OverrunError) })
    expect(a).toMatchObject({ reason: { code: 'ENOBUFS', operation: 'RTM_GETTHING', message: /unknown/ } })
    expect(b).toMatchObject({ status: 'fulfilled' })
    expect(c).toMatchObject({ status: 'rejected', reason: expect.any(OverrunError) })
  })

  test('leaves the client usable', async () => {
    socket.onSend = () => socket.fail(105)
    await expect(get()).rejects.toBeInstanceOf(OverrunError)
    socket.onSend = (request) => socket.deliver(ack(request))
    await expect(get()).resolves.toEqual([])
  })

  test('empties the queue even if everyone has his answer: until then the kernel drops what is new', async () => {
    socket.onSend = (request) => {
      socket.fail(105)
      socket.deliver(ack(request))
      socket.deliver(newThing(0, { number: 1 }))
    }
    await expect(get()).resolves.toEqual([])
    expect(socket.queued).toBe(0)
  })

  test('other failures to receive reject with their errno', async () => {
    socket.onSend = () => socket.fail(12)
    await expect(get()).rejects.toMatchObject({ name: 'NetlinkError', code: 'ENOMEM' })
  })
})

describe('a signal', () => {
  test('aborted before: nothing is sent', async () => {
    const reason = new Error('enough')
    await expect(get({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    expect(socket.sent).toHaveLength(0)
  })

  test('aborted while the answer is awaited: rejects at once, and the answer is dropped when it comes', async () => {
    const controller = new AbortController()
    const answer = get({ signal: controller.signal })
    await settle()
    controller.abort()
    await expect(answer).rejects.toBe(controller.signal.reason)
    expect(socket.waiting).toBe(false)
    const [late] = socket.sent
    if (late === undefined) throw new Error('not sent')
    socket.deliver(ack(late, 17))
    socket.onSend = (request) => socket.deliver(newThing(request.seq, { number: 2 }), ack(request))
    expect(await get()).toHaveLength(1)
  })

  test('aborted while in the queue: it is never sent', async () => {
    const controller = new AbortController()
    const others = Array.from({ length: 64 }, () => get())
    const answer = get({ signal: controller.signal })
    await settle()
    const { length } = socket.sent
    controller.abort()
    await expect(answer).rejects.toBe(controller.signal.reason)
    socket.onSend = (request) => socket.deliver(ack(request))
    for (const request of socket.sent.slice()) socket.deliver(ack(request))
    await Promise.all(others)
    expect(length).toBeLessThan(64)
    expect(socket.sent).toHaveLength(64)
  })

  test('aborted after: nothing happens', async () => {
    const controller = new AbortController()
    socket.onSend = (request) => socket.deliver(ack(request))
    await get({ signal: controller.signal })
    controller.abort()
    await expect(get()).resolves.toEqual([])
  })
})

describe('close', () => {
  test('rejects what is pending, sent or not, and what comes later', async () => {
    const answers = Array.from({ length: 100 }, () => get())
    await settle()
    await connection.close()
    for (const { status, reason } of (await Promise.allSettled(answers)) as PromiseRejectedResult[])
      expect({ status, code: reason.code }).toEqual({ status: 'rejected', code: 'ERR_CLOSED' })
    await expect(get()).rejects.toMatchObject({ name: 'ClosedError', message: 'the client is closed' })
    expect(socket.closed).toBe(1)
  })

  test('twice is harmless', async () => {
    await connection.close()
    await connection.close()
    expect(socket.closed).toBe(1)
  })
})
