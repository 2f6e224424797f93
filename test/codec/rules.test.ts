import {
  address,
  array,
  attributes,
  bytes,
  Decoder,
  decode,
  encode,
  type Infer,
  list,
  many,
  message,
  nest,
  protocol,
  select,
  string,
  struct,
  u8,
  u16,
  u32,
  u64,
  uint,
  WIRE,
} from '@rtnl/codec'
import { describe, expect, test } from 'vitest'
import { attribute, concat, netlink } from '../core/bytes.ts'

// The rules of the codec, DESIGN.md section 2, on a family made up for the purpose.

const AF = { UNSPEC: 0, INET: 2, INET6: 10 } as const
const T = {
  UNSPEC: 0,
  NUMBER: 1,
  NAME: 2,
  STATS: 3,
  NEST: 4,
  KIND: 5,
  DATA: 6,
  ADDRESS: 7,
  ALTNAME: 8,
  WORDS: 9,
  FLAGS: 10,
  LIST: 11,
  SEGMENTS: 12,
  UINT: 13,
} as const
const V = { UNSPEC: 0, ID: 1, LABEL: 2 } as const

const stats = struct('stats', { rx: u32, tx: u32, errors: u64 })
const segments = struct('segments', { next: u16, last: u16, words: array(u32).count('last', 1) })
const vlan = attributes('V', V, { id: [V.ID, u16] })
const vxlan = attributes('V', V, { id: [V.ID, u32], label: [V.LABEL, string(16)] })
const thing = message(
  struct('thingmsg', { family: u8.enum(AF), _pad: bytes.size(3), index: u32 }),
  attributes('T', T, {
    number: [T.NUMBER, u32.enum({ ONE: 1, TWO: 2 })],
    name: [T.NAME, string(16)],
    stats: [T.STATS, stats],
    nest: [T.NEST, nest(attributes('V', V, { id: [V.ID, u32] }), true)],
    kind: [T.KIND, string()],
    data: [T.DATA, select('kind', { vlan: nest(vlan), vxlan: nest(vxlan) }, bytes)],
    address: [T.ADDRESS, address],
    altname: [T.ALTNAME, many(string())],
    words: [T.WORDS, array(u16)],
    flags: [T.FLAGS, u32.flags({ A: 1, B: 2, TOP: 0x80000000 })],
    list: [T.LIST, list(u32)],
    segments: [T.SEGMENTS, struct('outer', { mode: u32, inner: segments })],
    uint: [T.UINT, uint],
  }),
)
type Thing = Infer<typeof thing>
const things = protocol({ name: 'thing', number: 31, types: { NEWTHING: 16 }, prefix: 'TM', messages: [[16, thing]] })

const head = Uint8Array.of(2, 0, 0, 0, 9, 0, 0, 0)
const header = { family: 'inet', index: 9 }
const u32s = (...values: number[]) => [...new Uint8Array(Uint32Array.from(values).buffer)]
const text = (s: string) => [...s].map((c) => c.charCodeAt(0))

const one = (datagram: Uint8Array, bigEndian = false) => decode(things, datagram, { bigEndian }).messages[0]
const body = (...parts: Uint8Array[]) => one(netlink(16, 0, [head, ...parts]))?.body
/** Decoding gives `value`, and encoding that gives the same bytes. */
function bothWays(parts: Uint8Array[], value: object) {
  const found = body(...parts) as Thing
  expect(found).toEqual({ ...header, ...value })
  expect(encode(thing, found)).toEqual(concat([head, ...parts]))
}

