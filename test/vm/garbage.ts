/** Endless well-framed requests that say nonsense, the same from the same seed. */

import { encode, frame, type Type } from '@rtnl/codec'
import { addr, link, NLM_F, neigh, nexthop, nsid, RTM, route, rtnetlink, rule } from '@rtnl/families'
import fc from 'fast-check'
import { Message } from '../../packages/codec/src/message.ts'
import { valuesOf } from '../codec/arbitrary.ts'
import { random } from '../core/bytes.ts'
import { recorded } from '../families/vectors.ts'
import { assemble, divide, everyAttribute, mutate, type Parts, type Place } from './mutate.ts'

export interface Garbage {
  readonly type: number
  readonly flags: number
  readonly payload: Uint8Array
  /** Where its attributes lie, inner before outer; none where the type was changed to one whose struct is of another length. */
  readonly places: readonly Place[]
}

const declarations = [
  [RTM.NEWLINK, link],
  [RTM.NEWADDR, addr],
  [RTM.NEWROUTE, route],
  [RTM.NEWNEIGH, neigh],
  [RTM.NEWRULE, rule],
  [RTM.NEWNEXTHOP, nexthop],
  [RTM.NEWNSID, nsid],
] as const

/** Requests of a family have three running types: new, delete and get; a link has one more, to change it. */
const TYPES = [...declarations.flatMap(([type]) => [type, type + 1, type + 2]), RTM.SETLINK]

function headerSize(type: number): number | undefined {
  const declaration = rtnetlink.declaration(type)
  return type >= RTM.NEWLINK && declaration instanceof Message ? declaration.header.fixedSize : undefined
}

const typeOf = (message: Uint8Array) => new DataView(message.buffer, message.byteOffset).getUint16(4, true)

/** What iproute2 asked and kernels told, as requests to make something. */
const fromRecordings = (): Parts[] =>
  recorded.flatMap(({ bytes }) => {
    const size = headerSize(typeOf(bytes))
    if (size === undefined) return []
    const parts = divide(bytes, size)
    // A notification has other flags than the request that would make the same.
    return [(parts.flags & NLM_F.REQUEST) !== 0 ? parts : { ...parts, flags: NLM_F.CREATE }]
  })

/** Values of any declaration. */
function fromDeclarations(): Parts[] {
  return declarations.flatMap(([type, declared]) => {
    const declaration = declared as unknown as Type<unknown, unknown>
    return fc.sample(valuesOf(declaration, undefined), { numRuns: 100, seed: 1 }).map((value) => {
      const payload = encode(declaration, value)
      return divide(frame({ type, flags: NLM_F.CREATE, seq: 1 }, payload), headerSize(type) ?? 0)
    })
  })
}

/** Making them takes longer than sending a round. */
let bases: readonly (readonly Parts[])[] | undefined

/** As many requests as asked for. */
export function* garbage(seed: number, count: number): Generator<Garbage> {
  const pick = random(seed)
  bases ??= [fromRecordings(), fromDeclarations()]
  const pool = bases.flat().flatMap(({ attributes }) => everyAttribute(attributes))
  for (let i = 0; i < count; i++) {
    const base = bases[pick(3) > 0 ? 0 : 1] as readonly Parts[]
    const parts = mutate(base[pick(base.length)] as Parts, pick, pool, TYPES)
    const { payload, places } = assemble(parts)
    const known = headerSize(parts.type) === parts.header.length
    const flags = parts.flags & ~(NLM_F.REQUEST | NLM_F.ACK)
    yield { type: parts.type, flags, payload, places: known ? places : [] }
  }
}
