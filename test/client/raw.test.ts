import { openRaw } from '@rtnl/client'
import { frame } from '@rtnl/codec'
import { expect, test } from 'vitest'
import { FakeNetwork, settle } from './fake-transport.ts'
import { newThing } from './thing.ts'

async function open() {
  const network = new FakeNetwork()
  const raw = await openRaw(network.open, { protocol: 15, groups: [1], receiveBuffer: 4096 })
  return { raw, socket: network.socket(0) }
}

test('any protocol is opened, with its groups and its buffer', async () => {
  const { raw, socket } = await open()
  expect(socket.options.protocol).toBe(15)
  expect([...socket.groups]).toEqual([1])
  expect(socket.settings).toEqual(['1/33=4096'])
  raw.close()
  raw.close()
  expect(socket.closed).toBe(1)
  expect(() => raw.send(new Uint8Array(16))).toThrow('closed')
})

test('what is no protocol is refused', async () => {
  const opening = openRaw(new FakeNetwork().open, {} as { protocol: number })
  await expect(opening).rejects.toMatchObject({ name: 'EncodeError', path: 'protocol' })
})

test('bytes go out as they are, messages come in with their headers', async () => {
  const { raw, socket } = await open()
  const request = frame({ type: 20, flags: 1, seq: 9 }, new Uint8Array(4))
  raw.send(request)
  expect(socket.sent[0]?.bytes).toEqual(request)
  socket.deliverFrom(7, newThing(9, { number: 666 }))
  socket.deliver(newThing(9, { number: 1 }), newThing(9, { number: 2 }, { type: 777, flags: 2 }))
  const messages = raw.messages()
  expect((await messages.next()).value).toMatchObject({ type: 16, flags: 0, seq: 9, portid: 4711 })
  const second = (await messages.next()).value
  expect(second).toMatchObject({ type: 777, flags: 2 })
  expect(second?.bytes).toEqual(newThing(9, { number: 2 }, { type: 777, flags: 2 }))
  raw.close()
  expect((await messages.next()).done).toBe(true)
})

test('datagrams come in whatever is in them, whole', async () => {
  const { raw, socket } = await open()
  const text = new TextEncoder().encode('add@/devices/virtual/net/blue\0ACTION=add\0')
  const large = new Uint8Array(100_000).fill(3)
  socket.deliver(text)
  socket.deliver(large)
  const datagrams = raw.datagrams()
  expect((await datagrams.next()).value).toEqual(text)
  expect((await datagrams.next()).value).toEqual(large)
  raw.close()
})

test('an overrun is thrown, and iterating again goes on', async () => {
  const { raw, socket } = await open()
  socket.fail(105)
  socket.deliver(newThing(0, { number: 1 }))
  await expect(raw.messages().next()).rejects.toMatchObject({ code: 'ENOBUFS' })
  expect((await raw.messages().next()).value).toMatchObject({ type: 16 })
  raw.close()
})

test('a datagram that cannot be divided throws after the messages before the damage', async () => {
  const { raw, socket } = await open()
  socket.deliver(newThing(0, { number: 1 }), new Uint8Array(16).fill(255))
  const messages = raw.messages()
  expect((await messages.next()).value).toMatchObject({ type: 16 })
  await expect(messages.next()).rejects.toMatchObject({ code: 'EDECODE' })
  raw.close()
})

test('a signal and closing end the wait', async () => {
  const { raw, socket } = await open()
  const controller = new AbortController()
  const aborted = raw.messages({ signal: controller.signal }).next()
  const closed = raw.messages().next()
  await settle()
  controller.abort('stop')
  await expect(aborted).rejects.toBe('stop')
  expect(socket.closed).toBe(0)
  raw.close()
  expect((await closed).done).toBe(true)
})
