import { type DecoderOptions, decoderWith } from './decoder.ts'
import type { Protocol } from './protocol.ts'

/**
 * What lies at `offset` bytes of a message, as a path of keys and the kernel's name: how the offset of an extended ack (`NLMSGERR_ATTR_OFFS`) becomes
 * `linkinfo.data.id`, `IFLA_VXLAN_ID`. The innermost field that begins there, or else that has the byte within it; `undefined` for the message's header.
 */
export function pathAt(
  protocol: Protocol,
  message: Uint8Array,
  offset: number,
  options: DecoderOptions = {},
): { readonly path: string; readonly constant: string } | undefined {
  const decoder = decoderWith(protocol, message, options)
  if (decoder.scan(message.length) === 0) return undefined
  let best: { path: string; constant: string } | undefined
  for (const field of decoder.fields(0))
    if (offset >= field.offset && offset < field.offset + field.length)
      best = { path: field.path, constant: field.constant }
  return best
}
