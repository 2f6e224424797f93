/** Requests with mutated attributes: their lengths are right, what they say need not be. */

/** Takes a number from 0 to below `below`. */
export type Pick = (below: number) => number

/** An attribute; what looks like attributes inside it is taken for that. */
export interface Attribute {
  readonly type: number
  readonly value: Uint8Array | readonly Attribute[]
}

/** A request in parts. */
export interface Parts {
  /** `nlmsg_type`. */
  readonly type: number
  /** `nlmsg_flags`. */
  readonly flags: number
  /** The struct of the family. */
  readonly header: Uint8Array
  readonly attributes: readonly Attribute[]
}

const NLA_F_NESTED = 0x8000
const NLA_TYPE_MASK = 0x3fff
const NLA_HDRLEN = 4
const NLMSG_HDRLEN = 16

const padded = (length: number): number => (length + 3) & ~3

/** Attributes that fill `bytes` to the end; undefined if that is something else. */
function attributesOf(bytes: Uint8Array): Attribute[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const found: Attribute[] = []
  for (let at = 0; at < bytes.length; ) {
    if (bytes.length - at < NLA_HDRLEN) return undefined
    const length = view.getUint16(at, true)
    const type = view.getUint16(at + 2, true)
    if (length < NLA_HDRLEN || at + length > bytes.length || (type & ~NLA_F_NESTED) > 255) return undefined
    const value = bytes.subarray(at + NLA_HDRLEN, at + length)
    found.push({ type, value: (value.length > 0 && attributesOf(value)) || value })
    at += padded(length)
  }
  return found
}

/** Divides a request whose family's struct is `headerSize` bytes long. */
export function divide(message: Uint8Array, headerSize: number): Parts {
  const view = new DataView(message.buffer, message.byteOffset, message.length)
  const rest = message.subarray(Math.min(NLMSG_HDRLEN + padded(headerSize), message.length))
  return {
    type: view.getUint16(4, true),
    flags: view.getUint16(6, true),
    header: message.subarray(NLMSG_HDRLEN, NLMSG_HDRLEN + headerSize),
    attributes: attributesOf(rest) ?? [],
  }
}

/** Every attribute, at any depth. */
export const everyAttribute = (attributes: readonly Attribute[]): Attribute[] =>
  attributes.flatMap((one) => [one, ...(one.value instanceof Uint8Array ? [] : everyAttribute(one.value))])

/** Where an attribute lies in a message. */
export interface Place {
  readonly type: number
  /** Of its header, in bytes from the start of the message. */
  readonly offset: number
  readonly length: number
}

function write(attributes: readonly Attribute[], into: number[], places: Place[]): void {
  for (const { type, value } of attributes) {
    const at = into.length
    into.push(0, 0, type & 255, type >> 8)
    if (value instanceof Uint8Array) for (const byte of value) into.push(byte)
    else write(value, into, places)
    const length = into.length - at
    into[at] = length & 255
    into[at + 1] = length >> 8
    places.push({ type: type & NLA_TYPE_MASK, offset: NLMSG_HDRLEN + at, length })
    while (into.length % 4 !== 0) into.push(0)
  }
}

/** What follows `nlmsghdr`, and where its attributes lie, inner before outer. */
export function assemble({ header, attributes }: Parts): { payload: Uint8Array; places: Place[] } {
  const bytes = [...header]
  while (bytes.length % 4 !== 0) bytes.push(0)
  const places: Place[] = []
  write(attributes, bytes, places)
  return { payload: Uint8Array.from(bytes), places }
}

const random = (pick: Pick, length: number): Uint8Array => Uint8Array.from({ length }, () => pick(256))

/** Numbers where a kernel's checks end: few, many, all bits, the sign. Small ones are indices of interfaces too. */
function edge(pick: Pick): Uint8Array {
  const sizes = [1, 2, 4, 8] as const
  const size = sizes[pick(sizes.length)] ?? 4
  const bytes = new Uint8Array(size)
  const chosen = pick(5)
  if (chosen === 0) bytes.fill(255)
  else if (chosen === 1) bytes[size - 1] = 0x80
  else if (chosen === 2) bytes.fill(255).set([0x7f], size - 1)
  else if (chosen === 3) bytes[pick(2) * (size - 1)] = pick(16)
  else bytes[0] = 1 << pick(8)
  return bytes
}

function mutateValue(value: Uint8Array, pick: Pick): Uint8Array {
  const chosen = pick(5)
  if (chosen === 0 || value.length === 0) return edge(pick)
  if (chosen === 1) return value.subarray(0, pick(value.length))
  if (chosen === 2) return Uint8Array.from([...value, ...random(pick, 1 + pick(12))])
  const changed = value.slice()
  for (let n = 1 + pick(3); n > 0; n--) changed[pick(changed.length)] = pick(256)
  return changed
}

/** One change somewhere among attributes of one level, or deeper. */
function mutateSet(attributes: readonly Attribute[], pick: Pick, pool: readonly Attribute[]): readonly Attribute[] {
  const other = pool[pick(pool.length)] as Attribute
  if (attributes.length === 0) return [other]
  const at = pick(attributes.length)
  const one = attributes[at] as Attribute
  const put = (...those: Attribute[]) => [...attributes.slice(0, at), ...those, ...attributes.slice(at + 1)]
  const { type, value } = one
  // Into the nest more often than not: most that can go wrong is deep.
  if (!(value instanceof Uint8Array) && pick(3) > 0) return put({ type, value: mutateSet(value, pick, pool) })
  switch (pick(12)) {
    case 0:
      return put()
    case 1:
      return put(one, one)
    case 2:
      return put(one, other)
    case 3:
      return put(other)
    case 4:
      return put({ type: pick(pick(2) > 0 ? 80 : 0x4000), value })
    case 5:
      return put({ type: type ^ NLA_F_NESTED, value })
    case 6:
      return put({ type, value: [one] })
    case 7:
      return put({ type, value: [other] })
    case 8:
      return put({ type, value: random(pick, pick(40)) })
    default:
      return put({ type, value: value instanceof Uint8Array ? mutateValue(value, pick) : mutateSet(value, pick, pool) })
  }
}

/** The request with one to four changes: to its attributes, and less often to the struct before them, its type or its flags. */
export function mutate(parts: Parts, pick: Pick, pool: readonly Attribute[], types: readonly number[]): Parts {
  let { type, flags, header, attributes } = parts
  for (let n = 1 + pick(4); n > 0; n--) {
    const chosen = pick(20)
    if (chosen === 0) flags ^= 0x100 << pick(4)
    else if (chosen === 1 && pick(4) === 0) type = types[pick(types.length)] ?? type
    else if (chosen < 4 && header.length > 0) {
      header = header.slice()
      // The index of an interface, in most families' structs.
      if (header.length >= 8 && pick(2) === 0) new DataView(header.buffer).setUint32(4, pick(16), true)
      else header[pick(header.length)] = pick(256)
    } else attributes = mutateSet(attributes, pick, pool)
  }
  return { type, flags, header, attributes }
}
