import { type DecodedMessage, type DecodeError, Decoder, type Field, type Protocol, readMessage } from '@rtnl/codec'
import type { Packet } from './packet.ts'
import { PacketView } from './packet-view.ts'
import { hasMessages, isDeclared, protocolOf } from './protocols.ts'
import { SmallCopy } from './small-copy.ts'

const NLMSG_HDRLEN = 16

/** A message of a packet. Its `offset`, and that of its `error`, count from the start of the packet's `bytes`. */
export interface CapturedMessage extends DecodedMessage {
  /**
   * The bytes of every header, field and attribute, if they were asked for: outer before inner, counted from the message's start. An attribute's are its
   * header and payload. Of a damaged message those before the damage.
   */
  readonly fields?: readonly Field[]
}

/** A packet and what is in it. */
export interface DecodedPacket extends Packet {
  readonly messages: readonly CapturedMessage[]
  /** Where the walk through the packet had to stop: it is truncated, or a length lies. */
  readonly damage?: DecodeError | undefined
}

export interface DecodeOptions {
  /** Give the places of all fields. It costs several times the decoding. */
  fields?: boolean | undefined
  /** By what a netlink protocol is decoded; absent, or undefined for a number: by what is known of it. */
  protocols?: ((number: number) => Protocol | undefined) | undefined
}

/** Decodes packets of any protocol and byte order. What it learns about the shapes of messages serves all later packets. */
export class PacketDecoder {
  readonly #options: DecodeOptions
  readonly #decoders = new Map<Protocol, { little?: Decoder; big?: Decoder }>()

  readonly #inputs = new Map<Decoder, SmallCopy>()

  constructor(options: DecodeOptions = {}) {
    this.#options = options
  }

  /** By what packets of this protocol are decoded. */
  protocol(number: number): Protocol {
    return this.#options.protocols?.(number) ?? protocolOf(number)
  }

  /** A packet's messages. It never throws for what is in a packet: a damaged message has an `error`, a damaged packet `damage`. */
  decode(packet: Packet): DecodedPacket {
    const messages: CapturedMessage[] = []
    const damage = this.each(packet, (decoder, i) => messages.push(this.message(decoder, i)))
    // The packet, as it will be when the reader has gone on.
    const lasting = packet instanceof PacketView ? packet.copy() : packet
    return { ...lasting, messages, ...(damage && { damage }) }
  }

  /**
   * The same without an object for each: walks a packet and calls `visit` for each message, as the decoder numbers them. Returns the damage at which the
   * walk had to stop.
   */
  each(packet: Packet, visit: (decoder: Decoder, i: number) => void): DecodeError | undefined {
    if (packet.fault !== undefined || !hasMessages(packet.protocol)) return undefined
    const decoder = this.#decoder(packet)
    const length = this.#fill(decoder, packet)
    for (let from = 0; from < length; from = decoder.scanned) {
      const count = decoder.scan(length, from)
      for (let i = 0; i < count; i++) visit(decoder, i)
      if (decoder.damage !== undefined) return decoder.damage
      if (count === 0) break
    }
    return undefined
  }

  #decoder({ protocol: number, bigEndian }: Packet): Decoder {
    const protocol = this.protocol(number)
    let both = this.#decoders.get(protocol)
    if (both === undefined) {
      both = {}
      this.#decoders.set(protocol, both)
    }
    const order = bigEndian ? 'big' : 'little'
    both[order] ??= new Decoder(protocol, { bigEndian })
    return both[order]
  }

  /** Puts a packet's bytes into the decoder's buffer, and says how many there are. */
  #fill(decoder: Decoder, packet: Packet): number {
    if (!(packet instanceof PacketView)) {
      const { bytes } = packet
      this.#input(decoder, bytes.length).target.set(bytes)
      return bytes.length
    }
    const { buffer, from, to } = packet
    this.#input(decoder, to - from).copy(buffer, from, to, 0)
    return to - from
  }

  /** What copies into the decoder's buffer. That is taken anew only when it is too short, or another grew its memory: it takes longer than a small packet. */
  #input(decoder: Decoder, length: number): SmallCopy {
    let input = this.#inputs.get(decoder)
    if (input === undefined) {
      input = new SmallCopy()
      this.#inputs.set(decoder, input)
    }
    if (input.target.length < length) input.target = decoder.buffer(Math.max(length, 65536))
    return input
  }

  /** Message `i` of the packet that {@link each} is at. */
  message(decoder: Decoder, i: number): CapturedMessage {
    const read = readMessage(decoder, i)
    const message = read.error === undefined ? read : this.#forgive(decoder, read)
    // The object is new: nobody else has it, and a copy of it costs more than all else of a small message.
    return this.#options.fields ? Object.assign(message, { fields: this.fields(decoder, i) }) : message
  }

  /** The places of all fields of message `i`: see {@link CapturedMessage.fields}. */
  fields(decoder: Decoder, i: number): readonly Field[] {
    return fieldsOf(decoder, i)
  }

  /** Where nobody said that there are attributes, that there are none is no damage. */
  #forgive(decoder: Decoder, message: DecodedMessage): DecodedMessage {
    if (isDeclared(decoder.protocol, message.header.type)) return message
    const { error: _, ...rest } = message
    return rest
  }
}

/** `struct nlmsghdr`. */
const HEADER: readonly (readonly [key: string, offset: number, length: number])[] = [
  ['len', 0, 4],
  ['type', 4, 2],
  ['flags', 6, 2],
  ['seq', 8, 4],
  ['portid', 12, 4],
]

/** By the places within the body, which are the same array for all messages of a shape. */
const known = new WeakMap<readonly Field[], readonly Field[]>()

function fieldsOf(decoder: Decoder, i: number): readonly Field[] {
  const inner = decoder.fields(i)
  const found = known.get(inner)
  if (found !== undefined) return found
  const fields: Field[] = [{ path: 'nlmsg', constant: 'nlmsghdr', offset: 0, length: NLMSG_HDRLEN }]
  for (const [key, offset, length] of HEADER)
    fields.push({ path: `nlmsg.${key}`, constant: 'nlmsghdr', offset, length })
  const len = decoder.length(i)
  const struct = decoder.protocol.declaration(decoder.type(i))?.header
  if (struct !== undefined && struct.minimum > 0 && len > NLMSG_HDRLEN) {
    const length = Math.min(struct.minimum, len - NLMSG_HDRLEN)
    fields.push({ path: '', constant: struct.name, offset: NLMSG_HDRLEN, length })
  }
  fields.push(...inner)
  known.set(inner, fields)
  return fields
}
