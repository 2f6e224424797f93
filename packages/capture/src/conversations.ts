import { pathAt } from '@rtnl/codec'
import { type CapturedMessage, type DecodedPacket, PacketDecoder } from './decode.ts'
import type { Packet } from './packet.ts'
import { PacketView } from './packet-view.ts'

const NLM_F_REQUEST = 1
const NLM_F_MULTI = 2
const NLM_F_ACK = 4
const NLM_F_DUMP = 0x300
const NLMSG_ERROR = 2
const NLMSG_DONE = 3
/** The lowest type that is no control message. */
const NLMSG_MIN_TYPE = 16

/** Why the kernel refused a request. */
export interface Refusal {
  /** A positive number. */
  readonly errno: number
  /** The kernel's sentence (`NLMSGERR_ATTR_MSG`); absent if it said none. */
  readonly message?: string | undefined
  /** Bytes from the request's start to what is at fault (`NLMSGERR_ATTR_OFFS`); absent if the kernel did not say. */
  readonly offset?: number | undefined
  /** What lies there in the request, `'linkinfo.data.id'`; absent if the request was not captured, or nothing lies there. */
  readonly path?: string | undefined
  /** The kernel's name of that place, `'IFLA_VXLAN_ID'`. */
  readonly constant?: string | undefined
}

/** A message and the packet that it came in. */
export interface Located {
  readonly packet: Packet
  readonly message: CapturedMessage
}

/** A request and what the kernel said to it. */
export interface Conversation {
  readonly protocol: number
  /** The address of the asking socket; undefined until a reply, or a recording, told it. */
  readonly portid: number | undefined
  readonly seq: number
  readonly request: Located
  /** All that came back, the closing ack, error or `NLMSG_DONE` among it. */
  readonly replies: readonly Located[]
  /** Why it was refused; absent where it was not, or nobody knows yet. */
  readonly refusal?: Refusal | undefined
  /** Whether the answer is complete. */
  readonly done: boolean
}

/** What one message is in a conversation. */
export interface Part {
  readonly role: 'request' | 'reply'
  /** The number of the conversation: they count from 0 in the order of their requests. */
  readonly conversation: number
  readonly request: Located
  /** The message ends the conversation. */
  readonly last: boolean
  /** Of an `NLMSG_ERROR` or `NLMSG_DONE` that refuses. */
  readonly refusal?: Refusal | undefined
}

interface Open {
  readonly conversation: number
  readonly request: Located
  portid: number | undefined
}

/** So many requests may be without an answer before the oldest is given up: a request without `NLM_F_ACK` may never get one. */
const MAX_OPEN = 4096

/**
 * Pairs requests with their replies as messages come, by portid and sequence number. It keeps the requests that are not answered yet, and of answers
 * nothing. A request that was captured without its sender's portid, as by nlmon, gets that of its first reply.
 */
export class ConversationTracker {
  readonly #decoder: PacketDecoder
  /** By protocol and sequence number, in the order of their requests. */
  readonly #open = new Map<string, Open[]>()
  #count = 0
  #waiting = 0
  /** The last packet that was copied, and the buffer that it lies in. */
  #kept: Packet | undefined
  #keptFrom: Uint8Array | undefined

  /** `decoder` is asked for the declarations by which an offset becomes a path. */
  constructor(decoder: PacketDecoder = new PacketDecoder()) {
    this.#decoder = decoder
  }

  /** What `message` of `packet` is; undefined for what belongs to no request that was seen, such as a notification. */
  add(packet: Packet, message: CapturedMessage): Part | undefined {
    const { header } = message
    const key = `${packet.protocol}/${header.seq}`
    const sent = packet.direction ?? (looksSent(message) ? 'sent' : 'received')
    return sent === 'sent'
      ? this.#request(key, { packet: this.#keep(packet), message })
      : this.#reply(key, { packet, message })
  }

