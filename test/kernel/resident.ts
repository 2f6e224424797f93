import { type ChildProcess, spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Result } from './namespace.ts'

const PROGRAM = fileURLToPath(new URL('resident.js', import.meta.url))
const NEWLINE = 10

/**
 * The command line in a process that stays, for guests: where the processor is emulated, Node takes seconds to start, which a run of its own each time
 * would take. A process that hangs is seen by the host, which does not hear of the guest any more.
 */
export class Resident {
  readonly #folder = mkdtempSync(join(tmpdir(), 'rtnl-resident-'))
  readonly #requests: number
  readonly #results: number
  readonly #buffer = Buffer.alloc(1 << 16)

  /** `start` starts a command where it is to run. */
  constructor(start: (command: string, args: readonly string[]) => ChildProcess) {
    const [requests, results] = ['requests', 'results'].map((name) => join(this.#folder, name)) as [string, string]
    spawnSync('mkfifo', [requests, results])
    start('sh', ['-c', 'exec "$1" "$2" < "$3" 3> "$4"', 'sh', process.execPath, PROGRAM, requests, results])
    // Each waits for the shell to open the other end.
    this.#requests = openSync(requests, 'w')
    this.#results = openSync(results, 'r')
  }

  run(args: readonly string[]): Result {
    writeSync(this.#requests, `${JSON.stringify({ args })}\n`)
    const parts: Buffer[] = []
    do {
      const length = readSync(this.#results, this.#buffer)
      if (length === 0) throw new Error(`rtnl ${args.join(' ')}: its process ended`)
      parts.push(Buffer.from(this.#buffer.subarray(0, length)))
    } while (parts.at(-1)?.at(-1) !== NEWLINE)
    return JSON.parse(`${Buffer.concat(parts)}`)
  }

  close(): void {
    closeSync(this.#requests)
    closeSync(this.#results)
    rmSync(this.#folder, { recursive: true })
  }
}
