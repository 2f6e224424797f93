import { Connection } from '@rtnl/client'
import { expect, test } from 'vitest'
import { FakeNetwork, type FakeTransport } from './fake-transport.ts'
import { things } from './thing.ts'

/** What was set on the sockets of a client's requests and of a monitor of its. */
async function settings(options: { strict?: boolean; receiveBuffer?: number }, refuse: Record<string, number> = {}) {
  const network = new FakeNetwork()
  network.onOpen = (socket: FakeTransport) => Object.assign(socket.refusedOptions, refuse)
  const connection = await Connection.open(network.open, { protocol: things, ...options })
  await connection.monitor([1]).ready
  await connection.close()
  return network.sockets.map((socket) => socket.settings)
}

test('extended acks, capped acks and strict checking are on', async () => {
  expect(await settings({})).toEqual([['270/11=1', '270/10=1', '270/12=1'], []])
})

test('strict checking can be left off', async () => {
  expect(await settings({ strict: false })).toEqual([['270/11=1', '270/10=1'], []])
})

test('what the kernel does not know is left off', async () => {
  expect(await settings({}, { '270/12': 92, '270/11': 92 })).toEqual([['270/10=1'], []])
})

test('any other refusal is not passed over', async () => {
  const network = new FakeNetwork()
  network.onOpen = (socket) => Object.assign(socket.refusedOptions, { '270/12': 12 })
  await expect(Connection.open(network.open, { protocol: things })).rejects.toMatchObject({ code: 'ENOMEM' })
  expect(network.socket(0).closed).toBe(1)
})

test('the receive buffer is set by SO_RCVBUFFORCE', async () => {
  const [requests, monitor] = await settings({ receiveBuffer: 1 << 20 })
  expect(requests).toContain('1/33=1048576')
  expect(monitor).toEqual(['1/33=1048576'])
})

test('the receive buffer is set by SO_RCVBUF where the right to force it is missing', async () => {
  const [requests, monitor] = await settings({ receiveBuffer: 1 << 20 }, { '1/33': 1 })
  expect(requests).toContain('1/8=1048576')
  expect(monitor).toEqual(['1/8=1048576'])
})

test.each([-1, 1.5, Number.NaN, 2 ** 31])('a receive buffer of %s bytes is refused', async (receiveBuffer) => {
  const network = new FakeNetwork()
  const opening = Connection.open(network.open, { protocol: things, receiveBuffer })
  await expect(opening).rejects.toMatchObject({ name: 'EncodeError', path: 'receiveBuffer' })
  expect(network.socket(0).closed).toBe(1)
})

test('further sockets are opened in the namespace of the first, whatever its name leads to by then', async () => {
  const network = new FakeNetwork()
  network.netns = '/proc/self/fd/42'
  const connection = await Connection.open(network.open, { protocol: things, netns: 'blue' })
  await connection.monitor([1]).ready
  await connection.close()
  expect(network.sockets.map(({ options }) => options)).toEqual([
    { protocol: 0, netns: 'blue' },
    { protocol: 0, netns: '/proc/self/fd/42' },
  ])
})
