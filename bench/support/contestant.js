// A contender's program under way.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { root } from '../../scripts/lib.js'
import { enter } from './namespace.js'

/** Who says nothing for so many milliseconds has failed. */
const PATIENCE = 180_000

export class Contestant {
  /** @type {import('node:child_process').ChildProcessByStdio<import('node:stream').Writable, import('node:stream').Readable, import('node:stream').Readable>} */
  #child
  /** @type {AsyncIterator<string>} */
  #lines
  #complaint = ''

  /** @param {readonly string[]} words @param {number | undefined} netns */
  constructor(words, netns) {
    const [command = '', ...rest] = netns === undefined ? words : enter(netns, words)
    this.#child = spawn(command, rest, { cwd: root, stdio: ['pipe', 'pipe', 'pipe'] })
    this.#child.stderr.on('data', (part) => {
      this.#complaint = `${this.#complaint}${part}`.slice(-400)
    })
    // Its end is seen where a line is wanted.
    this.#child.stdin.on('error', () => {})
    this.#child.on('error', (error) => {
      this.#complaint += error.message
    })
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]()
  }

  /** The next line that it says. @returns {Promise<import('./row.js').Sample>} */
  async said() {
    /** @type {NodeJS.Timeout | undefined} */
    let timer
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`it said nothing for ${PATIENCE / 1000} s`)), PATIENCE)
    })
    try {
      const line = await Promise.race([this.#lines.next(), /** @type {Promise<never>} */ (late)])
      if (!line.done) return JSON.parse(line.value)
    } finally {
      clearTimeout(timer)
    }
    if (this.#child.exitCode === null && this.#child.signalCode === null && this.#child.pid !== undefined)
      await new Promise((resolve) => this.#child.once('close', resolve))
    const end = this.#child.signalCode ?? `exit code ${this.#child.exitCode}`
    throw new Error(`it ended with ${end}: ${this.#complaint.trim().split('\n').slice(-3).join(' ')}`)
  }

  /** Has it do the work once. */
  once() {
    this.#child.stdin.write('\n')
    return this.said()
  }

  close() {
    this.#child.stdin.end()
    this.#child.kill()
  }
}
