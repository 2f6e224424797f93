import type { DecodedMessage } from './decode.ts'
import type { Protocol } from './protocol.ts'

/** A message as a tree in text, for people: its header, then a line for each member and attribute under the kernel's names. */
export function print(protocol: Protocol, message: DecodedMessage): string {
  const { len, flags, seq, portid, type } = message.header
  const head = `${message.name} len ${len} flags 0x${flags.toString(16)} seq ${seq} portid ${portid}`
  if (message.error !== undefined) return `${head}\n  ${message.error.message}`
  const declaration = protocol.declaration(type)
  if (declaration === undefined || message.body === undefined) return `${head}\n  ${message.payload?.length ?? 0} bytes`
  return head + declaration.print(message.body, '  ')
}
