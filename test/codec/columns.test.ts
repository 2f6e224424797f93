import { type ColumnsOptions, columns, DecodeError, Decoder, filter, parseHex } from '@rtnl/codec'
import { type Route, RTM, rtnetlink } from '@rtnl/families'
import { describe, expect, test, vi } from 'vitest'
import { WholeText } from '../../packages/codec/src/address.ts'
import { declaredAt } from '../../packages/codec/src/column-kind.ts'
import { Enum, Flags } from '../../packages/codec/src/named.ts'
import { concat, random, randomMessages } from '../core/bytes.ts'
import { recorded } from '../families/vectors.ts'
import { swapped } from './swapped.ts'

vi.setConfig({ testTimeout: 60_000 })

// One of each kind of column, places deep in messages and such that most messages do not have.
const FIELDS = {
  [RTM.NEWROUTE]: [
    ...['family', 'dst', 'dstLen', 'gateway', 'oif', 'priority', 'table', 'metrics.mtu', 'metrics.ccAlgo', 'protocol'],
    ...[
      'flags',
      'cacheinfo.expires',
      'multipath[0].ifindex',
      'multipath[1].gateway',
      'via.addr',
      'expires',
      'encapType',
    ],
  ],
  [RTM.NEWLINK]: [
    ...['index', 'ifname', 'mtu', 'address', 'operstate', 'stats64.rxPackets', 'linkinfo.kind', 'linkinfo.data.id'],
    ...['flags', 'carrier', 'propList.altIfname[0]', 'afSpec.inet6.token', 'group'],
  ],
  [RTM.NEWADDR]: ['address', 'local', 'label', 'ifaFlags', 'prefixlen', 'cacheinfo.valid', 'index'],
  [RTM.NEWNEIGH]: ['dst', 'lladdr', 'state', 'ifindex', 'cacheinfo.used'],
  [RTM.NEWRULE]: ['src', 'priority', 'table', 'iifname', 'fwmark', 'action', 'tunId'],
} as const

const usable = (type: number, fields: readonly string[]) =>
  fields.filter((field) => {
    try {
      columns(rtnetlink, type, [field])
      return true
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      return false
    }
  })

/** What a column has for the value under `path` of an object. */
function expected(type: number, object: unknown, path: string, addresses: 'ipv4' | 'ipv6') {
  let value = object
  for (const key of path.replace(/\[(\d+)\]/g, '.$1').split('.'))
    value = (value as Readonly<Record<string, unknown>> | undefined)?.[key]
  const declaration = declaredAt(rtnetlink.declaration(type) as never, path)[0]
  if (declaration instanceof Enum && typeof value === 'string') return declaration.values.get(value)
  if (declaration instanceof Flags && Array.isArray(value)) {
    const bits = value.reduce(
      (sum: number, item) => sum | (typeof item === 'number' ? item : (declaration.values.get(item) ?? 0)),
      0,
    )
    return declaration.method.startsWith('Int') ? bits : bits >>> 0
  }
  if (declaration?.constructor.name === 'Address' && typeof value === 'string') {
    if (/^\d+\.\d+\.\d+\.\d+$/.test(value)) return addresses === 'ipv4' ? value : `::ffff:${value}`
    return value.includes('::') || value.split(':').length === 8
      ? addresses === 'ipv6'
        ? value
        : undefined
      : undefined
  }
  if (declaration instanceof WholeText && typeof value === 'string') return parseHex(value)
  return value
}

/** The rows that objects make. */
function oracle(type: number, fields: readonly string[], bytes: Uint8Array, options: ColumnsOptions) {
  const decoder = new Decoder(rtnetlink, options)
  decoder.buffer(bytes.length).set(bytes)
  const rows: unknown[][] = []
  let from = 0
  do {
    const count = decoder.scan(bytes.length, from)
    from = decoder.scanned
    for (let i = 0; i < count; i++) {
      if (decoder.type(i) !== type) continue
      try {
        const body = decoder.body(i)
        rows.push(fields.map((field) => expected(type, body, field, options.addresses ?? 'ipv6')))
      } catch (error) {
        if (!(error instanceof DecodeError)) throw error
      }
    }
    if (count === 0) break
  } while (from < bytes.length && decoder.damage === undefined)
  return rows
}

