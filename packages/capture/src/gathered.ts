import { SmallCopy } from './small-copy.ts'

export const NLMSG_HDRLEN = 16
export const align = (n: number): number => (n + 3) & ~3
/** So many bytes of messages are gathered before the core reads them. */
export const GATHER: number = 1 << 18
/** No message is shorter than its header. */
const MOST = GATHER / NLMSG_HDRLEN

/** Packets one behind the other in the core's memory, and where in the file they come from. */
export class Gathered {
  readonly #buffer: (size: number) => Uint8Array
  readonly #copier = new SmallCopy()
  readonly #places = new Float64Array(MOST)
  readonly #offsets = new Float64Array(MOST)
  #count = 0
  #next = 0
  end = 0

  /** `buffer` gives at least so many bytes of the core's memory. */
  constructor(buffer: (size: number) => Uint8Array) {
    this.#buffer = buffer
    this.#copier.target = buffer(GATHER)
  }

  get view(): DataView {
    this.#refresh(GATHER)
    const { buffer, byteOffset, length } = this.#copier.target
    return new DataView(buffer, byteOffset, length)
  }

  hasRoom(length: number): boolean {
    return this.#next + length <= GATHER && this.#count < MOST
  }

  /** Puts the bytes of `buffer` from `from` to `to` behind the others. */
  add(buffer: Uint8Array, from: number, to: number, position: number): void {
    this.#refresh(this.#next + to - from)
    const at = this.#next
    this.#copier.copy(buffer, from, to, at)
    this.#places[this.#count] = at
    this.#offsets[this.#count++] = position + from
    this.end = at + to - from
    this.#next = align(this.end)
  }

  clear(): void {
    this.#count = 0
    this.#next = 0
    this.end = 0
  }

  /** Where in the file the byte at `at` comes from. */
  offsetOf(at: number): number {
    let i = this.#count - 1
    while (i > 0 && (this.#places[i] as number) > at) i--
    return (this.#offsets[i] as number) + at - (this.#places[i] as number)
  }

  /** The core's memory may have grown, which leaves earlier views empty. */
  #refresh(size: number): void {
    if (this.#copier.target.length < size) this.#copier.target = this.#buffer(Math.max(size, GATHER))
  }
}
