import { attributes, Decoder, decode, frame, message, protocol, struct, u8, u16, u32 } from '@rtnl/codec'
import { genetlink, rtnetlink } from '@rtnl/families'
import { expect, test } from 'vitest'

const known = message(struct('known', { a: u32 }), attributes('K', {}, {}))
const other = message(struct('other', { cmd: u8, version: u8, _reserved: u16 }), attributes('O', {}, { x: [1, u8] }))
const things = protocol({ name: 'things', number: 77, types: {}, prefix: 'T', messages: [[20, known]], others: other })
const payload = Uint8Array.of(3, 1, 0, 0, 5, 0, 1, 0, 9, 0, 0, 0)
const send = (type: number, bytes = payload) => frame({ type, flags: 0, seq: 1 }, bytes)

test('types that are not declared one by one share a body, below 256 and above', () => {
  for (const type of [16, 255, 256, 0x0a05, 0xffff]) {
    const { messages, damage } = decode(things, send(type))
    expect(damage).toBeUndefined()
    expect(messages[0]?.body).toEqual({ cmd: 3, version: 1, x: 9 })
    // Once more, by the shape that was learnt.
    expect(decode(things, send(type)).messages[0]?.body).toEqual({ cmd: 3, version: 1, x: 9 })
  }
  expect(decode(things, send(20, Uint8Array.of(1, 0, 0, 0))).messages[0]?.body).toEqual({ a: 1 })
  expect(decode(things, send(5)).messages[0]).toMatchObject({ payload })
})

test('their damage is found where it is', () => {
  const damaged = Uint8Array.of(3, 1, 0, 0, 9, 0, 1, 0, 9, 0, 0, 0)
  for (const type of [16, 300]) expect(decode(things, send(type, damaged)).messages[0]?.error?.offset).toBe(20)
})

test('generic netlink: the header is decoded and the attributes are walked', () => {
  const [first] = decode(genetlink, send(31)).messages
  expect(first?.body).toEqual({ cmd: 3, version: 1, unknown: [{ type: 1, data: Uint8Array.of(9) }] })
  expect(decode(genetlink, send(16)).messages[0]?.name).toBe('GENL_ID_CTRL')
})

test('a protocol gets bodies for what it does not declare, and keeps its own', () => {
  const wider = rtnetlink.with({
    messages: [
      [24, other as never],
      [200, other as never],
    ],
  })
  expect(wider.declaration(24)).toBe(rtnetlink.declaration(24))
  expect(rtnetlink.declaration(200)).toBeUndefined()
  expect(decode(wider, send(200)).messages[0]?.body).toEqual({ cmd: 3, version: 1, x: 9 })
  expect(new Decoder(wider).protocol.typeName(24)).toBe('RTM_NEWROUTE')
})