function read(table: ReturnType<typeof columns>, bytes: Uint8Array): unknown[][] {
  const rows: unknown[][] = []
  try {
    for (const { length, columns: found } of table.read(bytes))
      for (let row = 0; row < length; row++) rows.push(table.fields.map((field) => found[field]?.get(row)))
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error
  }
  return rows
}

describe.each([
  ['in code made for the shapes', {}],
  ['by the core alone', { plain: true }],
  ['IPv4 alone', { addresses: 'ipv4' }],
  ['in small batches', { rows: 7 }],
] as const)('columns are what objects have, %s', (_name, options) => {
  test.each(Object.entries(FIELDS))('recorded messages of type %s', (number, all) => {
    const type = Number(number)
    const fields = usable(type, all)
    expect(fields.length).toBeGreaterThan(4)
    const table = columns(rtnetlink, type, fields, options)
    const bytes = concat(recorded.map((r) => r.bytes))
    const rows = oracle(type, fields, bytes, options)
    expect(rows.length).toBeGreaterThan(10)

    // Three times: learnt, by programs, and by then often in code of their own.
    for (let i = 0; i < 3; i++) expect(read(table, bytes)).toEqual(rows)
  })

  test('changed bytes', () => {
    const pick = random(11)
    for (const [number, all] of Object.entries(FIELDS)) {
      const type = Number(number)
      const fields = usable(type, all)
      const table = columns(rtnetlink, type, fields, options)
      const own = recorded.filter((r) => new DataView(r.bytes.buffer, r.bytes.byteOffset).getUint16(4, true) === type)
      for (let i = 0; i < 40; i++) {
        const bytes = concat(
          Array.from({ length: 60 }, () => {
            const message = (own[pick(own.length)]?.bytes ?? new Uint8Array()).slice()
            for (let n = pick(3); n > 0; n--) message[16 + pick(message.length - 16)] = pick(256)
            return message
          }),
        )
        expect(read(table, bytes)).toEqual(oracle(type, fields, bytes, options))
      }
    }
  })

  test('random bytes', () => {
    const pick = random(12)
    const table = columns(rtnetlink, RTM.NEWROUTE, ['dst', 'oif', 'metrics.mtu'], options)
    for (let i = 0; i < 2000; i++) {
      const bytes = randomMessages(pick, false)
      expect(read(table, bytes)).toEqual(oracle(RTM.NEWROUTE, table.fields, bytes, options))
    }
  })
})

/** As many routes as it takes until code is made for their shapes, none of which is like the other. */
function manyRoutes(count: number, change: (message: Uint8Array, i: number) => void = () => {}): Uint8Array {
  const routes = recorded.filter(
    (r) => new DataView(r.bytes.buffer, r.bytes.byteOffset).getUint16(4, true) === RTM.NEWROUTE,
  )
  const common = routes.filter((r) => r.bytes.length === routes[0]?.bytes.length).slice(0, 3)
  return concat(
    Array.from({ length: count }, (_, i) => {
      const message = (common[i % common.length]?.bytes ?? new Uint8Array()).slice()
      change(message, i)
      return message
    }),
  )
}

