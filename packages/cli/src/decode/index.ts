import { CaptureReader, ConversationTracker, type Packet, PacketDecoder, type PacketView } from '@rtnl/capture'
import { DecodeError, type Decoder } from '@rtnl/codec'
import { NLM_F, NLMSG, NLMSG_MIN_TYPE } from '@rtnl/families'
import type { Command, Context } from '../context.ts'
import type { CliInput } from '../io.ts'
import { CsvPrinter } from './csv.ts'
import { damaged, type Fault, failedCall, refused, unasked } from './fault.ts'
import { type BodyFilter, bodyFilter, typeFilter } from './filter.ts'
import { help } from './help.ts'
import { composeJson, endJson, jsonPacket } from './json.ts'
import { composeLine, endLine, packetLine } from './line.ts'
import { Progress } from './progress.ts'
import { Shown } from './shown.ts'
import { Sink } from './sink.ts'
import { Templates } from './templates.ts'
import type { Text } from './text.ts'
import { TextCore } from './text-core.ts'
import { type Compose, Texts } from './texts.ts'
import { composeTree, endTree } from './tree.ts'
import { type Decode, parseDecode } from './words.ts'

/** So much of a file is printed before that is written: the text is longer many times over. Of a pipe, which may be a capture at work, at once what came of it. */
const PIECE = 1 << 18

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
    decode.style === 'csv'
      ? new CsvPrinter(decode, io.stdout.isTTY === true)
      : new PacketPrinter(STYLES[decode.style], decode)
  const progress = Progress.on(io.stderr, input)
  try {
    for await (const chunk of input.chunks) {
      for (let at = 0; at < chunk.length; at += PIECE) {
        printer.read(reader, chunk.subarray(at, at + PIECE))
        await out.write(printer.take())
      }
      await progress?.add(chunk.length)
      if (reader.damage !== undefined) break
    }
    printer.end(reader)
    await out.write(printer.take())
  } finally {
    await progress?.end()
  }
  const fault = reader.damage ?? printer.fault
  if (fault !== undefined) throw fault
}

/** Turns packets into text. */
interface Printer {
  /** What was printed: good until more is. */
  take(): Uint8Array
  /** Prints the packets that this chunk makes whole. */
  read(reader: CaptureReader, chunk: Uint8Array): void
  /** After the last chunk: prints what is left. */
  end(reader: CaptureReader): void
  /** What the text has no place for. */
  readonly fault?: Error | undefined
}

/** Prints messages one by one. */
class PacketPrinter implements Printer {
  readonly #decoder: PacketDecoder
  readonly #tracker: ConversationTracker
  readonly #typeWanted: ReturnType<typeof typeFilter>
  readonly #bodyWanted: BodyFilter
  /** Something is to be left out: then also what is no message. */
  readonly #filters: boolean
  readonly #style: Style
  readonly #sink: Sink
  readonly #shown: Shown
  readonly #texts: Texts
  readonly #templates: Templates
  /** Of the packet at hand: what became of the call that it was, how far its messages went, and how far they are printed. */
  #call: Fault | undefined
  #walked = 0
  #printed = 0

  constructor(style: Style, { types, where }: Decode) {
    this.#style = style
    this.#decoder = new PacketDecoder()
    this.#shown = new Shown(this.#decoder)
    const core = new TextCore()
    this.#sink = new Sink((size) => core.output(size))
    this.#texts = new Texts(this.#sink, style.compose)
    this.#templates = new Templates(core, this.#sink)
    this.#tracker = new ConversationTracker(this.#decoder)
    this.#typeWanted = typeFilter(types)
    this.#bodyWanted = bodyFilter(where)
    this.#filters = types.length > 0 || where.length > 0
  }

  take(): Uint8Array {
    return this.#sink.take()
  }

