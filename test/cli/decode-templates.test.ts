import type { NumberReader } from '@rtnl/codec'
import { expect, test } from 'vitest'
import type { Piece } from '../../packages/cli/src/decode/piece.ts'
import type { Shown } from '../../packages/cli/src/decode/shown.ts'
import { Sink } from '../../packages/cli/src/decode/sink.ts'
import { Templates } from '../../packages/cli/src/decode/templates.ts'
import type { Text } from '../../packages/cli/src/decode/text.ts'
import { TextCore } from '../../packages/cli/src/decode/text-core.ts'
import { formatIpv6 } from '../../packages/codec/src/ip.ts'
import { random } from '../core/bytes.ts'

const pick = random(Number(process.env.SEED ?? 9))

const LENGTH = 32

/** A message of `struct nlmsghdr` and 16 bytes. */
function messageOf(bytes: readonly number[], bigEndian: boolean): DataView {
  const view = new DataView(new ArrayBuffer(LENGTH))
  view.setUint32(0, LENGTH, !bigEndian)
  view.setUint16(4, 24, !bigEndian)
  for (const [i, byte] of bytes.entries()) view.setUint8(16 + i, byte)
  return view
}

let packets = 0

/** A printer of the number that lies behind the header, which has seen one message. */
function printer(reader: NumberReader, bigEndian: boolean, more: readonly Piece[] = []) {
  const core = new TextCore()
  const sink = new Sink((size) => core.output(size))
  const templates = new Templates(core, sink)
  const shownOf = (view: DataView) =>
    ({
      view,
      at: 0,
      len: LENGTH,
      place: 0,
      packetNumber: packets++,
      protocol: 0,
      packet: { view, from: 0, to: view.byteLength, offset: 0, bigEndian },
    }) as unknown as Shown
  const first = shownOf(messageOf([0, 0, 0, 0], bigEndian))
  const head = { packet: true, write: () => sink.plain('head ') }
  head.write()
  sink.plain(`<${textOf(reader, first.view)}>`)
  const pieces = [head, { value: reader, lead: 1, write: () => {} }, ...more]
  templates.learn(first, {
    pieces,
    start: 0,
    starts: Int32Array.of(0, 5, ...pieces.slice(1).map(() => sink.length)),
    places: undefined,
  } as unknown as Text)
  return (view: DataView, from = 0) => {
    sink.take()
    const printed = templates.print(shownOf(view), from)
    return { printed, text: new TextDecoder().decode(sink.take()) }
  }
}

const textOf = ({ read, form }: NumberReader, view: DataView): string =>
  form === 'ipv4' ? [0, 1, 2, 3].map((i) => view.getUint8(16 + i)).join('.') : String(read(view, 0))

/** The first byte behind the header. */
const BYTE: NumberReader = {
  read: (view) => view.getUint8(16),
  form: 'number',
  offset: 16,
  size: 1,
  signed: false,
  littleEndian: true,
}

const READS = {
  u8: [1, false, (view) => view.getUint8(16)],
  i8: [1, true, (view) => view.getInt8(16)],
  u16: [2, false, (view, little) => view.getUint16(16, little)],
  i16: [2, true, (view, little) => view.getInt16(16, little)],
  u32: [4, false, (view, little) => view.getUint32(16, little)],
  i32: [4, true, (view, little) => view.getInt32(16, little)],
} satisfies Record<string, [size: number, signed: boolean, read: (view: DataView, little: boolean) => number]>

const EDGES = [0, 9, 10, 99, 100, 255, 999, 1000, 9999, 10_000, 65_535, 99_999_999, 100_000_000, 2 ** 31, 2 ** 32 - 1]