describe('code made for shapes', () => {
  const fields = [
    'dst',
    'dstLen',
    'gateway',
    'oif',
    'priority',
    'table',
    'family',
    'protocol',
    'flags',
    'scope',
  ] as const

  test('is made, and finds the same as the core alone', () => {
    const made = vi.spyOn(WebAssembly, 'Module')
    const bytes = manyRoutes(8000)
    const table = columns(rtnetlink, RTM.NEWROUTE, fields)
    expect(read(table, bytes)).toEqual(oracle(RTM.NEWROUTE, fields, bytes, {}))
    expect(made).toHaveBeenCalled()
    made.mockClear()
    read(columns(rtnetlink, RTM.NEWROUTE, fields, { plain: true }), bytes)
    expect(made).not.toHaveBeenCalled()
    made.mockRestore()
  })

  test('is not misled by messages that lie about their shape, or are cut', () => {
    const pick = random(13)
    const table = columns(rtnetlink, RTM.NEWROUTE, fields)
    for (let round = 0; round < 8; round++) {
      const whole = manyRoutes(3000, (message) => {
        if (pick(4) === 0) message[pick(10) === 0 ? pick(message.length) : 16 + pick(message.length - 16)] = pick(256)
      })
      const bytes = whole.subarray(0, whole.length - pick(100))
      expect(read(table, bytes)).toEqual(oracle(RTM.NEWROUTE, fields, bytes, {}))
    }
  })

  test('obeys sequence numbers, stops at control messages, and tells of flags', () => {
    const bytes = manyRoutes(4000, (message, i) => {
      const view = new DataView(message.buffer)
      view.setUint16(6, i === 3990 ? 0x12 : 2, true)
      view.setUint32(8, i % 2, true)
      if (i === 3995) view.setUint16(4, 3, true)
    })
    for (const plain of [true, false]) {
      const table = columns(rtnetlink, RTM.NEWROUTE, fields, { plain })
      table.buffer(bytes.length).set(bytes)
      expect(table.fill(bytes.length, 0, 0)).toBe('end')
      expect(table.rows).toBe(2000)
      expect(table.flags).toBe(0x12)
      table.reset()
      expect(table.fill(bytes.length, 0, 1)).toBe('control')
      expect(table.rows).toBe(1997)
      expect(table.flags).toBe(2)
    }
  })
})

describe('columns of a big-endian host', () => {
  test('are those of the same messages from a little-endian one', () => {
    for (const [number, all] of Object.entries(FIELDS)) {
      const type = Number(number)
      const fields = usable(type, all)
      const big = swapped(
        type,
        recorded.map((r) => r.bytes),
      )
      const options = { bigEndian: true }
      const rows = read(columns(rtnetlink, type, fields, options), big)
      expect(rows.length).toBeGreaterThan(10)
      expect(rows).toEqual(oracle(type, fields, big, options))
    }
  })
})

