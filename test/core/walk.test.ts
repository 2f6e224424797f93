import { describe, expect, test } from 'vitest'
import { Core, Status } from '../../packages/codec/src/core.ts'
import { rtnetlink } from '../../packages/families/src/index.ts'
import { recorded } from '../families/vectors.ts'
import { attribute, concat, netlink, random, randomMessages } from './bytes.ts'
import { walk, walkAttributes } from './walker.ts'

const headers = rtnetlink.headers()
const REASONS = { header: 3, short: 4, long: 5 } as const
const DAMAGES = { short: 6, long: 7, leftover: 8 } as const

/** What the core says of `bytes`, in the oracle's words. `fill` is what lies behind them. */
function walked(bytes: Uint8Array, bigEndian: boolean, fill: number, core = new Core(headers, bigEndian)) {
  const input = core.input(bytes.length + 64)
  input.fill(fill)
  input.set(bytes)
  const { start } = core
  const messages = []
  let status: number
  let from = start
  do {
    status = core.walk(from, start + bytes.length)
    for (let i = 0; i < core.messages; i++)
      messages.push({
        offset: core.messageOffset(i) - start,
        length: core.messageLength(i),
        type: core.messageType(i),
        flags: core.messageFlags(i),
        attributes: core.messageAttributes(i).map((a) => ({ ...a, offset: a.offset - start })),
        ...(core.messageStatus(i) !== Status.OK && {
          damage: { status: core.messageStatus(i), offset: core.messageBody(i) - start },
        }),
      })
    from = core.stopped
  } while (status === Status.MESSAGES_FULL || status === Status.ATTRIBUTES_FULL)
  return { messages, ...(status !== Status.OK && { stopped: { status, offset: core.stopped - start } }) }
}

function expected(bytes: Uint8Array, bigEndian: boolean) {
  const { messages, stopped } = walk(bytes, headers, bigEndian)
  return {
    messages: messages.map(({ damage, ...message }) => ({
      ...message,
      ...(damage && { damage: { status: DAMAGES[damage.reason], offset: damage.offset } }),
    })),
    ...(stopped && { stopped: { status: REASONS[stopped.reason], offset: stopped.offset } }),
  }
}

const agree = (bytes: Uint8Array, bigEndian: boolean, core?: Core) => {
  const oracle = expected(bytes, bigEndian)
  // What lies behind the end must not matter: nothing is read there.
  for (const fill of [0, 0xff]) expect(walked(bytes, bigEndian, fill, core)).toEqual(oracle)
}

describe('the core walks as the oracle does', () => {
  test.each(recorded.map((vector) => [vector.name, vector] as const))('%s', (_name, vector) => {
    agree(vector.bytes, false)
    agree(vector.bytes, true)
  })

  test('every payload of every vector, as if it were a nest, to the bottom', () => {
    const core = new Core(headers, false)
    let walkedNests = 0
    for (const { bytes } of recorded) {
      core.input(bytes.length).set(bytes)
      const { start } = core
      const below = (from: number, to: number, depth: number) => {
        if (depth > 16) return
        const { attributes, damage } = walkAttributes(bytes, from, to, false)
        const { entries, status, stopped } = core.attributes(start + from, start + to, depth)
        expect(entries.map((e) => ({ ...e, offset: e.offset - start }))).toEqual(attributes)
        expect(damage ? { status, offset: stopped - start } : { status }).toEqual(
          damage ? { status: DAMAGES[damage.reason], offset: damage.offset } : { status: Status.OK },
        )
        walkedNests++
        for (const { offset, length } of attributes) if (length > 0) below(offset, offset + length, depth + 1)
      }
      for (const message of walk(bytes, headers, false).messages)
        for (const { offset, length } of message.attributes) below(offset, offset + length, 1)
    }
    expect(walkedNests).toBeGreaterThan(4000)
  })

  test.each([false, true])('10,000 buffers of random messages, big-endian: %s', (bigEndian) => {
    const pick = random(1)
    const core = new Core(headers, bigEndian)
    for (let i = 0; i < 10_000; i++) {
      const bytes = randomMessages(pick, bigEndian)
      agree(bytes, bigEndian, core)
      agree(bytes.subarray(0, pick(bytes.length + 1)), bigEndian, core)
    }
  })

  test('10,000 buffers of random bytes', () => {
    const pick = random(2)
    const core = new Core(headers, false)
    for (let i = 0; i < 10_000; i++)
      agree(
        new Uint8Array(pick(200)).map(() => (pick(3) === 0 ? 0 : pick(64))),
        false,
        core,
      )
  })

  test('a recorded dump cut at every byte, and with every byte changed', () => {
    const vector = recorded.find((v) => v.bytes.length > 500) ?? recorded[0]
    const bytes = (vector?.bytes ?? new Uint8Array()).subarray(0, 1500)
    const core = new Core(headers, false)
    for (let i = 0; i <= bytes.length; i++) agree(bytes.subarray(0, i), false, core)
    for (let i = 0; i < bytes.length; i++)
      for (const value of [0, 1, 3, 0xff]) {
        const changed = bytes.slice()
        changed[i] = value
        agree(changed, false, core)
      }
  })
})

