/**
 * The bytes of a stream that were not consumed yet, in one piece. What was handed out is never overwritten, so it may be kept; it keeps its chunk
 * in memory.
 */
export class ByteQueue {
  #buffer: Uint8Array = new Uint8Array(0)
  #start = 0
  #end = 0
  /** The buffer is ours, so that more may be written behind its end. */
  #own = false
  #position = 0
  /** Bytes that are to be passed over as they come. */
  #skipping = 0

  /** How many bytes are there. */
  get length(): number {
    return this.#end - this.#start
  }

  /** Where the first of them is, in bytes from the stream's start. */
  get position(): number {
    return this.#position
  }

  /** True while more is to be passed over than has come. */
  get skipping(): boolean {
    return this.#skipping > 0
  }

  push(chunk: Uint8Array): void {
    const skip = Math.min(this.#skipping, chunk.length)
    this.#skipping -= skip
    this.#position += skip
    // A Buffer of Node's is a Uint8Array whose `slice` is no copy: users of packets must not depend on who read the file.
    const more = new Uint8Array(chunk.buffer, chunk.byteOffset + skip, chunk.length - skip)
    const { length } = this
    if (length === 0) {
      this.#buffer = more
      this.#start = 0
      this.#end = more.length
      this.#own = false
      return
    }
    if (!this.#own || this.#buffer.length - this.#end < more.length) {
      // Twice as large as what waits: a record of many chunks is not copied once for each.
      const larger = new Uint8Array(Math.max(length + more.length, length * 2))
      larger.set(this.#buffer.subarray(this.#start, this.#end))
      this.#buffer = larger
      this.#start = 0
      this.#end = length
      this.#own = true
    }
    this.#buffer.set(more, this.#end)
    this.#end += more.length
  }

  /** The bytes from `from` to `to`, counted from the first that is there. */
  slice(from: number, to: number): Uint8Array {
    return this.#buffer.subarray(this.#start + from, this.#start + to)
  }

  /** A view of all bytes that are there. */
  view(): DataView {
    return new DataView(this.#buffer.buffer, this.#buffer.byteOffset + this.#start, this.length)
  }

  /** Drops `count` bytes, those too that have not come yet. */
  drop(count: number): void {
    const now = Math.min(count, this.length)
    this.#start += now
    this.#position += now
    this.#skipping = count - now
  }
}
