import { HOST } from './host.ts'
import type { Datagram } from './record.ts'

const NLMSG_HDRLEN = 16
const NLM_F_REQUEST = 1
const NLMSG_ERROR = 2
const NLMSG_MIN_TYPE = 16
const LITTLE = !HOST.bigEndian

/** A datagram that was sent, and what came back to it. */
export interface Exchange {
  readonly seq: number
  /** The socket's address, if the recording has it. */
  readonly portid: number | undefined
  /** The address that the answers are for. */
  answered: number | undefined
  /** Sending it failed with this errno. */
  readonly errno: number | undefined
  readonly answers: Datagram[]
  /** It was sent in the replay. */
  used: boolean
}

/** What came to a socket that asked nothing. */
export interface Notice {
  readonly datagram: Datagram
  /** How many datagrams had been sent before. */
  readonly after: number
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** The places of the messages in a datagram. */
export function messagesOf(bytes: Uint8Array): number[] {
  const view = viewOf(bytes)
  const places: number[] = []
  for (let at = 0; bytes.length - at >= NLMSG_HDRLEN; ) {
    const length = view.getUint32(at, LITTLE)
    if (length < NLMSG_HDRLEN || length > bytes.length - at) break
    places.push(at)
    at += (length + 3) & ~3
  }
  return places
}

/** A datagram's bytes in text, without what differs each time that it is sent: sequence numbers and portids. */
export function contentOf(bytes: Uint8Array): string {
  // Not `slice`, which of Node's Buffer is no copy.
  const content = new Uint8Array(bytes)
  for (const at of messagesOf(bytes)) content.fill(0, at + 8, at + 16)
  return Array.from(content, (byte) => String.fromCharCode(byte)).join('')
}

/** A copy of an answer, for another sequence number and portid than it had. */
export function readdress(bytes: Uint8Array, exchange: Exchange, seq: number, portid: number): Uint8Array {
  const copy = new Uint8Array(bytes)
  const view = viewOf(copy)
  for (const at of messagesOf(bytes)) {
    if (view.getUint32(at + 8, LITTLE) !== exchange.seq) continue
    view.setUint32(at + 8, seq, LITTLE)
    if (view.getUint32(at + 12, LITTLE) !== 0) view.setUint32(at + 12, portid, LITTLE)
    // An ack repeats the header of its request, sequence number included.
    const echo = at + NLMSG_HDRLEN + 4
    if (view.getUint16(at + 4, LITTLE) === NLMSG_ERROR && copy.length - echo >= NLMSG_HDRLEN)
      view.setUint32(echo + 8, seq, LITTLE)
  }
  return copy
}

/** A recording of one protocol, sorted out: what was asked with its answers, and what came unasked by the socket that it came to. */
export class Recording {
  readonly #exchanges: Exchange[] = []
  readonly #byContent = new Map<string, Exchange[]>()
  readonly #notices = new Map<number | undefined, Notice[]>()
  /** All before this one were sent. */
  #sent = 0

  constructor(datagrams: Iterable<Datagram>) {
    for (const datagram of datagrams) {
      if (isSent(datagram)) this.#addSent(datagram)
      else this.#addReceived(datagram)
    }
  }

  /** The first exchange not yet used that began with the same bytes. */
  take(bytes: Uint8Array): Exchange | undefined {
    const exchange = this.#byContent.get(contentOf(bytes))?.shift()
    if (exchange === undefined) return undefined
    exchange.used = true
    while (this.#exchanges[this.#sent]?.used) this.#sent++
    return exchange
  }

  /** How many datagrams, from the first on, were sent again. */
  get sent(): number {
    return this.#sent
  }

  /** What came to the next socket that listened; sockets that the recording does not tell apart are one. */
  takeNotices(): Notice[] {
    const [first] = this.#notices
    if (first === undefined) return []
    this.#notices.delete(first[0])
    return first[1]
  }

  #addSent({ bytes, portid, errno }: Datagram): void {
    const seq = bytes.length >= NLMSG_HDRLEN ? viewOf(bytes).getUint32(8, LITTLE) : 0
    const exchange = { seq, portid, answered: undefined, errno, answers: [], used: false }
    this.#exchanges.push(exchange)
    const content = contentOf(bytes)
    this.#byContent.set(content, [...(this.#byContent.get(content) ?? []), exchange])
  }

  #addReceived(datagram: Datagram): void {
    const exchange = this.#asked(datagram)
    if (exchange !== undefined) {
      exchange.answers.push(datagram)
      return
    }
    const notices = this.#notices.get(datagram.portid) ?? []
    notices.push({ datagram, after: this.#exchanges.length })
    this.#notices.set(datagram.portid, notices)
  }

  /** What a datagram answers: of the same socket where the recording tells, else the last with the sequence number. */
  #asked({ bytes, portid, errno }: Datagram): Exchange | undefined {
    const own = (e: Exchange) => portid === undefined || e.portid === undefined || e.portid === portid
    if (errno !== undefined) return this.#last((e) => e.portid !== undefined && own(e))
    if (bytes.length < NLMSG_HDRLEN) return undefined
    const view = viewOf(bytes)
    const seq = view.getUint32(8, LITTLE)
    const to = view.getUint32(12, LITTLE)
    const exchange = this.#last(
      (e) => e.seq === seq && own(e) && (to === 0 || e.answered === undefined || e.answered === to),
    )
    if (exchange !== undefined && to !== 0) exchange.answered ??= to
    return exchange
  }

  #last(fits: (exchange: Exchange) => boolean): Exchange | undefined {
    for (let i = this.#exchanges.length - 1; i >= 0; i--) {
      const exchange = this.#exchanges[i]
      if (exchange !== undefined && fits(exchange)) return exchange
    }
    return undefined
  }
}

function isSent({ direction, bytes }: Datagram): boolean {
  if (direction !== undefined) return direction === 'sent'
  if (bytes.length < NLMSG_HDRLEN) return false
  const view = viewOf(bytes)
  return view.getUint16(4, LITTLE) >= NLMSG_MIN_TYPE && (view.getUint16(6, LITTLE) & NLM_F_REQUEST) !== 0
}
