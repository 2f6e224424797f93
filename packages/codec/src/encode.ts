import { EncodeError } from './errors.ts'
import type { Type } from './type.ts'
import { type EncodeOptions, Writer } from './writer.ts'

/**
 * The bytes of a message's body (what follows `struct nlmsghdr`) or of any other declared value. Throws {@link EncodeError}, which names the place, for
 * whatever cannot be sent.
 */
export function encode<I>(declaration: Type<unknown, I>, value: I, options: EncodeOptions = {}): Uint8Array {
  const writer = new Writer(options)
  declaration.write(writer, value)
  return writer.finish()
}

/** A message: `struct nlmsghdr` before `payload`, and padding behind it (`NLMSG_ALIGN`). */
export function frame(
  header: { readonly type: number; readonly flags: number; readonly seq: number; readonly portid?: number },
  payload: Uint8Array,
  { bigEndian = false }: { readonly bigEndian?: boolean } = {},
): Uint8Array {
  const length = 16 + payload.length
  if (length > 0xffffffff) throw new EncodeError(`${payload.length} bytes do not fit into a message`)
  const bytes = new Uint8Array((length + 3) & ~3)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, length, !bigEndian)
  view.setUint16(4, header.type, !bigEndian)
  view.setUint16(6, header.flags, !bigEndian)
  view.setUint32(8, header.seq, !bigEndian)
  view.setUint32(12, header.portid ?? 0, !bigEndian)
  bytes.set(payload, 16)
  return bytes
}