test.each(
  Object.entries(READS).flatMap(([name, [size, signed, read]]) =>
    [true, false].map((littleEndian) => ({ name, size, signed, read, littleEndian })),
  ),
)('$name, little-endian: $littleEndian', ({ size, signed, read, littleEndian }) => {
  const reader: NumberReader = {
    read: (view: DataView) => read(view, littleEndian),
    form: 'number',
    offset: 16,
    size,
    signed,
    littleEndian,
  }
  const print = printer(reader, !littleEndian)
  const numbers = [...EDGES, ...Array.from({ length: 2000 }, () => 2 ** pick(32) + pick(1000))]
  for (const number of numbers.flatMap((n) => [n, -n])) {
    const view = messageOf([], !littleEndian)
    if (size === 1) view.setUint8(16, number)
    else if (size === 2) view.setUint16(16, number, littleEndian)
    else view.setUint32(16, number, littleEndian)
    expect(print(view)).toEqual({ printed: LENGTH, text: `head <${read(view, littleEndian)}>` })
  }
})

test('IPv4 addresses', () => {
  const reader: NumberReader = {
    read: (view) => view.getUint32(16),
    form: 'ipv4',
    offset: 16,
    size: 4,
    signed: false,
    littleEndian: false,
  }
  const print = printer(reader, false)
  for (let i = 0; i < 2000; i++) {
    const octets = Array.from({ length: 4 }, () => pick([10, 100, 256][pick(3)] as number))
    expect(print(messageOf(octets, false))).toEqual({ printed: LENGTH, text: `head <${octets.join('.')}>` })
  }
})

test('IPv6 addresses', () => {
  const text = (view: DataView) => formatIpv6(view, 16)
  const reader: NumberReader = { form: 'ipv6', read: text, offset: 16, size: 16, signed: false, littleEndian: false }
  const print = printer(reader, false)
  for (let i = 0; i < 5000; i++) {
    // Many groups that are zero, and some that make an address an IPv4 one.
    const groups = Array.from({ length: 8 }, (_, n) => (pick(3) > 0 ? 0 : n === 5 ? 0xffff : 2 ** pick(17) - 1))
    const view = messageOf([], false)
    for (const [n, group] of groups.entries()) view.setUint16(16 + 2 * n, group)
    expect(print(view)).toEqual({ printed: LENGTH, text: `head <${text(view)}>` })
  }
})

test('a message that differs in anything else is left alone', () => {
  const print = printer(BYTE, false)
  for (let bit = 0; bit < LENGTH * 8; bit++) {
    const view = messageOf([1, 0, 0, 0], false)
    view.setUint8(bit >> 3, view.getUint8(bit >> 3) ^ (1 << (bit & 7)))
    const own = bit >> 3 === 16
    expect(print(view), `bit ${bit}`).toEqual(
      own ? { printed: LENGTH, text: `head <${view.getUint8(16)}>` } : { printed: 0, text: '' },
    )
  }
})

test('nothing is read behind the end of a packet, where another one was before', () => {
  const print = printer(BYTE, false)
  const two = new Uint8Array(2 * LENGTH)
  for (const at of [0, LENGTH]) two.set(new Uint8Array(messageOf([7], false).buffer), at)
  expect(print(new DataView(two.buffer))).toEqual({ printed: 2 * LENGTH, text: 'head <7>head <7>' })
  for (let length = 0; length < 2 * LENGTH; length++)
    for (const from of [0, LENGTH, 2 * LENGTH]) {
      const whole = from === 0 && length >= LENGTH
      const found = print(new DataView(two.buffer, 0, length), from)
      expect(found, `${from} of ${length}`).toEqual({ printed: whole ? LENGTH : from, text: whole ? 'head <7>' : '' })
    }
})

test('a number that another piece shows, too, has to be what it was', () => {
  const print = printer(BYTE, false, [{ from: 16, to: 20, write: () => {} }])
  expect(print(messageOf([0], false))).toEqual({ printed: LENGTH, text: 'head <0>' })
  expect(print(messageOf([1], false))).toEqual({ printed: 0, text: '' })
})