describe('damage', () => {
  const rtmsg = new Uint8Array(12)
  const cases: [string, Uint8Array][] = [
    ['an empty buffer', new Uint8Array()],
    ['nlmsg_len 0', netlink(24, 0, [rtmsg], false, 0)],
    ['nlmsg_len 15', netlink(24, 0, [rtmsg], false, 15)],
    ['nlmsg_len 0xffffffff', netlink(24, 0, [rtmsg], false, 0xffffffff)],
    ['nlmsg_len 0xfffffffd, which wraps when aligned', netlink(24, 0, [rtmsg], false, 0xfffffffd)],
    [
      'an attribute of length 0',
      netlink(24, 0, [rtmsg, attribute(1, [1, 2, 3, 4], false, 0), attribute(4, [1, 0, 0, 0])]),
    ],
    ['an attribute of length 3', netlink(24, 0, [rtmsg, attribute(1, [1, 2, 3, 4], false, 3)])],
    ['an attribute longer than its message', netlink(24, 0, [rtmsg, attribute(1, [1, 2, 3, 4], false, 9)])],
    ['a last attribute without its padding', netlink(24, 0, [rtmsg, attribute(1, [1])], false, 33)],
    [
      'two bytes behind the last attribute',
      netlink(24, 0, [rtmsg, attribute(1, [1, 2, 3, 4]), new Uint8Array(2)], false, 38),
    ],
    ['a message shorter than its fixed struct', netlink(24, 0, [new Uint8Array(1)], false, 17)],
    [
      'an unaligned message, then another',
      concat([netlink(24, 0, [rtmsg, attribute(1, [1])], false, 33), netlink(24, 0, [rtmsg])]),
    ],
    ['an ack with attributes', netlink(2, 0x300, [new Uint8Array(4), netlink(24, 5, []), attribute(1, [65, 0])])],
    [
      'an error whose request claims more than there is',
      netlink(2, 0x200, [new Uint8Array(4), netlink(24, 5, [], false, 0xffffffff), attribute(1, [65, 0])]),
    ],
  ]
  test.each(cases)('%s', (_name, bytes) => agree(bytes, false))

  test('nests are walked sixteen deep and no deeper', () => {
    const core = new Core(headers, false)
    const bytes = attribute(1, [1, 2, 3, 4])
    core.input(bytes.length).set(bytes)
    const end = core.start + bytes.length
    expect(core.attributes(core.start, end, 16).entries).toHaveLength(1)
    const { status, entries } = core.attributes(core.start, end, 17)
    expect({ status, entries }).toEqual({ status: 9, entries: [] })
  })
})

describe('tables', () => {
  test('more messages than the table holds: the walk goes on where it stopped', () => {
    const one = netlink(24, 0, [new Uint8Array(12), attribute(4, [1, 0, 0, 0])])
    agree(concat(Array.from({ length: 5000 }, () => one)), false)
  })

  test('more attributes than the table holds, in one message and in a nest', () => {
    const set = concat(Array.from({ length: 20_000 }, (_, i) => attribute(i, [])))
    agree(
      concat([
        netlink(24, 0, [new Uint8Array(12)]),
        netlink(24, 0, [new Uint8Array(12), set]),
        netlink(24, 0, [new Uint8Array(12)]),
      ]),
      false,
    )
    const core = new Core(headers, false)
    core.input(set.length).set(set)
    const { entries } = core.attributes(core.start, core.start + set.length, 0)
    const base = core.start
    expect(entries.map((e) => ({ ...e, offset: e.offset - base }))).toEqual(
      walkAttributes(set, 0, set.length, false).attributes,
    )
  })
})
