import { CaptureWriter, type Packet, readCapture } from '@rtnl/capture'
import { type Capture, Connection, connect, type Datagram, record, replay, SystemError } from '@rtnl/client'
import { encode, frame } from '@rtnl/codec'
import { RTM, route, rtnetlink } from '@rtnl/families'
import { describe, expect, test } from 'vitest'
import { FakeNetwork, type FakeTransport, type SentHeader } from './fake-transport.ts'

const ENOBUFS = 105
const EPERM = 1

const get = (third: number) => ({
  type: RTM.GETROUTE,
  payload: encode(route, { family: 'inet', dst: `10.0.${third}.0` }),
})
const payloadOf = (third: number) => encode(route, { family: 'inet', dst: `10.0.${third}.0`, oif: 3 })
const answer = (seq: number, third: number, flags = 0) =>
  frame({ type: RTM.NEWROUTE, flags, seq, portid: 4711 }, payloadOf(third))
const done = (seq: number) => frame({ type: 3, flags: 2, seq, portid: 4711 }, new Uint8Array(4))

function ack({ seq, type, bytes }: SentHeader, error = 0): Uint8Array {
  const payload = new DataView(new ArrayBuffer(20))
  payload.setInt32(0, error, true)
  payload.setUint32(4, bytes.length, true)
  payload.setUint16(8, type, true)
  payload.setUint32(12, seq, true)
  return frame({ type: 2, flags: 0x100, seq, portid: 4711 }, new Uint8Array(payload.buffer))
}

/** A kernel that has three routes and one that nobody may add. */
function kernel(request: SentHeader, socket: FakeTransport): void {
  const { seq, type, flags } = request
  if (type === RTM.NEWROUTE) socket.deliver(ack(request, -EPERM))
  else if ((flags & 0x300) === 0) socket.deliver(answer(seq, 9), ack(request))
  else {
    socket.deliver(answer(seq, 1, 2), answer(seq, 2, 2))
    socket.deliver(answer(seq, 3, 2), done(seq))
  }
}

const dst = ({ body }: { body: unknown }) => (body as { dst: string }).dst

async function talk(connection: Connection) {
  const dumped: string[] = []
  for await (const reply of connection.dump({ type: RTM.GETROUTE, payload: new Uint8Array(12) }))
    dumped.push(dst(reply))
  const answers = (await connection.request(get(9))).map(dst)
  const refused = await connection
    .request({ type: RTM.NEWROUTE, payload: payloadOf(8) })
    .catch((error) => error.message)
  return { dumped, answers, refused }
}

async function recorded(format: 'pcap' | 'pcapng', spoil: (network: FakeNetwork) => void = () => {}) {
  const network = new FakeNetwork()
  network.onOpen = (socket) => {
    socket.onSend = kernel
  }
  spoil(network)
  const parts: Uint8Array[] = []
  const capture: Capture = new CaptureWriter((bytes) => parts.push(bytes), { format })
  await using connection = await Connection.open(record(network.open, capture), { protocol: rtnetlink })
  const seen = await talk(connection)
  return { seen, packets: readCapture(Buffer.concat(parts)).packets }
}

const replayed = async (packets: Iterable<Datagram>) => {
  await using connection = await Connection.open(replay(packets), { protocol: rtnetlink })
  return await talk(connection)
}

const expected = {
  dumped: ['10.0.1.0', '10.0.2.0', '10.0.3.0'],
  answers: ['10.0.9.0'],
  refused: expect.stringContaining('EPERM'),
}