describe('what is not known survives', () => {
  test('unknown attributes, with their flag bits', () =>
    bothWays([attribute(1, u32s(1)), attribute(0x8000 | 77, [1, 2, 3, 4, 5]), attribute(78, [])], {
      number: 'one',
      unknown: [
        { type: 77, flags: 0x8000, data: Uint8Array.of(1, 2, 3, 4, 5) },
        { type: 78, data: new Uint8Array() },
      ],
    }))

  test('unknown enum values, as numbers', () => bothWays([attribute(1, u32s(17))], { number: 17 }))

  test('flag bits without a name', () => {
    bothWays([attribute(10, u32s(0x80000006))], { flags: ['b', 'top', 4] })
    bothWays([attribute(10, u32s(0))], { flags: [] })
  })

  test('earlier copies of an attribute that should be there once: the last one counts, as in the kernel', () => {
    const found = body(attribute(1, u32s(1)), attribute(1, u32s(2))) as Thing
    expect(found).toEqual({ ...header, unknown: [{ type: 1, data: Uint8Array.of(1, 0, 0, 0) }], number: 'two' })
    expect(encode(thing, found)).toEqual(concat([head, attribute(1, u32s(1)), attribute(1, u32s(2))]))
  })

  test('a kind that nobody declared', () =>
    bothWays([attribute(5, text('gre\0')), attribute(6, [1, 2, 3])], { kind: 'gre', data: Uint8Array.of(1, 2, 3) }))

  test('types of list items that do not count up', () => {
    const item = concat([attribute(7, u32s(10)), attribute(2, u32s(11))])
    bothWays([attribute(11, [...item])], { list: Object.assign([10, 11], { [WIRE]: { 0: { type: 7 } } }) })
  })

  test('bytes behind a number', () =>
    bothWays([attribute(1, u32s(2, 5))], { number: 'two', [WIRE]: { number: { tail: Uint8Array.from(u32s(5)) } } }))
})

describe('structs grow and shrink', () => {
  test('a longer one is read by prefix, and what is behind is kept', () =>
    bothWays([attribute(3, u32s(1, 2, 3, 0, 4, 5))], {
      stats: { rx: 1, tx: 2, errors: 3n },
      [WIRE]: { stats: { tail: Uint8Array.from(u32s(4, 5)) } },
    }))

  test('a shorter one leaves the later members undefined', () =>
    bothWays([attribute(3, u32s(1, 2))], {
      stats: { rx: 1, tx: 2 },
      [WIRE]: { stats: { length: 8, tail: new Uint8Array() } },
    }))

  test('one cut within a member keeps its bytes', () =>
    bothWays([attribute(3, [...u32s(1), 7, 8])], {
      stats: { rx: 1 },
      [WIRE]: { stats: { length: 4, tail: Uint8Array.of(7, 8) } },
    }))

  test('one whose last member has no fixed size too, and one within one', () => {
    const inner = { next: 3, last: 0, words: [5] }
    bothWays([attribute(12, u32s(1, 3, 5))], { segments: { mode: 1, inner } })
    const cut = (segments: object, length: number, tail: number[]) => ({
      segments,
      [WIRE]: { segments: { length, tail: Uint8Array.from(tail) } },
    })
    bothWays([attribute(12, [...u32s(1), 7, 8])], cut({ mode: 1 }, 4, [7, 8]))
    bothWays([attribute(12, [7, 8])], cut({}, 0, [7, 8]))
    bothWays([attribute(12, [])], cut({}, 0, []))
  })

  test('a number of 4 or 8 bytes too', () => {
    bothWays([attribute(13, u32s(1))], { uint: 1n })
    bothWays([attribute(13, u32s(1, 2))], { uint: 0x200000001n })
    const form = { uint: { length: 8, tail: Uint8Array.from(u32s(9)) } }
    bothWays([attribute(13, u32s(1, 0, 9))], { uint: 1n, [WIRE]: form })
  })

  test('a shorter header too', () => {
    const found = one(netlink(16, 0, [Uint8Array.of(10)], false, 17))?.body as Thing
    expect(found).toEqual({ family: 'inet6', [WIRE]: { '': { length: 1, tail: new Uint8Array() } } })
    expect(encode(thing, found)).toEqual(Uint8Array.of(10))
  })
})

