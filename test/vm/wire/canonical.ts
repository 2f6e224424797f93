import type { Seen } from './sniffer.ts'

const NLMSG_HDRLEN = 16
const NLA_HDRLEN = 4

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** Flag bits of `nlmsghdr` that are no part of what is asked: that it is a request, and that it is to be acknowledged. */
const NLM_F_REQUEST = 1
const NLM_F_ACK = 4

export const isRequest = ({ header }: Seen): boolean => (header.flags & NLM_F_REQUEST) !== 0

/** The whole message or an attribute, and the attributes in it. */
interface Node {
  readonly path: string
  readonly constant: string
  readonly offset: number
  readonly length: number
  readonly inner: Node[]
}

/**
 * A message as lines that can be compared as a set: one for its type and flags, one for the fixed struct, one for each attribute at any depth with its path, flag
 * bits and bytes. Order, sequence number, portid and the padding behind attributes do not show.
 */
export function canonical({ bytes, header, name, fields = [] }: Seen): string[] {
  const flags = header.flags & ~(NLM_F_REQUEST | NLM_F_ACK)
  const top: Node = { path: '', constant: '', offset: 0, length: header.len, inner: [] }
  // Attributes have constants; members of structs have the struct's name, which is in small letters.
  for (const { path, constant, offset, length } of fields) {
    if (!/^[A-Z]/.test(constant)) continue
    const place: Node = { path, constant, offset, length, inner: [] }
    parentOf(top, place).inner.push(place)
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const lines: string[] = []
  const walk = (node: Node, from: number): void => {
    const rest: Uint8Array[] = []
    let at = from
    for (const inner of [...node.inner].sort((a, b) => a.offset - b.offset)) {
      if (inner.offset > at) rest.push(bytes.subarray(at, inner.offset))
      at = inner.offset + ((inner.length + 3) & ~3)
    }
    const end = node.offset + node.length
    if (at < end) rest.push(bytes.subarray(at, end))
    const own = rest.map(hex).join(' ')
    if (node === top) lines.push(`header ${own}`)
    else {
      const flags = view.getUint16(node.offset + 2, true) & 0xc000
      const marks = `${flags & 0x8000 ? ' nested' : ''}${flags & 0x4000 ? ' net' : ''}`
      lines.push(`${node.path} ${node.constant}${marks}${node.inner.length > 0 && own === '' ? ' {}' : ` ${own}`}`)
    }
    for (const inner of node.inner) walk(inner, inner.offset + NLA_HDRLEN)
  }
  walk(top, NLMSG_HDRLEN)
  return [`${name} 0x${flags.toString(16)}`, ...lines.map((line) => line.trimEnd()).sort()]
}

/** The innermost node that a place lies in. */
function parentOf(node: Node, place: Node): Node {
  const inner = node.inner.find(
    ({ offset, length }) => place.offset >= offset + NLA_HDRLEN && place.offset + place.length <= offset + length,
  )
  return inner === undefined ? node : parentOf(inner, place)
}
