import { type CapturedMessage, CaptureReader, ConversationTracker, type Packet, PacketDecoder } from '@rtnl/capture'
import { DecodeError, type Decoder } from '@rtnl/codec'
import { NLM_F, NLMSG, NLMSG_MIN_TYPE } from '@rtnl/families'
import type { Command, Context } from '../context.ts'
import type { CliInput } from '../io.ts'
import { CsvPrinter } from './csv.ts'
import { damaged, type Fault, failedCall, refused, unasked } from './fault.ts'
import { bodyFilter, typeFilter } from './filter.ts'
import { help } from './help.ts'
import { jsonLine, jsonPacket } from './json.ts'
import { type Head, packetLine, textLine } from './line.ts'
import { Pieces } from './pieces.ts'
import { Progress } from './progress.ts'
import { Sink } from './sink.ts'
import { textTree } from './tree.ts'
import { type Decode, parseDecode } from './words.ts'

/** How many characters are gathered before they are written. */
const CHUNK = 1 << 16

/** `rtnl decode`: prints the messages of a capture. A file that breaks is printed up to there, and is an error. */
export const run: Command = async (context, words) => {
  if (words.peek() === 'help') return context.out.write(help)
  const decode = parseDecode(words, context.options)
  const { io } = context
  await print(context, decode, await io.openInput(decode.file))
}

async function print({ io, out }: Context, decode: Decode, input: CliInput): Promise<void> {
  const { format, protocol, bigEndian } = decode
  const reader = new CaptureReader({ format, protocol, bigEndian })
  const printer: Printer =
    decode.style === 'csv' ? new CsvPrinter(decode, io.stdout.isTTY === true) : new PacketPrinter(decode)
  const progress = Progress.on(io.stderr, input)
  const add = (packet: Packet) => printer.add(packet)
  try {
    for await (const chunk of input.chunks) {
      reader.each(chunk, add)
      if (printer.length >= CHUNK) await out.write(printer.take())
      await progress?.add(chunk.length)
      if (reader.damage !== undefined) break
    }
    reader.endEach(add)
    printer.end?.()
    await out.write(printer.take())
  } finally {
    await progress?.end()
  }
  const fault = reader.damage ?? printer.fault
  if (fault !== undefined) throw fault
}

/** Turns packets into text. */
interface Printer {
  /** How many characters wait. */
  readonly length: number
  take(): string | Uint8Array
  add(packet: Packet): void
  /** After the last packet. */
  end?(): void
  /** What the text has no place for. */
  readonly fault?: Error | undefined
}

/** Prints messages one by one. */
class PacketPrinter implements Printer {
  readonly #decode: Decode
  readonly #decoder: PacketDecoder
  readonly #tracker: ConversationTracker
  readonly #typeWanted: ReturnType<typeof typeFilter>
  readonly #bodyWanted: ReturnType<typeof bodyFilter>
  /** Something is to be left out: then also what is no message. */
  readonly #filters: boolean
  readonly #sink = new Sink()
  readonly #pieces = new Pieces(this.#sink)
  /** The printed style shows nothing but bodies: no message has to be made whole for that. */
  readonly #plain: boolean

  constructor(decode: Decode) {
    this.#decode = decode
    this.#plain = decode.style !== 'tree'
    this.#decoder = new PacketDecoder({ fields: decode.style === 'tree' })
    this.#tracker = new ConversationTracker(this.#decoder)
    this.#typeWanted = typeFilter(decode.types)
    this.#bodyWanted = bodyFilter(decode.family, decode.where)
    this.#filters = decode.types.length > 0 || decode.where.length > 0 || decode.family !== undefined
  }

  get length(): number {
    return this.#sink.length
  }

  take(): Uint8Array {
    return this.#sink.take()
  }

  add(packet: Packet): void {
    const decoder = this.#decoder
    const call = failedCall(packet)
    let walked = 0
    const damage = decoder.each(packet, (scanned, i) => {
      const type = scanned.type(i)
      walked = scanned.offset(i) + scanned.length(i)
      const control = type < NLMSG_MIN_TYPE
      const asks = !control && (scanned.flags(i) & NLM_F.REQUEST) !== 0
      const wanted = this.#typeWanted(scanned.protocol, type)
      if (!wanted && !asks && !control) return
      if (this.#plain && !asks && !control && this.#fast(packet, scanned, i, call)) return
      const message = decoder.message(scanned, i)
      // Requests are followed even where they are not printed: an error says what of them was wrong.
      const part =
        call === undefined && (asks || type === NLMSG.ERROR || type === NLMSG.DONE)
          ? this.#tracker.add(packet, message)
          : undefined
      if (!wanted || !this.#bodyWanted(message.body)) return
      const { error } = message
      const fault =
        call ??
        (error !== undefined ? damaged(packet, error) : part?.refusal ? refused(part.refusal) : unasked(message))
      this.#message(packet, message, fault)
    })
    if (this.#filters) return
    if (packet.fault !== undefined) this.#packet(packet, 0, { code: 'EDECODE', message: packet.fault })
    else if (damage !== undefined) this.#packet(packet, damage.offset ?? walked, call ?? damaged(packet, damage))
    else if (walked === 0 && packet.bytes.length > 0) this.#packet(packet, 0, call)
  }

  /** A message that is neither asking nor answering, without an object for more than its body. False if it is damaged, or has no body. */
  #fast(packet: Packet, scanned: Decoder, i: number, fault: Fault | undefined): boolean {
    let body: unknown
    try {
      body = scanned.body(i)
    } catch (error) {
      if (error instanceof DecodeError) return false
      throw error
    }
    if (body === undefined) return false
    if (!this.#bodyWanted(body)) return true
    const type = scanned.type(i)
    const head = {
      name: scanned.protocol.typeName(type),
      len: scanned.length(i),
      type,
      flags: scanned.flags(i),
      seq: scanned.seq(i),
      portid: scanned.portid(i),
    }
    this.#print(packet, scanned.offset(i), head, body, fault)
    return true
  }

  #message(packet: Packet, message: CapturedMessage, fault: Fault | undefined): void {
    const { header, name, body, payload, offset } = message
    if (this.#decode.style === 'tree') textTree(this.#pieces, packet, message, fault)
    else this.#print(packet, offset, { ...header, name }, body ?? payload, fault)
  }

  #print(packet: Packet, offset: number, head: Head, body: unknown, fault: Fault | undefined): void {
    if (this.#decode.style === 'json') jsonLine(this.#pieces, packet, offset, head, body, fault)
    else textLine(this.#pieces, packet, head, body, fault)
  }

  #packet(packet: Packet, from: number, fault: Fault | undefined): void {
    if (this.#decode.style === 'json') jsonPacket(this.#pieces, packet, from, fault)
    else packetLine(this.#sink, packet, from, fault)
  }
}
