import { writeSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { isMainThread, Worker, workerData } from 'node:worker_threads'
import { ClosedPipeError, TURNS_SIZE } from '@rtnl/cli'

/** What a thread beside the first one is told: what it shares with it, and how many bytes of the input that one reads. */
export interface Share {
  readonly memory: SharedArrayBuffer
  readonly size: number
}

/** Undefined in the first thread. */
export const share: Share | undefined = isMainThread ? undefined : (workerData as Share)

/** A thread takes longer to start than to decode so many bytes. */
const LARGE = 1 << 24
/** Each thread walks the whole input: with more of them that is most of what they do. */
const MOST_THREADS = 4
/** In Bun and Deno a thread of a program in one file, or with few permissions, is another matter. */
const canThread = process.versions.bun === undefined && process.versions.deno === undefined

/** Starts threads that run `program` with the same words, for an input of `size` bytes. What they share; undefined where there are none. */
export function startThreads(program: URL, size = 0): SharedArrayBuffer | undefined {
  if (size < LARGE || !canThread) return undefined
  const memory = new SharedArrayBuffer(TURNS_SIZE)
  for (let count = Math.min(availableParallelism(), MOST_THREADS); count > 1; count--) {
    const workerData: Share = { memory, size }
    const worker = new Worker(program, { argv: process.argv.slice(2), workerData })
    // One that cannot start takes nothing, so that all is left to the others.
    worker.on('error', () => {})
    worker.unref()
  }
  return memory
}

/** Milliseconds to wait for a slow reader: at first less than it takes for what fits into a pipe, then longer and longer. */
const [FIRST_WAIT, LONGEST_WAIT] = [0.05, 20]
const never = new Int32Array(new SharedArrayBuffer(4))

/** Writes to standard output at once, past the stream of the first thread, which waits meanwhile. */
export function writeHere(text: string | Uint8Array): void {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  let wait = FIRST_WAIT
  for (let at = 0; at < bytes.length; )
    try {
      at += writeSync(1, bytes, at)
      wait = FIRST_WAIT
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EPIPE') throw new ClosedPipeError()
      // The first thread's stream made the pipe one that does not block.
      if (code !== 'EAGAIN') throw error
      Atomics.wait(never, 0, 0, wait)
      wait = Math.min(wait * 2, LONGEST_WAIT)
    }
}
