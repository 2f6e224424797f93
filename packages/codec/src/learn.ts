import { type Core, Status, sentence } from './core.ts'
import type { Protocol } from './protocol.ts'
import { Shape, type Wanted } from './shape.ts'
import { Place, type Reader } from './type.ts'

const NLMSG_HDRLEN = 16
const NOTHING = { lookup: () => undefined }

/** What was learnt of one message: its guards, and how to read another one of its shape. */
export interface Learnt {
  readonly shape: Shape
  readonly reader: Reader<unknown>
}

/**
 * Compiles the declaration of message `i` of the core's last walk for the places of that message; `position` is its offset in the caller's bytes, for
 * errors. Undefined when its type has no declaration. Throws {@link DecodeError}.
 */
export function learn(
  core: Core,
  protocol: Protocol,
  i: number,
  littleEndian: boolean,
  position: number,
  wanted?: Wanted,
): Learnt | undefined {
  const declaration = protocol.declaration(core.messageType(i))
  if (declaration === undefined) return undefined
  const base = core.messageOffset(i)
  const length = core.messageLength(i)
  const shape = new Shape(core, base, length, littleEndian, position, wanted)
  const place = new Place(shape, NLMSG_HDRLEN, length - NLMSG_HDRLEN, NOTHING)
  const status = core.messageStatus(i)
  if (status !== Status.OK && status !== Status.ATTRIBUTE_LEFTOVER && status !== Status.DROPPED)
    throw place.error(sentence(status), core.messageBody(i) - base)
  const from = core.messageBody(i) - base
  // Of a message whose shape fitted the attributes are not on the tape.
  const entries =
    core.messageShape(i) >= 0
      ? place.at(from, length - from).attributes()
      : shape.guardHeaders(core.messageAttributes(i))
  return { shape, reader: declaration.compileWith(place, from, entries) }
}
