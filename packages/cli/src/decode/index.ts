import { type CapturedMessage, CaptureReader, ConversationTracker, type Packet, PacketDecoder } from '@rtnl/capture'
import { NLM_F, NLMSG, NLMSG_MIN_TYPE } from '@rtnl/families'
import type { Command, Context } from '../context.ts'
import { UsageError } from '../errors.ts'
import type { CliInput } from '../io.ts'
import { damaged, type Fault, failedCall, refused, unasked } from './fault.ts'
import { bodyFilter, typeFilter } from './filter.ts'
import { help } from './help.ts'
import { jsonLine, jsonPacket } from './json.ts'
import { packetLine, textLine } from './line.ts'
import { Progress } from './progress.ts'
import { textTree } from './tree.ts'
import { type Decode, parseDecode } from './words.ts'

/** How many characters are gathered before they are written. */
const CHUNK = 1 << 16

/** `rtnl decode`: prints the messages of a capture. A file that breaks is printed up to there, and is an error. */
export const run: Command = async (context, words) => {
  if (words.peek() === 'help') return context.out.write(help)
  const decode = parseDecode(words, context.options)
  const { io } = context
  if (io.openInput === undefined) throw new UsageError('there are no files here')
  await print(context, decode, await io.openInput(decode.file))
}

async function print({ io, out }: Context, decode: Decode, input: CliInput): Promise<void> {
  const { format, protocol, bigEndian } = decode
  const reader = new CaptureReader({ format, protocol, bigEndian })
  const printer = new PacketPrinter(decode)
  const progress = Progress.on(io.stderr, input)
  const add = (packet: Packet) => printer.add(packet)
  try {
    for await (const chunk of input.chunks) {
      reader.each(chunk, add)
      if (printer.text.length >= CHUNK) await out.write(printer.take())
      await progress?.add(chunk.length)
      if (reader.damage !== undefined) break
    }
    for (const packet of reader.end()) add(packet)
    await out.write(printer.take())
  } finally {
    await progress?.end()
  }
  if (reader.damage !== undefined) throw reader.damage
}

/** Turns packets into text. */
class PacketPrinter {
  readonly #decode: Decode
  readonly #decoder: PacketDecoder
  readonly #tracker: ConversationTracker
  readonly #typeWanted: ReturnType<typeof typeFilter>
  readonly #bodyWanted: ReturnType<typeof bodyFilter>
  /** Something is to be left out: then also what is no message. */
  readonly #filters: boolean
  text = ''

  constructor(decode: Decode) {
    this.#decode = decode
    this.#decoder = new PacketDecoder({ fields: decode.style === 'tree' })
    this.#tracker = new ConversationTracker(this.#decoder)
    this.#typeWanted = typeFilter(decode.types)
    this.#bodyWanted = bodyFilter(decode.family, decode.where)
    this.#filters = decode.types.length > 0 || decode.where.length > 0 || decode.family !== undefined
  }

  take(): string {
    const { text } = this
    this.text = ''
    return text
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

  #message(packet: Packet, message: CapturedMessage, fault: Fault | undefined): void {
    const { style } = this.#decode
    if (style === 'json') this.text += jsonLine(packet, message, fault)
    else if (style === 'line') this.text += textLine(packet, message, fault)
    else this.text += textTree(packet, message, fault)
  }

  #packet(packet: Packet, from: number, fault: Fault | undefined): void {
    this.text += this.#decode.style === 'json' ? jsonPacket(packet, from, fault) : packetLine(packet, from, fault)
  }
}
