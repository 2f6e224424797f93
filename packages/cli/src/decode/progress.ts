import type { CliInput, CliOutput } from '../io.ts'

/** Files below are read before anybody could look. */
const LONG = 1 << 26
const EVERY = 250

/** How far a long file is read, on one line of a terminal that is written over and over, and wiped at the end. */
export class Progress {
  readonly #stream: CliOutput
  readonly #size: number
  #read = 0
  #shown = 0

  /** Undefined where it would not be seen: no terminal, or a short file. A stream without a known size counts as long. */
  static on(stream: CliOutput, { size }: CliInput): Progress | undefined {
    return stream.isTTY && (size === undefined || size >= LONG) ? new Progress(stream, size ?? 0) : undefined
  }

  private constructor(stream: CliOutput, size: number) {
    this.#stream = stream
    this.#size = size
    this.#shown = performance.now()
  }

  async add(bytes: number): Promise<void> {
    this.#read += bytes
    const now = performance.now()
    if (now - this.#shown < EVERY) return
    this.#shown = now
    const part = this.#size > 0 ? `${Math.floor((this.#read / this.#size) * 100)} % of ` : ''
    const millions = (this.#size > 0 ? this.#size : this.#read) / 1e6
    await this.#stream.write(`\r\x1b[K${part}${millions.toFixed(0)} MB`)
  }

  async end(): Promise<void> {
    await this.#stream.write('\r\x1b[K')
  }
}
