import { columns, DecodeError, Decoder, decode, filter } from '@rtnl/codec'
import { type Route, RTA, RTM, rtnetlink } from '@rtnl/families'
import { describe, expect, test } from 'vitest'
import { attribute, concat, netlink } from '../core/bytes.ts'

// Messages that look like a well-known shape and are not, after the fast paths of objects, columns and filters were made for that shape.

const header = Uint8Array.from([2, 24, 0, 0, 254, 4, 0, 1, 0, 0, 0, 0])
const dst = attribute(RTA.DST, [10, 1, 2, 0])
const oif = attribute(RTA.OIF, [3, 0, 0, 0])
const gateway = attribute(RTA.GATEWAY, [10, 0, 0, 1])
const route = (...attributes: Uint8Array[]) => netlink(RTM.NEWROUTE, 0, [header, ...attributes])
const honest = route(dst, oif, gateway)

/** `honest` with one 16-bit word changed: its length stays. */
function lying(offset: number, word: number): Uint8Array {
  const bytes = honest.slice()
  new DataView(bytes.buffer).setUint16(offset, word, true)
  return bytes
}
const [DST, OIF, GATEWAY] = [28, 36, 44]

const whole = { dst: '10.1.2.0', oif: 3, gateway: '10.0.0.1' }
const { oif: _oif, ...without } = whole
/** What it says, and what it has of `whole`; nothing where it is damaged. */
const cases: readonly [what: string, bytes: Uint8Array, has: Partial<Route> | undefined][] = [
  ['an attribute repeated: the last counts', lying(GATEWAY + 2, RTA.DST), { dst: '10.0.0.1', oif: 3 }],
  ['another attribute in its place', lying(OIF + 2, RTA.PRIORITY), { ...without, priority: 3 }],
  ['two attributes that changed places', route(oif, dst, gateway), whole],
  ['flag bits at a type', lying(OIF + 2, RTA.OIF | 0x4000), whole],
  ['an attribute that has grown over the next', lying(OIF, 16), { dst: whole.dst, oif: 3 }],
  ['an attribute shorter than its type', lying(OIF, 6), undefined],
  ['an attribute without payload', lying(DST, 4), undefined],
  ['a length below the header', lying(OIF, 3), undefined],
  ['a length of zero', lying(OIF, 0), undefined],
  ['a length past the message', lying(GATEWAY, 12), undefined],
  ['a length past the buffer', lying(DST, 0xffff), undefined],
]

const around = (bytes: Uint8Array) => concat([honest, bytes, honest])
const many = concat(Array.from({ length: 8000 }, () => honest))

describe.each(cases)('%s', (_what, bytes, has) => {
  test('objects', () => {
    const decoder = new Decoder(rtnetlink)
    decoder.buffer(many.length).set(many)
    for (let from = 0, count = 0; from < many.length; from = decoder.scanned) {
      count = decoder.scan(many.length, from)
      for (let i = 0; i < count; i++) decoder.body(i)
    }
    const buffer = around(bytes)
    decoder.buffer(buffer.length).set(buffer)
    expect(decoder.scan(buffer.length)).toBe(3)
    for (const i of [0, 2]) expect(decoder.body(i)).toMatchObject(whole)
    if (has === undefined) expect(() => decoder.body(1)).toThrow(DecodeError)
    else {
      expect(decoder.body(1)).toEqual(decode(rtnetlink, bytes).messages[0]?.body)
      expect(decoder.body(1)).toMatchObject(has)
      for (const key of Object.keys(whole))
        expect((decoder.body(1) as Readonly<Record<string, unknown>>)[key]).toBe(has[key as keyof Route])
    }
  })

  const fields = ['dst', 'oif', 'gateway', 'priority'] as const
  test.each([{}, { plain: true }])('columns %j', (options) => {
    const table = columns(rtnetlink, RTM.NEWROUTE, fields, { ...options, addresses: 'ipv4' })
    for (const _batch of table.read(many));
    const rows: unknown[][] = []
    const read = () => {
      for (const { length, columns: found } of table.read(around(bytes)))
        for (let row = 0; row < length; row++) rows.push(fields.map((field) => found[field].get(row)))
    }
    if (has === undefined) expect(read).toThrow(DecodeError)
    else read()
    const row = (values: Partial<Route>) => fields.map((field) => values[field])
    expect(rows).toEqual([row(whole), ...(has === undefined ? [] : [row(has)]), row(whole)])
  })

  test.each([{}, { plain: true }])('filters %j', (options) => {
    const chosen = filter(rtnetlink, RTM.NEWROUTE, { oif: 3 })
    const table = columns(rtnetlink, RTM.NEWROUTE, ['oif'], { ...options, filter: chosen })
    for (const _batch of table.read(many));
    let rows = 0
    try {
      for (const { length } of table.read(around(bytes))) rows += length
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error
    }
    expect(rows).toBe(has?.oif === 3 ? 3 : 2)
  })
})
