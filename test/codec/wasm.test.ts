import { address, attributes, message, nest, struct, u8, u32 } from '@rtnl/codec'
import { afterEach, expect, test, vi } from 'vitest'
import { attribute, netlink } from '../core/bytes.ts'

// The codec must read what the WebAssembly core found, and nothing else. So the core is made to lie, and decoding has to follow it.

const T = { DST: 1, OIF: 2, NEST: 3 } as const
const thing = message(
  struct('thingmsg', { family: u8, a: u8, b: u8, c: u8 }),
  attributes('T', T, {
    dst: [T.DST, address],
    oif: [T.OIF, u32],
    nest: [T.NEST, nest(attributes('N', T, { dst: [T.DST, address], oif: [T.OIF, u32] }))],
  }),
)
const set = [attribute(T.DST, [10, 0, 0, 1]), attribute(T.OIF, [7, 0, 0, 0])]
const datagram = netlink(16, 0, [
  Uint8Array.of(2, 0, 0, 0),
  ...set,
  attribute(T.NEST, [...(set[0] ?? []), ...(set[1] ?? [])]),
])

type Walk = (...args: number[]) => number
interface Exports {
  memory: WebAssembly.Memory
  walk: Walk
  walkAttributes: Walk
}

/** Decodes with a core whose exports went through `change`. */
async function decodeWith(change: (exports: Exports, view: () => DataView) => Partial<Exports>) {
  vi.resetModules()
  const { Instance } = WebAssembly
  vi.spyOn(WebAssembly, 'Instance').mockImplementation(function (
    this: unknown,
    ...args: ConstructorParameters<typeof Instance>
  ) {
    const exports = new Instance(...args).exports as unknown as Exports
    return { exports: { ...exports, ...change(exports, () => new DataView(exports.memory.buffer)) } }
  } as never)
  const { decode, protocol } = await import('@rtnl/codec')
  const p = protocol({ name: 't', number: 0, types: { T: 16 }, prefix: 'T', messages: [[16, thing as never]] })
  return decode(p, datagram).messages.map((m) => m.body ?? m.error)
}

afterEach(() => {
  vi.restoreAllMocks()
})

const whole = { family: 2, a: 0, b: 0, c: 0, dst: '10.0.0.1', oif: 7, nest: { dst: '10.0.0.1', oif: 7 } }

test('an honest core', async () => expect(await decodeWith(() => ({}))).toEqual([whole]))

test('a core that finds no message', async () =>
  expect(
    await decodeWith((exports, view) => ({
      walk: (...args) => {
        const status = exports.walk(...args)
        view().setUint32(1024, 0, true)
        return status
      },
    })),
  ).toEqual([]))

test('a core that drops the last attribute of each message', async () =>
  expect(
    await decodeWith((exports, view) => ({
      walk: (...args) => {
        const status = exports.walk(...args)
        const count = (args[3] ?? 0) + 20
        view().setUint32(count, view().getUint32(count, true) - 1, true)
        return status
      },
    })),
  ).toEqual([{ ...whole, nest: undefined }]))

test('a core that drops the last attribute of each nest', async () =>
  expect(
    await decodeWith((exports, view) => ({
      walkAttributes: (...args) => {
        const status = exports.walkAttributes(...args)
        view().setUint32(1028, view().getUint32(1028, true) - 1, true)
        return status
      },
    })),
  ).toEqual([{ ...whole, nest: { dst: '10.0.0.1' } }]))

test('a core that calls every attribute a destination', async () =>
  expect(
    await decodeWith((exports, view) => ({
      walkAttributes: (...args) => {
        const status = exports.walkAttributes(...args)
        for (let i = 0; i < view().getUint32(1028, true); i++) view().setUint32((args[3] ?? 0) + i * 12, T.DST, true)
        return status
      },
    })),
  ).toMatchObject([{ nest: { dst: '7.0.0.0', unknown: [{ type: 1, data: Uint8Array.of(10, 0, 0, 1) }] } }]))