  read(reader: CaptureReader, chunk: Uint8Array): void {
    reader.each(chunk, this.#add)
  }

  end(reader: CaptureReader): void {
    reader.endEach(this.#add)
  }

  readonly #add = (packet: PacketView): void => {
    const call = failedCall(packet)
    const length = packet.to - packet.from
    this.#call = call
    this.#walked = 0
    this.#printed = 0
    this.#shown.meet(packet)
    if (this.#isQuick && packet.fault === undefined) {
      this.#printed = this.#templates.print(this.#shown, 0)
      if (this.#printed === length) return
    }
    const damage = this.#decoder.each(packet, this.#visit)
    if (this.#filters) return
    if (packet.fault !== undefined) this.#nothing(packet, 0, { code: 'EDECODE', message: packet.fault })
    else if (damage !== undefined) this.#nothing(packet, damage.offset ?? this.#walked, call ?? damaged(packet, damage))
    else if (this.#walked === 0 && length > 0) this.#nothing(packet, 0, call)
  }

  /** Whether messages that neither ask nor answer may be printed by what they look like. */
  get #isQuick(): boolean {
    return !this.#filters && this.#call === undefined
  }

  /** A message of the packet at hand. One function for all packets: there may be millions. */
  readonly #visit = (scanned: Decoder, i: number): void => {
    const type = scanned.type(i)
    this.#walked = scanned.offset(i) + scanned.length(i)
    if (this.#walked <= this.#printed) return
    const control = type < NLMSG_MIN_TYPE
    const asks = !control && (scanned.flags(i) & NLM_F.REQUEST) !== 0
    const wanted = this.#typeWanted(scanned.protocol, type)
    if (!wanted && !asks && !control) return
    if (!asks && !control && this.#plain(scanned, i)) return
    const { packet } = this.#shown
    const decoder = this.#decoder
    const call = this.#call
    const message = decoder.message(scanned, i)
    // Requests are followed even where they are not printed: an error says what of them was wrong.
    const part =
      call === undefined && (asks || type === NLMSG.ERROR || type === NLMSG.DONE)
        ? this.#tracker.add(packet, message)
        : undefined
    if (!wanted || !this.#bodyWanted(message.body, scanned.protocol, type)) return
    const { error } = message
    const fault =
      call ?? (error !== undefined ? damaged(packet, error) : part?.refusal ? refused(part.refusal) : unasked(message))
    this.#shown.set(scanned, i, message)
    this.#print(fault)
  }

  /** A message that is neither asking nor answering: no object is made of it that is not printed. False if it is damaged, or has no body. */
  #plain(scanned: Decoder, i: number): boolean {
    const shown = this.#shown
    shown.set(scanned, i)
    try {
      if (shown.shape < 0 && shown.body === undefined) return false
      if (this.#filters && !this.#bodyWanted(shown.body, scanned.protocol, shown.type)) return true
      const text = this.#print(this.#call)
      if (text !== undefined && this.#isQuick) {
        this.#templates.learn(shown, text)
        this.#printed = this.#templates.print(shown, align(this.#walked))
      }
      return true
    } catch (error) {
      if (error instanceof DecodeError) return false
      throw error
    }
  }

  #print(fault: Fault | undefined): Text | undefined {
    const text = this.#texts.print(this.#shown)
    this.#style.end(this.#sink, fault)
    return text
  }

  /** What is no message. */
  #nothing(packet: Packet, from: number, fault: Fault | undefined): void {
    this.#style.packet(this.#sink, packet, from, fault)
  }
}

const align = (n: number): number => (n + 3) & ~3

/** What a message looks like. */
interface Style {
  readonly compose: Compose
  end(sink: Sink, fault: Fault | undefined): void
  packet(sink: Sink, packet: Packet, from: number, fault: Fault | undefined): void
}

const STYLES: Readonly<Record<'line' | 'tree' | 'json', Style>> = {
  line: { compose: composeLine, end: endLine, packet: packetLine },
  tree: { compose: composeTree, end: endTree, packet: packetLine },
  json: { compose: composeJson, end: endJson, packet: jsonPacket },
}
