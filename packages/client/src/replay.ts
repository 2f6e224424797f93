import { HOST } from './host.ts'
import type { Datagram } from './record.ts'
import { Recording, readdress } from './recording.ts'
import { type OpenTransport, SystemError, type Transport } from './transport.ts'

/** A client asked what the recording does not have, or not so often. */
export class ReplayError extends Error {
  override name = 'ReplayError'
  readonly code = 'ERR_REPLAY'
}

const EBADF = 9
/** Bytes of a receive buffer that there is not: the kernel's usual default. */
const RECEIVE_BUFFER = 212992

/**
 * Opens sockets that answer from a recording instead of a kernel, on any system and without any right:
 * `connect(replay(readCapture(bytes).packets))`. The recording must be of a host with this machine's byte order.
 *
 * What is sent is looked up by its bytes, sequence number and portid aside, and gets the answers that it got then, each recorded one once, the earliest
 * first; the errors of system calls too. What the recording does not have throws {@link ReplayError}. What came to a listening socket comes to the first that
 * joins a group, each datagram when all that was sent before it has been sent again. Options of sockets are taken, and mean nothing.
 */
export function replay(datagrams: Iterable<Datagram>): OpenTransport {
  const all = [...datagrams]
  const recordings = new Map<number, Replay>()
  return async ({ protocol }) => {
    const known = recordings.get(protocol) ?? new Replay(all.filter((datagram) => datagram.protocol === protocol))
    recordings.set(protocol, known)
    return known.open()
  }
}

/** A recording of one protocol and the sockets that share it. */
class Replay {
  readonly recording: Recording
  readonly #sockets: ReplaySocket[] = []

  constructor(datagrams: readonly Datagram[]) {
    this.recording = new Recording(datagrams)
  }

  open(): ReplaySocket {
    const socket = new ReplaySocket(this, this.#sockets.length + 1)
    this.#sockets.push(socket)
    return socket
  }

  /** Something was sent: those who listen may have something to read. */
  moved(): void {
    for (const socket of this.#sockets) socket.look()
  }
}

class ReplaySocket implements Transport {
  readonly portid: number
  readonly netns = undefined
  readonly sender = 0
  readonly #replay: Replay
  readonly #queue: { readonly bytes: Uint8Array; readonly errno: number | undefined }[] = []
  #notices: ReturnType<Recording['takeNotices']> = []
  #listens = false
  #closed = false
  #resolve: (() => void) | undefined

  constructor(owner: Replay, portid: number) {
    this.#replay = owner
    this.portid = portid
  }

  send(bytes: Uint8Array): void {
    this.#check('sendto')
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const exchange = this.#replay.recording.take(bytes)
    if (exchange === undefined)
      throw new ReplayError(
        `the recording has no such request, or not once more: ${bytes.length} bytes of type ${bytes.length < 16 ? 'unknown' : view.getUint16(4, !HOST.bigEndian)}`,
      )
    if (exchange.errno !== undefined) throw new SystemError('sendto', exchange.errno)
    const seq = bytes.length >= 16 ? view.getUint32(8, !HOST.bigEndian) : 0
    for (const { bytes: answer, errno } of exchange.answers)
      this.#queue.push({ bytes: readdress(answer, exchange, seq, this.portid), errno })
    this.#replay.moved()
  }

  receive(into: Uint8Array, peek = false): number {
    this.#check('recvfrom')
    this.look()
    const [first] = this.#queue
    if (first === undefined) return -1
    if (!peek || first.errno !== undefined) this.#queue.shift()
    if (first.errno !== undefined) throw new SystemError('recvfrom', first.errno)
    into.set(first.bytes.subarray(0, into.length))
    return first.bytes.length
  }

  readable(): Promise<void> {
    if (this.#closed) return Promise.resolve()
    return new Promise((resolve) => {
      // The event loop has its turn, as with a socket.
      this.#resolve = () => setTimeout(resolve)
      this.look()
    })
  }

  wake(): void {
    const resolve = this.#resolve
    this.#resolve = undefined
    resolve?.()
  }

  /** Queues the notices whose time has come, and ends the wait if there is something to read. */
  look(): void {
    for (let next = this.#notices[0]; next !== undefined; next = this.#notices[0]) {
      if (next.after > this.#replay.recording.sent) break
      const { bytes, errno } = next.datagram
      this.#queue.push({ bytes, errno })
      this.#notices.shift()
    }
    if (this.#queue.length > 0) this.wake()
  }

  join(_group: number): void {
    this.#check('setsockopt')
    if (this.#listens) return
    this.#listens = true
    this.#notices = this.#replay.recording.takeNotices()
  }

  leave(_group: number): void {}

  setOption(): void {
    this.#check('setsockopt')
  }

  getOption(): number {
    return RECEIVE_BUFFER
  }

  close(): void {
    this.#closed = true
    this.wake()
  }

  #check(syscall: string): void {
    if (this.#closed) throw new SystemError(syscall, EBADF)
  }
}
