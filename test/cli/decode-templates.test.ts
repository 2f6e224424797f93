import type { NumberReader } from '@rtnl/codec'
import { expect, test } from 'vitest'
import type { Shown } from '../../packages/cli/src/decode/shown.ts'
import { Sink } from '../../packages/cli/src/decode/sink.ts'
import { Templates } from '../../packages/cli/src/decode/templates.ts'
import type { Text } from '../../packages/cli/src/decode/text.ts'
import { TextCore } from '../../packages/cli/src/decode/text-core.ts'
import { random } from '../core/bytes.ts'

const pick = random(Number(process.env.SEED ?? 9))

/** A message of `struct nlmsghdr` and eight bytes. */
function messageOf(bytes: readonly number[], bigEndian: boolean): DataView {
  const view = new DataView(new ArrayBuffer(24))
  view.setUint32(0, 24, !bigEndian)
  view.setUint16(4, 24, !bigEndian)
  for (const [i, byte] of bytes.entries()) view.setUint8(16 + i, byte)
  return view
}

let packets = 0

/** A printer of the number that lies behind the header, which has seen one message. */
function printer(reader: NumberReader, bigEndian: boolean) {
  const core = new TextCore()
  const sink = new Sink((size) => core.output(size))
  const templates = new Templates(core, sink)
  const shownOf = (view: DataView) =>
    ({
      view,
      at: 0,
      len: 24,
      place: 0,
      packetNumber: packets++,
      protocol: 0,
      packet: { view, from: 0, to: 24, offset: 0, bigEndian },
    }) as unknown as Shown
  const first = shownOf(messageOf([0, 0, 0, 0], bigEndian))
  const head = { packet: true, write: () => sink.plain('head ') }
  head.write()
  sink.plain(`<${textOf(reader, first.view)}>`)
  const pieces = [head, { value: reader, lead: 1, write: () => {} }]
  templates.learn(first, {
    pieces,
    start: 0,
    starts: Int32Array.of(0, 5, sink.length),
    places: undefined,
  } as unknown as Text)
  return (view: DataView) => {
    sink.take()
    const printed = templates.print(shownOf(view), 0)
    return { printed, text: new TextDecoder().decode(sink.take()) }
  }
}

const textOf = ({ read, isAddress }: NumberReader, view: DataView): string =>
  isAddress ? [0, 1, 2, 3].map((i) => view.getUint8(16 + i)).join('.') : String(read(view, 0))

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
  const reader = {
    read: (view: DataView) => read(view, littleEndian),
    isAddress: false,
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
    expect(print(view)).toEqual({ printed: 24, text: `head <${read(view, littleEndian)}>` })
  }
})

test('IPv4 addresses', () => {
  const reader: NumberReader = {
    read: (view) => view.getUint32(16),
    isAddress: true,
    offset: 16,
    size: 4,
    signed: false,
    littleEndian: false,
  }
  const print = printer(reader, false)
  for (let i = 0; i < 2000; i++) {
    const octets = Array.from({ length: 4 }, () => pick([10, 100, 256][pick(3)] as number))
    expect(print(messageOf(octets, false))).toEqual({ printed: 24, text: `head <${octets.join('.')}>` })
  }
})

test('a message that differs in anything else is left alone', () => {
  const reader: NumberReader = {
    read: (view) => view.getUint8(17),
    isAddress: false,
    offset: 17,
    size: 1,
    signed: false,
    littleEndian: true,
  }
  const print = printer({ ...reader, read: (view) => view.getUint8(16), offset: 16 }, false)
  for (let bit = 0; bit < 24 * 8; bit++) {
    const view = messageOf([1, 0, 0, 0], false)
    view.setUint8(bit >> 3, view.getUint8(bit >> 3) ^ (1 << (bit & 7)))
    const own = bit >> 3 === 16
    expect(print(view), `bit ${bit}`).toEqual(
      own ? { printed: 24, text: `head <${view.getUint8(16)}>` } : { printed: 0, text: '' },
    )
  }
})
