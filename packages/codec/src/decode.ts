import { type Decoder, type DecoderOptions, decoderWith } from './decoder.ts'
import { CodecError, DecodeError } from './errors.ts'
import type { Protocol } from './protocol.ts'

/** `struct nlmsghdr`. */
export interface MessageHeader {
  /** Bytes, header included, padding not. */
  readonly len: number
  readonly type: number
  /** `NLM_F_*`. */
  readonly flags: number
  readonly seq: number
  readonly portid: number
}

/** One message of a buffer. */
export interface DecodedMessage {
  readonly header: MessageHeader
  /** The kernel's name of its type: `'RTM_NEWROUTE'`; the number in text where it has none. */
  readonly name: string
  /** Bytes from the buffer's start. */
  readonly offset: number
  /** By the declaration for its type; absent if there is none or the message is damaged. */
  readonly body?: unknown
  /** The payload as it is, where it was not decoded. */
  readonly payload?: Uint8Array
  /** What is wrong with the message. */
  readonly error?: DecodeError
}

/** Message `i` of the decoder's last scan, whole. */
export function readMessage(decoder: Decoder, i: number): DecodedMessage {
  const type = decoder.type(i)
  const header = {
    len: decoder.length(i),
    type,
    flags: decoder.flags(i),
    seq: decoder.seq(i),
    portid: decoder.portid(i),
  }
  const name = decoder.protocol.typeName(type)
  const offset = decoder.offset(i)
  try {
    const body = decoder.body(i)
    return body === undefined
      ? { header, name, offset, payload: decoder.bytes(i).subarray(16) }
      : { header, name, offset, body }
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error
    return { header, name, offset, payload: decoder.bytes(i).subarray(16), error }
  }
}

/**
 * Decodes a buffer of whole messages. One that is damaged has an `error` and spoils no other; where a length is such that the next message cannot be
 * found, `damage` says so, and `messages` has all before it.
 */
export function decode(
  protocol: Protocol,
  bytes: Uint8Array,
  options: DecoderOptions = {},
): { readonly messages: DecodedMessage[]; readonly damage: DecodeError | undefined } {
  const decoder = decoderWith(protocol, bytes, options)
  const messages: DecodedMessage[] = []
  for (let from = 0; ; from = decoder.scanned) {
    const count = decoder.scan(bytes.length, from)
    for (let i = 0; i < count; i++) messages.push(readMessage(decoder, i))
    if (decoder.damage !== undefined || decoder.scanned >= bytes.length) return { messages, damage: decoder.damage }
    if (count === 0) throw new CodecError('EDECODE', 'the core found no message and no damage', { offset: from })
  }
}
