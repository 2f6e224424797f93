import type { ColumnFilter, Decoder } from '@rtnl/codec'

/** What is asked of the kernel. */
export interface Request {
  /** `nlmsg_type`, `RTM.GETROUTE` for one. */
  type: number
  /** Flags of `NLM_F` beside those that the engine sets itself (`REQUEST`, `ACK`, `DUMP`). Absent: none. */
  flags?: number | undefined
  /** What follows `nlmsghdr`, as `encode` gives it. Absent: nothing. */
  payload?: Uint8Array | undefined
  signal?: AbortSignal | undefined
  /** Of a dump: what need not be delivered. Compared before anything is decoded; what cannot be told from the bytes alone comes through. */
  filter?: ReplyFilter | undefined
}

/** Which messages of one type are wanted. */
export interface ReplyFilter {
  /** `RTM.NEWROUTE` for one. */
  readonly type: number
  readonly wanted: ColumnFilter
}

/** One message of an answer. */
export interface Reply<Body = unknown> {
  /** `nlmsg_type`. */
  readonly type: number
  /** `nlmsg_flags`. */
  readonly flags: number
  /** Decoded by the protocol's declaration for the type; undefined when it has none. */
  readonly body: Body
  /** The whole message, where there is no declaration to decode it by. */
  readonly bytes?: Uint8Array
}

export const NO_PAYLOAD = new Uint8Array(0)

/** Message `i` of the decoder's last scan. Throws `DecodeError`. */
export function readReply(decoder: Decoder, i: number): Reply {
  const body = decoder.body(i)
  const type = decoder.type(i)
  const flags = decoder.flags(i)
  return body === undefined ? { type, flags, body, bytes: decoder.bytes(i) } : { type, flags, body }
}
