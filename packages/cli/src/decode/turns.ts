import { describeErrno } from '@rtnl/client'
import { ClosedPipeError } from '../io.ts'

/** What the threads share, each a word: the next piece that nobody has, the piece whose turn it is to be written, and why that ended. */
const [NEXT, TURN, ERRNO] = [0, 1, 2]
/** In the place of a turn: a thread has failed, there are no more. */
const ENDED = -1
const EPIPE = 32

/** Bytes that the threads share. */
export const TURNS_SIZE = 12

/**
 * Has threads that read the same file in the same pieces print each piece once and in order: a piece is printed by the thread that comes to it first, and
 * written when those before it are. Without shared memory this thread prints all.
 */
export class Turns {
  readonly #words: Int32Array | undefined
  #pieces = 0

  constructor(memory?: SharedArrayBuffer) {
    this.#words = memory && new Int32Array(memory)
  }

  /** Whether this thread prints the next piece. */
  claim(): boolean {
    const piece = this.#pieces++
    return this.#words === undefined || Atomics.compareExchange(this.#words, NEXT, piece, piece + 1) === piece
  }

  /** Writes the piece that was claimed last, when it is its turn. Throws when another thread has failed. */
  async write(write: () => Promise<void>): Promise<void> {
    const piece = this.#pieces - 1
    this.#await(piece)
    await write()
    if (this.#words === undefined) return
    Atomics.compareExchange(this.#words, TURN, piece, piece + 1)
    Atomics.notify(this.#words, TURN)
  }

  /** Waits until all pieces are written. */
  finish(): void {
    this.#await(this.#pieces)
  }

  /** Tells the other threads that this one has failed. */
  fail(error: unknown): void {
    const words = this.#words
    if (words === undefined) return
    const { errno } = error as { errno?: unknown }
    const number = error instanceof ClosedPipeError ? EPIPE : typeof errno === 'number' ? Math.abs(errno) : 0
    Atomics.compareExchange(words, ERRNO, 0, number)
    Atomics.store(words, TURN, ENDED)
    Atomics.notify(words, TURN)
  }

  #await(piece: number): void {
    const words = this.#words
    if (words === undefined) return
    for (let turn = Atomics.load(words, TURN); turn !== piece; turn = Atomics.load(words, TURN)) {
      if (turn === ENDED) throw failureOf(Atomics.load(words, ERRNO))
      Atomics.wait(words, TURN, turn)
    }
  }
}

function failureOf(errno: number): Error {
  if (errno === EPIPE) return new ClosedPipeError()
  if (errno === 0) return new Error('a thread that decoded the file has failed')
  const { code, sentence } = describeErrno(errno)
  return new Error(`${code}: ${sentence}`)
}