describe.each(['pcap', 'pcapng'] as const)('a recording in %s', (format) => {
  test('has each datagram once, with its direction and its socket', async () => {
    const { seen, packets } = await recorded(format)
    expect(seen).toEqual(expected)
    const ways = packets.map(({ direction, protocol, errno }) => [direction, protocol, errno])
    expect(ways).toEqual(
      ['sent', 'received', 'received', 'sent', 'received', 'sent', 'received'].map((way) => [way, 0, undefined]),
    )
    expect(packets.every(({ portid }) => portid === 4711)).toBe(true)
  })

  test('answers as the kernel did, whatever the sequence numbers', async () => {
    const { packets } = await recorded(format)
    expect(await replayed(packets)).toEqual(expected)
    await using other = await Connection.open(replay(packets), { protocol: rtnetlink })
    // In another order.
    expect((await other.request(get(9))).map(dst)).toEqual(['10.0.9.0'])
    const dumped: string[] = []
    for await (const reply of other.dump({ type: RTM.GETROUTE, payload: new Uint8Array(12) })) dumped.push(dst(reply))
    expect(dumped).toEqual(expected.dumped)
  })

  test('a system call that failed fails again', async () => {
    const { seen, packets } = await recorded(format, (network) => {
      network.onOpen = (socket) => {
        socket.onSend = kernel
        if (network.sockets.length === 0) socket.sendErrors.push(0, EPERM)
      }
    })
    expect(seen.refused).toContain('EPERM')
    expect(
      packets.filter(({ errno }) => errno !== undefined).map(({ direction, errno }) => [direction, errno]),
    ).toEqual([['sent', EPERM]])
    expect(await replayed(packets)).toEqual(seen)
  })

  test('an overrun is recorded where it happened, and happens again', async () => {
    const overrun = (network: FakeNetwork) => {
      network.onOpen = (socket) => {
        socket.onSend = (request) => {
          if (request.type === RTM.GETROUTE && (request.flags & 0x300) !== 0) socket.fail(ENOBUFS)
          else kernel(request, socket)
        }
      }
    }
    const failing = recorded(format, overrun)
    await expect(failing).rejects.toThrow('receive buffer ran over')
    const network = new FakeNetwork()
    overrun(network)
    const parts: Uint8Array[] = []
    const capture = new CaptureWriter((bytes) => parts.push(bytes), { format })
    await using connection = await Connection.open(record(network.open, capture), { protocol: rtnetlink })
    await expect(talk(connection)).rejects.toThrow('receive buffer ran over')
    const { packets } = readCapture(Buffer.concat(parts))
    expect(packets.map(({ direction, errno }) => [direction, errno])).toEqual([
      ['sent', undefined],
      ['received', ENOBUFS],
    ])
    await expect(replayed(packets)).rejects.toThrow('receive buffer ran over')
  })
})

describe('a replay', () => {
  test('of what nlmon captured, which tells neither sockets nor directions', async () => {
    const { packets } = await recorded('pcapng')
    const bare = packets.map(({ protocol, bytes }) => ({ protocol, bytes }))
    expect(await replayed(bare)).toEqual(expected)
  })

  test('refuses what the recording does not have', async () => {
    await using connection = await Connection.open(replay([]), { protocol: rtnetlink })
    await expect(connection.request(get(9))).rejects.toMatchObject({ name: 'ReplayError', code: 'ERR_REPLAY' })
    await expect(connection.dump(get(9)).next()).rejects.toMatchObject({ code: 'ERR_REPLAY' })
  })

  test('tells who listens of a change when what came before it has been asked', async () => {
    const network = new FakeNetwork()
    network.onOpen = (socket) => {
      socket.onSend = (request) => {
        kernel(request, socket)
        for (const other of network.sockets) if (other.groups.size > 0) other.deliver(answer(request.seq, 42))
      }
    }
    const datagrams: Datagram[] = []
    // The fake sockets have one portid; a kernel gives each its own.
    let number = 0
    const open: typeof network.open = async (options) => {
      const portid = 100 + number++
      return record(network.open, { write: (d) => datagrams.push({ ...d, portid, bytes: d.bytes.slice() }) })(options)
    }
    const watch = async (connection: Connection) => {
      const monitor = connection.monitor([7])
      await monitor.ready
      const first = monitor.next()
      const early = await Promise.race([first, new Promise((resolve) => setTimeout(() => resolve('nothing'), 30))])
      await connection.request(get(9))
      const { value } = await first
      monitor.close()
      return [early, (value as { message?: { dst?: string } } | undefined)?.message?.dst]
    }
    await using live = await Connection.open(open, { protocol: rtnetlink })
    expect(await watch(live)).toEqual(['nothing', '10.0.42.0'])
    await using again = await Connection.open(replay(datagrams), { protocol: rtnetlink })
    expect(await watch(again)).toEqual(['nothing', '10.0.42.0'])
  })

  test('ends with the client: who waits is told, and a closed socket takes nothing', async () => {
    const { packets } = await recorded('pcapng')
    const client = await connect(replay(packets))
    const next = client.monitor(['route']).next()
    await client.close()
    await expect(next).rejects.toMatchObject({ code: 'ERR_CLOSED' })
    const transport = await replay(packets)({ protocol: 0 })
    transport.close()
    transport.close()
    expect(() => transport.send(new Uint8Array(16))).toThrow(SystemError)
    await transport.readable()
  })

  test('a file of another protocol has no answers', async () => {
    const { packets } = await recorded('pcapng')
    const other: Packet[] = packets.map((packet) => ({ ...packet, protocol: 16 }))
    await expect(replayed(other)).rejects.toMatchObject({ code: 'ERR_REPLAY' })
  })
})
