// An independent reading of netlink(7) and rtnetlink(7), as plain as can be: the oracle of the core. It shares no code with it.

export interface WalkedAttribute {
  type: number
  offset: number
  length: number
}

export interface WalkedMessage {
  offset: number
  length: number
  type: number
  flags: number
  attributes: WalkedAttribute[]
  /** Where the attributes are damaged, if they are. */
  damage?: { reason: 'short' | 'long' | 'leftover'; offset: number }
}

export interface Walk {
  messages: WalkedMessage[]
  /** Why the walk ended before the last byte. */
  stopped?: { reason: 'header' | 'short' | 'long'; offset: number }
}

export function walkAttributes(bytes: Uint8Array, from: number, to: number, bigEndian: boolean) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const attributes: WalkedAttribute[] = []
  let at = from
  for (;;) {
    const left = to - at
    if (left <= 0) return { attributes }
    if (left < 4) return { attributes, damage: { reason: 'leftover' as const, offset: at } }
    const length = view.getUint16(at, !bigEndian)
    if (length < 4) return { attributes, damage: { reason: 'short' as const, offset: at } }
    if (length > left) return { attributes, damage: { reason: 'long' as const, offset: at } }
    attributes.push({ type: view.getUint16(at + 2, !bigEndian), offset: at + 4, length: length - 4 })
    at += Math.ceil(length / 4) * 4
  }
}

/** `headers[type]`: the size of the fixed struct; 254: NLMSG_ERROR; 255 or none: no attributes. */
export function walk(bytes: Uint8Array, headers: Uint8Array, bigEndian: boolean): Walk {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const messages: WalkedMessage[] = []
  let at = 0
  while (at < bytes.length) {
    const left = bytes.length - at
    if (left < 16) return { messages, stopped: { reason: 'header', offset: at } }
    const length = view.getUint32(at, !bigEndian)
    if (length < 16) return { messages, stopped: { reason: 'short', offset: at } }
    if (length > left) return { messages, stopped: { reason: 'long', offset: at } }
    const type = view.getUint16(at + 4, !bigEndian)
    const flags = view.getUint16(at + 6, !bigEndian)
    const header = headers[type] ?? 255
    let begin = at + length
    if (header === 254) {
      if (flags & 0x200 && length >= 36) {
        const echoed = flags & 0x100 ? 16 : view.getUint32(at + 20, !bigEndian)
        if (echoed >= 16 && echoed <= length) begin = at + 20 + Math.ceil(echoed / 4) * 4
      }
    } else if (header !== 255) begin = at + 16 + Math.ceil(header / 4) * 4
    const found = walkAttributes(bytes, Math.min(begin, at + length), at + length, bigEndian)
    messages.push({ offset: at, length, type, flags, ...found })
    at += Math.ceil(length / 4) * 4
  }
  return { messages }
}