test('an address of an unknown family whose text would be one of IPv6', () => {
  const bytes = [0x10, 0x20, 0x30, 0x40, 0x50, 0x60, 0x70, 0x80]
  const found = one(netlink(16, 0, [Uint8Array.of(7, 0, 0, 0, 9, 0, 0, 0), attribute(7, bytes)]))?.body as Thing
  expect(found.address).toBe('10:20:30:40:50:60:70:80')
  expect(encode(thing, found).subarray(12)).toEqual(Uint8Array.from(bytes))
  expect(encode(thing, { family: 7, address: found.address })).toHaveLength(8 + 4 + 16)
})

describe('absent is undefined', () => {
  test('no key, and none is written', () => bothWays([], {}))
  test('zero is a value', () =>
    bothWays([attribute(1, u32s(0)), attribute(2, [0]), attribute(9, [])], { number: 0, name: '', words: [] }))
  test('a key that is undefined is not written', () =>
    expect(encode(thing, { number: undefined })).toEqual(new Uint8Array(8)))
})

describe('flag bits of the type', () => {
  test('are masked, kept and written back where they are unusual', () =>
    bothWays([attribute(0x4000 | 1, u32s(1)), attribute(4, [...attribute(1, u32s(5))])], {
      number: 'one',
      nest: { id: 5 },
      [WIRE]: { number: { flags: 0x4000 }, nest: { flags: 0 } },
    }))
  test('but a request has those that are declared', () => {
    const found = body(attribute(4, [...attribute(0x4000 | 1, u32s(5))])) as Thing
    expect(encode(thing, found, { request: true }).subarray(8)).toEqual(
      attribute(0x8004, [...attribute(0x4000 | 1, u32s(5))]),
    )
  })
  test('and leave no trace where they are usual', () =>
    bothWays([attribute(0x8000 | 4, [...attribute(1, u32s(5))])], { nest: { id: 5 } }))
})

describe('siblings', () => {
  const data = attribute(6, [...attribute(1, u32s(42))])
  const kind = attribute(5, text('vxlan\0'))
  test('decide whether they come before', () => bothWays([kind, data], { kind: 'vxlan', data: { id: 42 } }))
  test('or after', () => bothWays([data, kind], { data: { id: 42 }, kind: 'vxlan' }))
  test('and are asked again for each message, though the lengths are the same', () => {
    const other = attribute(5, text('vlanx\0'))
    const { messages } = decode(
      things,
      concat([
        netlink(16, 0, [head, kind, data]),
        netlink(16, 0, [head, other, data]),
        netlink(16, 0, [head, kind, data]),
      ]),
    )
    expect(messages.map((m) => (m.body as Thing).data)).toEqual([
      { id: 42 },
      Uint8Array.from(attribute(1, u32s(42))),
      { id: 42 },
    ])
  })
})

describe('text', () => {
  test('with its NUL, without, and with several', () => {
    bothWays([attribute(2, text('eth0\0'))], { name: 'eth0' })
    bothWays([attribute(2, text('eth0'))], { name: 'eth0', [WIRE]: { name: { tail: new Uint8Array() } } })
    bothWays([attribute(2, text('eth0\0\0\0'))], { name: 'eth0', [WIRE]: { name: { tail: Uint8Array.of(0, 0, 0) } } })
  })
  test('with a NUL in the midst, as nobody should send it', () => {
    const unusual = { name: { tail: Uint8Array.of(0) } }
    bothWays([attribute(2, text('a\0b\0'))], { name: 'a\0b', [WIRE]: unusual })
    bothWays([attribute(2, text('a\0b'))], { name: 'a\0b', [WIRE]: { name: { tail: new Uint8Array() } } })
  })
  test('with bytes that are not UTF-8', () =>
    bothWays([attribute(2, [0x61, 0xff, 0xc3, 0xa9, 0xe2, 0x82, 0])], { name: 'a\udcffé\udce2\udc82' }))
  test('repeated', () => bothWays([attribute(8, text('a\0')), attribute(8, text('bc\0'))], { altname: ['a', 'bc'] }))
})

