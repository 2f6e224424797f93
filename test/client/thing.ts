import {
  attributes,
  bytes,
  encode,
  frame,
  list,
  message,
  nest,
  protocol,
  string,
  struct,
  u8,
  u16,
  u32,
} from '@rtnl/codec'
import { control, NLM_F, NLMSG, NLMSGERR_ATTR } from '@rtnl/families'
import type { SentHeader } from './fake-transport.ts'

/** A protocol for tests of the engine: things with a name and some parts. */
export const THING = { NEWTHING: 16, DELTHING: 17, GETTHING: 18, NEWOTHER: 20 } as const
const THINGA = { NAME: 1, PART: 2, PARTS: 3, BLOB: 4 } as const
const PARTA = { ID: 1, SIZE: 2 } as const

const part = attributes('PARTA', PARTA, { id: [PARTA.ID, u32], size: [PARTA.SIZE, u32] })

export const thing = message(
  struct('thingmsg', { family: u8, kind: u8, number: u16 }),
  attributes('THINGA', THINGA, {
    name: [THINGA.NAME, string()],
    part: [THINGA.PART, nest(part)],
    parts: [THINGA.PARTS, list(nest(part))],
    blob: [THINGA.BLOB, bytes],
  }),
)

/** What the tests read of one. */
export interface Thing {
  number: number
  name?: string
  blob?: Uint8Array
}

export const things = protocol({
  name: 'things',
  number: 0,
  types: THING,
  prefix: 'RTM',
  messages: [...control, [THING.NEWTHING, thing], [THING.DELTHING, thing]],
})

/** The kernel tells of a thing. */
export function newThing(seq: number, value: Thing, { flags = 0, type = THING.NEWTHING as number } = {}): Uint8Array {
  return frame({ type, flags, seq, portid: 4711 }, encode(thing, value))
}

/** A thing with an attribute that is shorter than its type; its neighbours in the datagram are not touched by that. */
export function brokenThing(seq: number, { flags = 0 } = {}): Uint8Array {
  const payload = new Uint8Array([0, 0, 9, 0, 12, 0, THINGA.PART, 0, 6, 0, PARTA.ID, 0, 1, 1, 0, 0])
  return frame({ type: THING.NEWTHING, flags, seq, portid: 4711 }, payload)
}

/** The answer to a request: `NLMSG_ERROR`. */
export function ack(request: SentHeader, errno = 0, { capped = true, tlvs = [] as Uint8Array[] } = {}): Uint8Array {
  const echoed = capped ? request.bytes.subarray(0, 16) : request.bytes
  const flags = (capped ? NLM_F.CAPPED : 0) | (tlvs.length > 0 ? NLM_F.ACK_TLVS : 0)
  return frame({ type: NLMSG.ERROR, flags, seq: request.seq }, concat(int(-errno), echoed, ...tlvs))
}

/** The end of a dump: `NLMSG_DONE`. */
export function done(request: SentHeader, errno = 0, { flags = 0, tlvs = [] as Uint8Array[] } = {}): Uint8Array {
  return frame({ type: NLMSG.DONE, flags: NLM_F.MULTI | flags, seq: request.seq }, concat(int(-errno), ...tlvs))
}

export const noop = (seq: number): Uint8Array => frame({ type: NLMSG.NOOP, flags: 0, seq }, new Uint8Array(0))

/** What an extended ack adds. */
export const tlv = {
  msg: (sentence: string): Uint8Array => attribute(NLMSGERR_ATTR.MSG, new TextEncoder().encode(`${sentence}\0`)),
  offs: (offset: number): Uint8Array => attribute(NLMSGERR_ATTR.OFFS, int(offset)),
  missType: (type: number): Uint8Array => attribute(NLMSGERR_ATTR.MISS_TYPE, int(type)),
  missNest: (offset: number): Uint8Array => attribute(NLMSGERR_ATTR.MISS_NEST, int(offset)),
}

function attribute(type: number, payload: Uint8Array): Uint8Array {
  const attribute = new Uint8Array((4 + payload.length + 3) & ~3)
  const view = new DataView(attribute.buffer)
  view.setUint16(0, 4 + payload.length, true)
  view.setUint16(2, type, true)
  attribute.set(payload, 4)
  return attribute
}

function int(value: number): Uint8Array {
  const word = new Uint8Array(4)
  new DataView(word.buffer).setInt32(0, value, true)
  return word
}

function concat(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(parts.flatMap((bytes) => [...bytes]))
}
