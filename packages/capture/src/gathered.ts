export const NLMSG_HDRLEN = 16
export const align = (n: number): number => (n + 3) & ~3
/** So many bytes of messages are gathered before the core reads them. */
export const GATHER: number = 1 << 18
/** No message is shorter than its header. */
const MOST = GATHER / NLMSG_HDRLEN
/** Bytes that are copied faster one word after another than by a call. */
const SMALL = 512

/** Packets one behind the other in the core's memory, and where in the file they come from. */
export class Gathered {
  readonly #buffer: (size: number) => Uint8Array
  #bytes: Uint8Array
  #words: Uint32Array
  /** Of the chunk that the last packet was in, if it is aligned. */
  #source: Uint8Array | undefined
  #sourceWords: Uint32Array | undefined
  readonly #places = new Float64Array(MOST)
  readonly #offsets = new Float64Array(MOST)
  #count = 0
  #next = 0
  end = 0

  /** `buffer` gives at least so many bytes of the core's memory. */
  constructor(buffer: (size: number) => Uint8Array) {
    this.#buffer = buffer
    this.#bytes = buffer(GATHER)
    this.#words = wordsOf(this.#bytes)
  }

  get view(): DataView {
    this.#refresh(GATHER)
    return new DataView(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.length)
  }

  hasRoom(length: number): boolean {
    return this.#next + length <= GATHER && this.#count < MOST
  }

  /** Puts the bytes of `buffer` from `from` to `to` behind the others. */
  add(buffer: Uint8Array, from: number, to: number, position: number): void {
    this.#refresh(this.#next + to - from)
    const at = this.#next
    this.#copy(buffer, from, to, at)
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
    if (this.#bytes.length >= size) return
    this.#bytes = this.#buffer(Math.max(size, GATHER))
    this.#words = wordsOf(this.#bytes)
  }

  /** Small packets are copied word by word: a view for each takes longer than that. */
  #copy(buffer: Uint8Array, from: number, to: number, at: number): void {
    if (buffer !== this.#source) {
      this.#source = buffer
      this.#sourceWords = (buffer.byteOffset & 3) === 0 ? wordsOf(buffer) : undefined
    }
    const source = this.#sourceWords
    if (source === undefined || (from & 3) !== 0 || to - from > SMALL || ((to - from) & 3) !== 0) {
      this.#bytes.set(buffer.subarray(from, to), at)
      return
    }
    const target = this.#words
    const shift = (at - from) >> 2
    for (let i = from >> 2; i < to >> 2; i++) target[i + shift] = source[i] as number
  }
}

const wordsOf = (bytes: Uint8Array) => new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2)
