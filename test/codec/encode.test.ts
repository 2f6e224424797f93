import {
  address,
  array,
  attributes,
  be16,
  bytes,
  chain,
  EncodeError,
  encode,
  flag,
  frame,
  i32,
  ifindex,
  ipv4,
  ipv6,
  list,
  lladdr,
  message,
  mplsLabels,
  nest,
  select,
  string,
  struct,
  type Type,
  u8,
  u16,
  u64,
  uint,
} from '@rtnl/codec'
import { describe, expect, test } from 'vitest'

const AF = { UNSPEC: 0, INET: 2, INET6: 10, MPLS: 28 } as const
const C = {
  DST: 1,
  NAME: 2,
  NUMBER: 3,
  NEST: 4,
  KIND: 5,
  DATA: 6,
  BIG: 7,
  HOPS: 8,
  LIST: 9,
  WORDS: 10,
  RAW: 11,
  OIF: 12,
  FLAG: 13,
  MAC: 14,
} as const
const inner = attributes(
  'CI',
  { ID: 1, MORE: 2 },
  { id: [1, u16], more: [2, nest(attributes('CM', { X: 1 }, { x: [1, u8] }))] },
)
const thing = message(
  struct('thingmsg', { family: u8.enum(AF), length: u8, flags: u16.flags({ UP: 1, DOWN: 2 }) }),
  attributes('C', C, {
    dst: [C.DST, address],
    name: [C.NAME, string(16)],
    number: [C.NUMBER, i32],
    nest: [C.NEST, nest(inner)],
    kind: [C.KIND, string()],
    data: [C.DATA, select('kind', { vxlan: nest(inner) }, bytes)],
    big: [C.BIG, u64],
    hops: [C.HOPS, chain(struct('hop', { len: u16, flags: u8, hops: u8, ifindex }), inner)],
    list: [C.LIST, list(ipv4)],
    words: [C.WORDS, array(be16)],
    raw: [C.RAW, bytes],
    oif: [C.OIF, ifindex],
    flag: [C.FLAG, flag],
    mac: [C.MAC, lladdr],
  }),
)