describe('byte order', () => {
  test('a big-endian host', () => {
    const big = netlink(
      16,
      0,
      [Uint8Array.of(2, 0, 0, 0, 0, 0, 0, 9), attribute(1, [0, 0, 0, 2], true), attribute(9, [1, 2], true)],
      true,
    )
    expect(one(big, true)?.body).toEqual({ ...header, number: 'two', words: [0x102] })
    expect(encode(thing, one(big, true)?.body as Thing, { bigEndian: true })).toEqual(big.subarray(16))
  })
})

describe('one bad message spoils nothing else', () => {
  const good = netlink(16, 0, [head, attribute(1, u32s(1))])
  const bads: [string, Uint8Array, object][] = [
    ['an attribute of length 0', netlink(16, 0, [head, attribute(1, u32s(1), false, 0)]), { offset: 56 }],
    [
      'a value that is too short',
      netlink(16, 0, [head, attribute(1, [1, 2])]),
      { path: 'number', constant: 'T_NUMBER', offset: 60 },
    ],
    [
      'damage in a nest',
      netlink(16, 0, [head, attribute(0x8004, [...attribute(1, u32s(1), false, 99)])]),
      { path: 'nest', constant: 'T_NEST', offset: 60 },
    ],
    [
      'an address of the wrong length',
      netlink(16, 0, [head, attribute(7, [1, 2, 3])]),
      { path: 'address', constant: 'T_ADDRESS', offset: 60 },
    ],
  ]
  test.each(bads)('%s', (_name, bad, where) => {
    const { messages, damage } = decode(things, concat([good, bad, good]))
    expect(damage).toBeUndefined()
    expect(messages.map((m) => m.error !== undefined)).toEqual([false, true, false])
    expect(messages[1]?.error).toMatchObject({ code: 'EDECODE', ...where })
    expect(messages[2]?.body).toEqual({ ...header, number: 'one' })
  })

  test('a length that hides the next message: what came before is there', () => {
    const { messages, damage } = decode(things, concat([good, netlink(16, 0, [head], false, 4096), good]))
    expect(messages).toHaveLength(1)
    expect(damage).toMatchObject({ offset: good.length })
  })
})

describe('shapes', () => {
  test('values at remembered places are read anew', () => {
    const decoder = new Decoder(things)
    const read = (n: number, name: string) => {
      const datagram = netlink(16, 0, [head, attribute(1, u32s(n)), attribute(2, text(`${name}\0`))])
      decoder.buffer(datagram.length).set(datagram)
      decoder.scan(datagram.length)
      return decoder.body(0)
    }
    expect([read(1, 'ab'), read(2, 'cd'), read(9, 'e\0')]).toEqual([
      { ...header, number: 'one', name: 'ab' },
      { ...header, number: 'two', name: 'cd' },
      { ...header, number: 9, name: 'e', [WIRE]: { name: { tail: Uint8Array.of(0, 0) } } },
    ])
  })

  test('more shapes in one buffer than can be remembered, after a scan that knew some', () => {
    const decoder = new Decoder(things)
    const message = (n: number) =>
      netlink(16, 0, [head, attribute(9, [...new Uint8Array(n * 2)]), attribute(1, u32s(n + 3))])
    const numbers = [...Array.from({ length: 300 }, (_, n) => n), ...Array.from({ length: 300 }, (_, n) => n)]
    for (let round = 0; round < 2; round++) {
      const datagram = concat(numbers.map(message))
      decoder.buffer(datagram.length).set(datagram)
      const count = decoder.scan(datagram.length)
      expect(Array.from({ length: count }, (_, i) => (decoder.body(i) as Thing).number)).toEqual(
        numbers.map((n) => n + 3),
      )
    }
  })

  test('more shapes than can be remembered', () => {
    const decoder = new Decoder(things)
    for (let round = 0; round < 2; round++)
      for (let n = 0; n < 600; n++) {
        const datagram = netlink(16, 0, [head, attribute(9, [...new Uint8Array(n * 2)]), attribute(1, u32s(n + 3))])
        decoder.buffer(datagram.length).set(datagram)
        decoder.scan(datagram.length)
        expect(decoder.body(0)).toEqual({ ...header, words: new Array(n).fill(0), number: n + 3 })
      }
  })
})
