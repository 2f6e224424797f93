import type { CapturedMessage, Packet, PacketDecoder, PacketView } from '@rtnl/capture'
import type { Decoder, Field, NumberReader } from '@rtnl/codec'

/** What a packet's messages have in common. */
export type Heading = Pick<Packet, 'time' | 'direction' | 'protocol'>

const NOWHERE = new DataView(new ArrayBuffer(0))

/** The message that is printed: one object for all of them, which makes of a message what it is asked for. */
export class Shown implements Heading {
  readonly #packets: PacketDecoder
  #packet: PacketView | undefined
  #decoder: Decoder | undefined
  #i = 0
  #message: CapturedMessage | undefined
  #body: unknown
  /** How many packets there were. */
  packetNumber = 0
  time: Heading['time']
  direction: Heading['direction']
  protocol = 0
  /** Where it begins: in its packet, in the file, and in {@link view}. */
  offset = 0
  place = 0
  at = 0
  view: DataView = NOWHERE

  constructor(packets: PacketDecoder) {
    this.#packets = packets
  }

  /** The packet of the messages to come: what it says of itself is read once for all of them. */
  meet(packet: PacketView): void {
    this.#packet = packet
    this.packetNumber++
    this.time = packet.time
    this.direction = packet.direction
    this.protocol = packet.protocol
  }

  /** Message `i` of the decoder's last scan, and what was made of it already. */
  set(decoder: Decoder, i: number, message?: CapturedMessage, body: unknown = message?.body): void {
    const { packet } = this
    this.#decoder = decoder
    this.#i = i
    this.#message = message
    this.#body = body
    this.offset = decoder.offset(i)
    this.place = packet.offset + this.offset
    this.at = packet.from + this.offset
    this.view = packet.view
  }

  get packet(): PacketView {
    return this.#packet as PacketView
  }

  get decoder(): Decoder {
    return this.#decoder as Decoder
  }

  get name(): string {
    return this.decoder.protocol.typeName(this.type)
  }

  get len(): number {
    return this.decoder.length(this.#i)
  }

  get type(): number {
    return this.decoder.type(this.#i)
  }

  get flags(): number {
    return this.decoder.flags(this.#i)
  }

  get seq(): number {
    return this.decoder.seq(this.#i)
  }

  get portid(): number {
    return this.decoder.portid(this.#i)
  }

  /** See `Decoder`; -1 for a message of which more was made than its body, as it is damaged or has none. */
  get shape(): number {
    const shape = this.decoder.shape(this.#i)
    if (shape >= 0 || this.#message !== undefined) return shape
    // It may be known by now: reading remembers it.
    return this.body === undefined ? -1 : this.decoder.shape(this.#i)
  }

  /** Undefined where there is none, or it is damaged. Throws what reading it throws if nobody read it before. */
  get body(): Readonly<Record<string, unknown>> | undefined {
    if (this.#message === undefined) this.#body ??= this.decoder.body(this.#i)
    return this.#body as Readonly<Record<string, unknown>> | undefined
  }

  /** What stands in place of a body. */
  get payload(): Uint8Array | undefined {
    return this.#message?.payload
  }

  /** See `Decoder`. */
  get numbers(): ReadonlyMap<string, NumberReader> {
    return this.decoder.numbers(this.#i)
  }

  get fields(): readonly Field[] {
    return this.#message?.fields ?? this.#packets.fields(this.decoder, this.#i)
  }
}