  /** The packet as it will be when its chunk is gone, with bytes of its own: one copy for all requests that are in it. */
  #keep(packet: Packet): Packet {
    if (!(packet instanceof PacketView)) return packet
    const { buffer, offset } = packet
    if (this.#keptFrom !== buffer || this.#kept?.offset !== offset) {
      this.#keptFrom = buffer
      this.#kept = { ...packet.copy(), bytes: packet.bytes.slice() }
    }
    return this.#kept as Packet
  }

  #request(key: string, request: Located): Part {
    const conversation = this.#count++
    const list = this.#open.get(key) ?? []
    list.push({ conversation, request, portid: request.packet.portid ?? (request.message.header.portid || undefined) })
    this.#open.set(key, list)
    if (++this.#waiting > MAX_OPEN) this.#giveUp()
    return { role: 'request', conversation, request, last: false }
  }

  #reply(key: string, { packet, message }: Located): Part | undefined {
    const list = this.#open.get(key)
    const { portid } = message.header
    // A monitor's socket sees the requester's numbers too: in a recording, the socket that received tells.
    const open = list?.find(
      (o) =>
        (o.portid === undefined || portid === 0 || o.portid === portid) &&
        (packet.portid === undefined ||
          o.request.packet.portid === undefined ||
          packet.portid === o.request.packet.portid),
    )
    if (open === undefined) return undefined
    if (portid !== 0) open.portid ??= portid
    const last = isLast(message, open.request.message)
    if (last) this.#close(key, open)
    const refusal = this.#refusal(packet, message, open.request)
    return { role: 'reply', conversation: open.conversation, request: open.request, last, ...(refusal && { refusal }) }
  }

  #close(key: string, open: Open): void {
    const list = this.#open.get(key) ?? []
    list.splice(list.indexOf(open), 1)
    this.#waiting--
    if (list.length === 0) this.#open.delete(key)
  }

  #giveUp(): void {
    for (const [key, list] of this.#open) {
      const [oldest] = list
      if (oldest !== undefined) this.#close(key, oldest)
      return
    }
  }

  #refusal(packet: Packet, message: CapturedMessage, request: Located): Refusal | undefined {
    const body = message.body as { error?: number; msg?: string; offs?: number } | undefined
    const { type } = message.header
    if ((type !== NLMSG_ERROR && type !== NLMSG_DONE) || body?.error === undefined || body.error >= 0) return undefined
    const { error, msg, offs } = body
    const { bigEndian } = packet
    const place =
      offs === undefined
        ? undefined
        : pathAt(this.#decoder.protocol(packet.protocol), messageBytes(request), offs, { bigEndian })
    return { errno: -error, ...(msg && { message: msg }), ...(offs !== undefined && { offset: offs }), ...place }
  }
}

/** The whole conversations of a capture, each when its answer is complete, and at the end those that never were. Keeps the replies of those at hand. */
export function* conversations(
  packets: Iterable<DecodedPacket>,
  decoder?: PacketDecoder,
): Generator<Conversation, void, undefined> {
  const tracker = new ConversationTracker(decoder)
  const open = new Map<number, { request: Located; replies: Located[]; refusal: Refusal | undefined }>()
  for (const packet of packets)
    for (const message of packet.messages) {
      const part = tracker.add(packet, message)
      if (part === undefined) continue
      const { role, request, last, refusal } = part
      const entry = open.get(part.conversation) ?? { request, replies: [], refusal: undefined }
      open.set(part.conversation, entry)
      if (role === 'reply') entry.replies.push({ packet, message })
      entry.refusal ??= refusal
      if (!last) continue
      open.delete(part.conversation)
      yield make(entry, true)
    }
  for (const entry of open.values()) yield make(entry, false)
}

function make(
  { request, replies, refusal }: { request: Located; replies: Located[]; refusal: Refusal | undefined },
  done: boolean,
): Conversation {
  const replied = replies.find((reply) => reply.message.header.portid !== 0)?.message.header.portid
  const portid = replied ?? request.packet.portid ?? (request.message.header.portid || undefined)
  const { protocol } = request.packet
  return { protocol, portid, seq: request.message.header.seq, request, replies, done, ...(refusal && { refusal }) }
}

/** The bytes of one message, without its padding. */
export function messageBytes({ packet, message }: Located): Uint8Array {
  return packet.bytes.subarray(message.offset, message.offset + message.header.len)
}

/** Where the capture does not say: only requests have this flag, and never the kernel's answers. */
const looksSent = ({ header: { type, flags } }: CapturedMessage): boolean =>
  type >= NLMSG_MIN_TYPE && (flags & NLM_F_REQUEST) !== 0

function isLast({ header: { type, flags } }: CapturedMessage, request: CapturedMessage): boolean {
  if (type === NLMSG_ERROR || type === NLMSG_DONE) return true
  if (type < NLMSG_MIN_TYPE || (flags & NLM_F_MULTI) !== 0) return false
  // What asked for neither an ack nor a dump has its answer with the first message.
  return (request.header.flags & NLM_F_ACK) === 0 && (request.header.flags & NLM_F_DUMP) !== NLM_F_DUMP
}