describe('filters', () => {
  const fields = ['dst', 'table', 'oif', 'protocol'] as const
  const bytes = concat([...recorded.map((r) => r.bytes), manyRoutes(3000)])
  const all = oracle(RTM.NEWROUTE, ['dst', 'table', 'oif', 'protocol', 'flags', 'metrics.mtu', 'family'], bytes, {})
  test.each([
    ['a number', { oif: 2 }, (row: unknown[]) => row[2] === 2],
    ['a name', { protocol: 'static' }, (row: unknown[]) => row[3] === 4],
    ['several', { table: 254, protocol: 'kernel' }, (row: unknown[]) => row[1] === 254 && row[3] === 2],
    ['a nested number', { metrics: { mtu: 1400 } }, (row: unknown[]) => row[5] === 1400],
    ['an address', { family: 'inet', dst: '10.1.0.0' }, (row: unknown[]) => row[0] === '::ffff:10.1.0.0'],
    ['nothing', {}, () => true],
  ])('by %s', (_name, wanted, matches) => {
    for (const plain of [true, false]) {
      const table = columns(rtnetlink, RTM.NEWROUTE, fields, { plain, filter: filter(rtnetlink, RTM.NEWROUTE, wanted) })
      expect(read(table, bytes)).toEqual(all.filter(matches).map((row) => row.slice(0, 4)))
    }
  })

  test('of objects: what is dropped would not have matched, and of known shapes all such', () => {
    const decoder = new Decoder(rtnetlink)
    const pick = random(14)
    for (let round = 0; round < 6; round++)
      for (const [wanted, matches] of [
        [{ oif: 2 }, (body: Route) => body.oif === 2],
        [
          { protocol: 'static', metrics: { mtu: 1400 } },
          (b: Route) => b.protocol === 'static' && b.metrics?.mtu === 1400,
        ],
        [{ family: 'inet', dst: '10.1.0.0' }, (body: Route) => body.family === 'inet' && body.dst === '10.1.0.0'],
      ] as const) {
        const chosen = filter(rtnetlink, RTM.NEWROUTE, wanted)
        const some = concat(
          Array.from({ length: 200 }, () => (recorded[pick(recorded.length)]?.bytes ?? new Uint8Array()).slice()),
        )
        if (round > 3) for (let n = 0; n < 50; n++) some[pick(some.length) | 16] = pick(256)
        decoder.buffer(some.length).set(some)
        const count = decoder.scan(some.length)
        decoder.select(RTM.NEWROUTE, chosen)
        let dropped = 0
        for (let i = 0; i < count; i++)
          try {
            const right = decoder.type(i) === RTM.NEWROUTE && matches(decoder.body(i) as Route)
            if (decoder.type(i) !== RTM.NEWROUTE || right) expect(decoder.dropped(i)).toBe(false)
            else if (decoder.dropped(i)) dropped++
          } catch (error) {
            if (!(error instanceof DecodeError)) throw error
          }
        if (round === 2) expect(dropped).toBeGreaterThan(0)
      }
  })

  test('by a text', () => {
    const table = columns(rtnetlink, RTM.NEWLINK, ['index', 'linkinfo.kind'], {
      filter: filter(rtnetlink, RTM.NEWLINK, { linkinfo: { kind: 'veth' } }),
    })
    const rows = read(table, bytes)
    expect(rows.length).toBeGreaterThan(0)
    expect(rows).toEqual(oracle(RTM.NEWLINK, table.fields, bytes, {}).filter((row) => row[1] === 'veth'))
  })
})

describe('a column', () => {
  test('has a bitmap, nulls, and bytes of its own when copied', () => {
    const bytes = manyRoutes(20)
    const table = columns(rtnetlink, RTM.NEWROUTE, ['dst', 'multipath[0].ifindex'])
    const [batch] = [...table.read(bytes)].map((b) => b.copy())
    table.buffer(bytes.length).fill(0)
    const { dst, 'multipath[0].ifindex': hop } = (batch as NonNullable<typeof batch>).columns
    expect(dst.length).toBe(20)
    expect(hop.nullCount).toBe(20)
    expect([...hop.validity]).toEqual([0, 0, 0])
    expect([...dst.validity]).toEqual(dst.nullCount === 0 ? [255, 255, 15] : expect.anything())
  })

  test('is refused where a field is no single value', () => {
    for (const field of ['', 'dstlen', 'metrics', 'multipath', 'unknown', '__proto__', 'toString', 'encap'])
      expect(() => columns(rtnetlink, RTM.NEWROUTE, [field])).toThrow(TypeError)
    expect(() => columns(rtnetlink, RTM.NEWROUTE, ['dst', 'dst'])).toThrow(TypeError)
    expect(() => columns(rtnetlink, 3, ['error', 'x'])).toThrow(TypeError)
  })
})

test('a message of more attributes than the table has room for leaves those behind it as they are', () => {
  const header = (type: number, length: number) => {
    const bytes = new Uint8Array(length)
    const view = new DataView(bytes.buffer)
    view.setUint32(0, length, true)
    view.setUint16(4, type, true)
    bytes[16] = 2
    return bytes
  }
  // RTM_NEWROUTE with 10,000 empty attributes of type 99.
  const many = header(RTM.NEWROUTE, 28 + 40_000)
  for (let at = 28; at < many.length; at += 4) many.set([4, 0, 99, 0], at)
  const few = header(RTM.NEWROUTE, 28)
  few[17] = 7
  const [batch] = [...columns(rtnetlink, RTM.NEWROUTE, ['dstLen']).read(concat([many, few, few]))].map((b) => b.copy())
  expect([...(batch?.columns.dstLen.values ?? [])]).toEqual([0, 7, 7])
})
