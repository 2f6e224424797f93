import type { Sink } from './sink.ts'

/**
 * Prints pieces one behind the other. Most of what a kernel says it said a moment ago: a piece that stands where it stood in what was printed before is copied
 * from there, all that follow each other at once, several times as fast as it is printed.
 */
export class Pieces {
  readonly sink: Sink
  /** What the pieces printed before are told by. Equal keys and values are equal texts. */
  readonly #keys: unknown[] = []
  readonly #values: unknown[] = []
  /** Where they begin, and where the last ends. */
  readonly #starts: number[] = [0]
  /** How many there were. */
  #count = 0
  #generation = -1
  #next = 0
  /** The first of the pieces to copy, -1 for none. */
  #run = -1

  constructor(sink: Sink) {
    this.sink = sink
  }

  begin(): void {
    this.#next = 0
    // What was taken away cannot be copied.
    if (this.#generation === this.sink.generation) return
    this.#generation = this.sink.generation
    this.#count = 0
  }

  /** True if the next piece is as it was. If not, it is to be printed now, and the next one asked for when it is there. */
  same(key: unknown, value: unknown): boolean {
    const i = this.#next++
    if (i < this.#count && this.#keys[i] === key && equal(this.#values[i], value)) {
      if (this.#run < 0) this.#run = i
      return true
    }
    this.#copy(i)
    this.#keys[i] = key
    this.#values[i] = value
    this.#starts[i] = this.sink.length
    return false
  }

  end(): void {
    this.#copy(this.#next)
    this.#count = this.#next
    this.#starts[this.#count] = this.sink.length
  }

  /** Copies those that wait, up to the one at `end`. */
  #copy(end: number): void {
    const run = this.#run
    if (run < 0) return
    this.#run = -1
    const from = this.#starts[run] as number
    const shift = this.sink.length - from
    this.sink.copy(from, this.#starts[end] as number)
    for (let i = run; i < end; i++) (this.#starts[i] as number) += shift
  }
}

/** Lists are equal if what is in them is; other objects are not looked into. */
function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}