describe('what cannot be sent is refused, and the place is named', () => {
  const cases: [string, object, string, string, RegExp][] = [
    [
      'a number out of range',
      { number: 2 ** 31 },
      'number',
      'C_NUMBER',
      /2147483648 is not a whole number from -2147483648 to 2147483647/,
    ],
    ['a number that is not whole', { number: 1.5 }, 'number', 'C_NUMBER', /1\.5 is not a whole number/],
    ['NaN', { number: Number.NaN }, 'number', 'C_NUMBER', /NaN/],
    ['a bigint where a number belongs', { number: 5n }, 'number', 'C_NUMBER', /5n is not a whole number/],
    ['text where a number belongs', { number: '5' }, 'number', 'C_NUMBER', /'5' is not a whole number/],
    ['a header member out of range', { length: 256 }, 'length', 'thingmsg', /256/],
    ['an interface name of 16 bytes', { name: 'abcdefghijklmnop' }, 'name', 'C_NAME', /has 16 bytes, 15 are allowed/],
    [
      'a text of a megabyte, of which the message shows the beginning',
      { name: 'a'.repeat(1 << 20) },
      'name',
      'C_NAME',
      /^'a{160}…' has 1048576 bytes/,
    ],
    [
      'a name with a NUL in it, which the kernel would cut there',
      { name: 'a\0b' },
      'name',
      'C_NAME',
      /'a\\x00b' has a NUL/,
    ],
    ['one of 15 characters but more bytes', { name: 'abcdefghijklmnö' }, 'name', 'C_NAME', /has 16 bytes/],
    [
      'an IPv6 address in an IPv4 message',
      { family: 'inet', dst: '::1' },
      'dst',
      'C_DST',
      /'::1' is not an address of the family 'inet'/,
    ],
    ['an IPv4 address in an IPv6 message', { family: 'inet6', dst: '10.0.0.1' }, 'dst', 'C_DST', /'10\.0\.0\.1'/],
    ['a prefix where an address belongs', { family: 'inet', dst: '10.0.0.0/8' }, 'dst', 'C_DST', /'10\.0\.0\.0\/8'/],
    ['an MPLS label of 21 bits', { family: 'mpls', dst: '1048576' }, 'dst', 'C_DST', /1048576/],
    ['an unknown key', { dest: '10.0.0.1' }, 'dest', '', /no C_\* attribute is declared under this key/],
    ['an unknown key in a nest', { nest: { id: 1, ids: 2 } }, 'nest.ids', '', /no CI_\* attribute/],
    ['deeper', { nest: { more: { x: 300 } } }, 'nest.more.x', 'CM_X', /300/],
    ['an unknown enum name', { family: 'inet5' }, 'family', 'thingmsg', /'inet5' is none of unspec, inet, inet6, mpls/],
    ['an unknown flag name', { flags: ['up', 'sideways'] }, 'flags', 'thingmsg', /'sideways' is none of up, down/],
    ['a value by its sibling', { kind: 'vxlan', data: { id: 65536 } }, 'data.id', 'CI_ID', /65536/],
    [
      'members where no kind says what they are',
      { kind: 'gre', data: { id: 1 } },
      'data',
      'C_DATA',
      /not a Uint8Array/,
    ],
    ['64 bits and one more', { big: 2n ** 64n }, 'big', 'C_BIG', /18446744073709551616/],
    ['a negative one', { big: -1n }, 'big', 'C_BIG', /not negative/],
    ['a hop', { hops: [{ flags: 0 }, { hops: 'many' }] }, 'hops[1].hops', 'hop', /'many'/],
    ['a hop with a length of its own', { hops: [{ len: 8 }] }, 'hops[0]', 'hop', /len is not given/],
    ['an item of a list', { list: ['10.0.0.1', '10.0.0'] }, 'list[1]', '', /'10\.0\.0' is not an IPv4 address/],
    ['an element of an array', { words: [1, 65536] }, 'words[1]', '', /65536/],
    ['bytes that are none', { raw: [1, 2] }, 'raw', 'C_RAW', /an array is not a Uint8Array/],
    ['more than an attribute holds', { raw: new Uint8Array(65532) }, 'raw', 'C_RAW', /65536 bytes do not fit/],
    ['an interface that nobody knows', { oif: 'eth9' }, 'oif', 'C_OIF', /no interface is known by the name 'eth9'/],
    ['a flag that is false', { flag: false }, 'flag', 'C_FLAG', /false is not true/],
    ['a link-layer address', { mac: '02-00-00-00-00-01' }, 'mac', 'C_MAC', /'02-00/],
    ['null', { nest: null }, 'nest', 'C_NEST', /null is not an object/],
    [
      'an unknown attribute without bytes',
      { unknown: [{ type: 5 }] },
      'unknown[0]',
      '',
      /data undefined is not a Uint8Array/,
    ],
    ['one whose type is too large', { unknown: [{ type: 0x4000, data: new Uint8Array() }] }, 'unknown[0]', '', /16384/],
  ]
  test.each(cases)('%s', (_name, value, path, constant, reason) => {
    let caught: unknown
    try {
      encode(thing as Type<unknown, unknown>, value)
    } catch (error) {
      caught = error
    }
    expect(caught).toBeInstanceOf(EncodeError)
    expect(caught).toMatchObject({ code: 'EENCODE', path, message: expect.stringMatching(reason) })
    if (constant !== '') expect(caught).toMatchObject({ constant })
  })
})

describe('what is written', () => {
  const set = (value: object) => [...encode(thing as Type<unknown, unknown>, value).subarray(4)]
  test('padding', () => {
    expect(set({ raw: Uint8Array.of(1) })).toEqual([5, 0, 11, 0, 1, 0, 0, 0])
    expect(set({ words: [1, 2, 3], flag: true })).toEqual([10, 0, 10, 0, 0, 1, 0, 2, 0, 3, 0, 0, 4, 0, 13, 0])
  })
  test('nests', () =>
    expect(set({ nest: { id: 7, more: { x: 1 } } })).toEqual([
      24, 0, 4, 0, 6, 0, 1, 0, 7, 0, 0, 0, 12, 0, 2, 0, 5, 0, 1, 0, 1, 0, 0, 0,
    ]))
  test('lengths of chains, padding not counted', () =>
    expect(set({ hops: [{ ifindex: 3, id: 5 }, {}] })).toEqual([
      ...[28, 0, 8, 0],
      ...[16, 0, 0, 0, 3, 0, 0, 0, 6, 0, 1, 0, 5, 0, 0, 0],
      ...[8, 0, 0, 0, 0, 0, 0, 0],
    ]))
  test('interfaces by name', () =>
    expect(
      encode(thing, { oif: 'eth0' }, { ifindex: (name) => (name === 'eth0' ? 4 : undefined) }).subarray(4),
    ).toEqual(Uint8Array.of(8, 0, 12, 0, 4, 0, 0, 0)))
  test('the header, with the enum by name or number and 0 for what is left out', () => {
    expect([...encode(thing, { family: 'inet6', flags: ['down'] })]).toEqual([10, 0, 2, 0])
    expect([...encode(thing, { family: 10, flags: 2 })]).toEqual([10, 0, 2, 0])
  })
  test('NLA_UINT in as few bytes as the kernel would', () => {
    expect(encode(uint, 5)).toHaveLength(4)
    expect(encode(uint, 2n ** 32n)).toHaveLength(8)
  })
  test('a frame', () =>
    expect([...frame({ type: 24, flags: 0x301, seq: 7 }, Uint8Array.of(9))]).toEqual([
      17, 0, 0, 0, 24, 0, 1, 3, 7, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0,
    ]))
  test('labels end with the bottom of the stack', () =>
    expect([...encode(mplsLabels, '16/3')]).toEqual([0, 1, 0, 0, 0, 0, 0x31, 0]))
})

describe('IPv6 is written as inet_ntop(3) writes it', () => {
  // Checked against python3's socket.inet_ntop, which is glibc's.
  const texts = [
    '::',
    '::1',
    '1::',
    'fe80::1',
    '2001:db8::1:0:0:1',
    '2001:db8:0:1:1:1:1:1',
    '1:0:0:2::3',
    '::ffff:10.0.0.1',
    '::10.0.0.1',
    '::1:2:3:4:5:6',
    '0:1::',
  ]
  const v6 = message(struct('v6', { family: u8, _pad: bytes.size(3) }), attributes('C', C, { dst: [C.DST, ipv6] }))
  test.each(texts)('%s', async (text) => {
    const { decode, protocol } = await import('@rtnl/codec')
    const p = protocol({ name: 't', number: 0, types: { T: 16 }, prefix: 'T', messages: [[16, v6]] })
    const datagram = frame({ type: 16, flags: 0, seq: 0 }, encode(v6, { dst: text }))
    expect(decode(p, datagram).messages[0]?.body).toMatchObject({ dst: text })
  })
})
