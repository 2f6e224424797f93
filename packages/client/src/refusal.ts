import { DecodeError, type Decoder, pathAt } from '@rtnl/codec'
import { type Extack, NetlinkError } from './errors.ts'
import { HOST } from './host.ts'

const KEYS = ['msg', 'offs', 'cookie', 'policy', 'missType', 'missNest'] as const

/** The error in message `i`, an `NLMSG_ERROR` or `NLMSG_DONE` that answers `request`. The place at fault is looked up in the request's bytes. */
export function refusal(decoder: Decoder, i: number, operation: string, request: Uint8Array): NetlinkError {
  const { protocol } = decoder
  const errno = decoder.errno(i)
  const extack = readExtack(decoder, i)
  if (extack === undefined) return new NetlinkError(operation, errno)
  const { offs, missType, missNest } = extack
  if (offs !== undefined)
    return new NetlinkError(operation, errno, { extack, ...pathAt(protocol, request, offs, HOST) })
  if (missType === undefined) return new NetlinkError(operation, errno, { extack })
  const nest = missNest === undefined ? undefined : pathAt(protocol, request, missNest, HOST)
  const sentence = `${extack.msg ? `${extack.msg}; ` : ''}attribute ${missType} is missing`
  return new NetlinkError(operation, errno, { extack, sentence, ...nest })
}

/** What the kernel said beside the errno; undefined if nothing, or if it cannot be read: the errno must not be lost over it. */
function readExtack(decoder: Decoder, i: number): Extack | undefined {
  try {
    const body = decoder.body(i) as Extack | undefined
    if (body === undefined) return undefined
    const said = KEYS.filter((key) => body[key] !== undefined)
    return said.length > 0 ? Object.fromEntries(said.map((key) => [key, body[key]])) : undefined
  } catch (error) {
    if (error instanceof DecodeError) return undefined
    throw error
  }
}
