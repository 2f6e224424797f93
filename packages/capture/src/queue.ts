/** So much of a chunk is put behind what waits from before, if nobody said how much is needed. */
const STEP = 4096

/**
 * The bytes of a stream that were not consumed yet, seen through a window that is one piece of memory. A chunk is looked at where it lies: only what waits
 * for more of its record is copied, together with the next chunk's beginning. What was handed out is never overwritten, so it may be kept; it keeps its
 * chunk in memory.
 */
export class ByteQueue {
  #buffer: Uint8Array = new Uint8Array(0)
  #start = 0
  #end = 0
  /** The buffer is ours, so that more may be written behind its end. */
  #own = false
  #chunk: Uint8Array = new Uint8Array(0)
  /** So many bytes of the chunk are in the window. */
  #taken = 0
  #position = 0
  /** Bytes that are to be passed over as they come. */
  #skipping = 0
  #wanted = 0

  /** How many bytes are in the window. */
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

  /** The buffer of the window, which begins at {@link start}. */
  get buffer(): Uint8Array {
    return this.#buffer
  }

  get start(): number {
    return this.#start
  }

  /** Adds a chunk. After each consumption {@link more} has to be asked until it says no. */
  push(chunk: Uint8Array): void {
    // A Buffer of Node's is a Uint8Array whose `slice` is no copy: users of packets must not depend on who read the file.
    this.#chunk = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.length)
    this.#taken = 0
    if (this.length === 0) this.#inPlace(0)
    else this.#extend()
  }

  /** Shows more of the chunk, after what could be was consumed. False if all of it is in the window. */
  more(): boolean {
    if (this.#taken === this.#chunk.length) return false
    if (this.length <= this.#taken) this.#inPlace(this.#taken - this.length)
    else this.#extend()
    return true
  }

  /** The window is what of the chunk lies behind `from`. */
  #inPlace(from: number): void {
    const chunk = this.#chunk
    const skip = Math.min(this.#skipping, chunk.length - from)
    this.#skipping -= skip
    this.#position += skip
    this.#buffer = chunk
    this.#start = from + skip
    this.#end = chunk.length
    this.#taken = chunk.length
    this.#own = false
    this.#wanted = 0
  }

  /** Puts the next part of the chunk behind the window. */
  #extend(): void {
    const { length } = this
    const left = this.#chunk.length - this.#taken
    const part = Math.min(left, Math.max(this.#wanted - length, this.#taken * 3, STEP))
    if (!this.#own || this.#buffer.length - this.#end < part) {
      // Twice as large as what waits: a record of many chunks is not copied once for each. A length that lies takes no more memory than this.
      const larger = new Uint8Array(Math.max(length + part, length * 2))
      larger.set(this.#buffer.subarray(this.#start, this.#end))
      this.#buffer = larger
      this.#start = 0
      this.#end = length
      this.#own = true
    }
    this.#buffer.set(this.#chunk.subarray(this.#taken, this.#taken + part), this.#end)
    this.#end += part
    this.#taken += part
    this.#wanted = 0
  }

  /** The bytes from `from` to `to`, counted from the first that is there. */
  slice(from: number, to: number): Uint8Array {
    return this.#buffer.subarray(this.#start + from, this.#start + to)
  }

  /** A view of all bytes that are there. */
  view(): DataView {
    return new DataView(this.#buffer.buffer, this.#buffer.byteOffset + this.#start, this.length)
  }

  /** Says that what is left after consuming can only be consumed when it has `length` bytes. */
  want(length: number): void {
    this.#wanted = length
  }

  /** Drops `count` bytes, those too that have not come yet. */
  drop(count: number): void {
    const now = Math.min(count, this.length)
    this.#start += now
    this.#position += now
    this.#skipping = count - now
  }
}
