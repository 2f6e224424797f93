// What the rows build upon: sizes, runtimes, and data, which is made once, by whoever needs it first.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/lib.js'
import { builtArgs, runtimes, versionOf } from '../../scripts/runtimes.js'
import { linksFile, routesFile } from './data.js'
import { namespace } from './namespace.js'
import { LINKS, linkLines, routeLines } from './tables.js'

/** @typedef {'full' | 'quick' | 'tiny'} Size */

/** How many links a namespace really has; a file has them over and over, with other names, indices, addresses and counters. */
const REAL_LINKS = 300

export class Bench {
  /** @type {Size} */
  size
  /** Where data may lie. */
  folder = join(root, 'build/bench')
  /** The runtimes that can be started. */
  runtimes
  /** @type {(() => void)[]} */
  #undo = []
  /** @type {Map<string, Promise<unknown>>} */
  #made = new Map()

  /** @param {Size} size */
  constructor(size) {
    this.size = size
    mkdirSync(this.folder, { recursive: true })
    this.runtimes = (size === 'tiny' ? runtimes.slice(0, 1) : runtimes).map((runtime) => {
      try {
        const version = versionOf(runtime)
        return { ...runtime, program: runtime.program, args: builtArgs(runtime), version, absent: undefined }
      } catch (error) {
        return { ...runtime, program: runtime.program, version: '', absent: /** @type {Error} */ (error).message }
      }
    })
  }

  /** What is said for the size at hand. @template T @param {Record<Size, T>} sizes @returns {T} */
  pick(sizes) {
    return sizes[this.size]
  }

  /** How many rounds of a row that has so many in full. */
  rounds(/** @type {number} */ full) {
    return this.pick({ full, quick: Math.ceil(full / 3), tiny: 1 })
  }

  /**
   * A program of ours in each runtime.
   * @param {string} name @param {readonly string[]} words the file, and its arguments @param {Partial<import('./row.js').Contender>} [more]
   * @returns {import('./row.js').Contender[]}
   */
  everywhere(name, words, more = {}) {
    return this.runtimes.map(({ name: runtime, program, args, absent }) =>
      absent === undefined
        ? { name, runtime, ours: true, words: [program, ...args, ...words], ...more }
        : { name, runtime, absent, ...more },
    )
  }

  /** A namespace in which ip(8) carried out `lines`, until the end. */
  async inside(/** @type {string} */ lines) {
    const { pid, close } = await namespace(lines)
    this.#undo.push(close)
    return pid
  }

  /** `count` routes: a namespace that has them, and a file of what a dump of all its IPv4 routes says. */
  routes(/** @type {number} */ count) {
    return this.#once(`routes ${count}`, async () => {
      const netns = await this.inside(LINKS + routeLines(count))
      const file = join(this.folder, `routes-${count}.bin`)
      writeFileSync(file, await routesFile(netns))
      return { netns, file }
    })
  }

  /** A file of `count` links as a dump says them. */
  links(/** @type {number} */ count) {
    return this.#once(`links ${count}`, async () => {
      const netns = await this.inside(LINKS + linkLines(Math.min(count, REAL_LINKS)))
      const file = join(this.folder, `links-${count}.bin`)
      writeFileSync(file, await linksFile(netns, count))
      return { file }
    })
  }

  /** @template T @param {string} what @param {() => Promise<T>} make @returns {Promise<T>} */
  #once(what, make) {
    const made = /** @type {Promise<T> | undefined} */ (this.#made.get(what)) ?? make()
    this.#made.set(what, made)
    return made
  }

  close() {
    for (const undo of this.#undo) undo()
  }
}
