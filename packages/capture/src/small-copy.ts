/** Bytes that are copied faster one word after another than by a call, which needs a view of them. */
const SMALL = 512

/** Copies packets, most of which are small, out of the chunks of a file. */
export class SmallCopy {
  #target: Uint8Array = new Uint8Array(0)
  #targetWords: Uint32Array = new Uint32Array(0)
  /** Of the chunk that the last packet was in; undefined if it is not aligned. */
  #source: Uint8Array | undefined
  #sourceWords: Uint32Array | undefined

  /** Where they are copied to from now on: what begins at a multiple of four. */
  set target(target: Uint8Array) {
    this.#target = target
    this.#targetWords = wordsOf(target)
  }

  get target(): Uint8Array {
    return this.#target
  }

  /** The bytes of `buffer` from `from` to `to`, to `at`, which is a multiple of four. */
  copy(buffer: Uint8Array, from: number, to: number, at: number): void {
    if (buffer !== this.#source) {
      this.#source = buffer
      this.#sourceWords = (buffer.byteOffset & 3) === 0 ? wordsOf(buffer) : undefined
    }
    const source = this.#sourceWords
    if (source === undefined || (from & 3) !== 0 || to - from > SMALL || ((to - from) & 3) !== 0) {
      this.#target.set(buffer.subarray(from, to), at)
      return
    }
    const target = this.#targetWords
    const shift = (at - from) >> 2
    for (let i = from >> 2; i < to >> 2; i++) target[i + shift] = source[i] as number
  }
}

const wordsOf = (bytes: Uint8Array) => new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2)
