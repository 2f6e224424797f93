import type { UnknownAttribute } from '@rtnl/codec'

const NLA_F_NESTED = 0x8000
const NLA_TYPE_MASK = 0x3fff
const NLA_HDRLEN = 4
/** The kernel's own policies stop at ten. */
const MAX_DEPTH = 10

/** An attribute that nobody declared, and those within it where the kernel says that it is a nest (`NLA_F_NESTED`). */
export interface WalkedAttribute extends UnknownAttribute {
  readonly attributes?: readonly WalkedAttribute[]
}

/** The same attribute with what is in it; as it is where it is no nest, or what is in it are no attributes. */
export function walkNested(attribute: UnknownAttribute, bigEndian: boolean, depth = 0): WalkedAttribute {
  if (((attribute.flags ?? 0) & NLA_F_NESTED) === 0 || depth >= MAX_DEPTH) return attribute
  const { data } = attribute
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  const attributes: WalkedAttribute[] = []
  let at = 0
  while (data.length - at >= NLA_HDRLEN) {
    const length = view.getUint16(at, !bigEndian)
    if (length < NLA_HDRLEN || length > data.length - at) return attribute
    const type = view.getUint16(at + 2, !bigEndian)
    const flags = type & ~NLA_TYPE_MASK
    const inner = {
      type: type & NLA_TYPE_MASK,
      ...(flags !== 0 && { flags }),
      data: data.subarray(at + NLA_HDRLEN, at + length),
    }
    attributes.push(walkNested(inner, bigEndian, depth + 1))
    at += (length + 3) & ~3
  }
  return at < data.length ? attribute : { ...attribute, attributes }
}
