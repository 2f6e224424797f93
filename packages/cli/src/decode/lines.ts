import { printable } from '../printable.ts'

/** Nothing in here can drive a terminal. */
const HARMLESS = /^[\n -~]*$/

const GATHER = 16384

/**
 * Gathers lines that may have anything in them, and gives them with what could drive a terminal escaped. Nearly always nothing is, which one look at
 * many lines tells faster than a look at each.
 */
export class Lines {
  #lines: string[] = []
  #gathered = 0
  /** Looked through. */
  #text = ''

  /** How many characters wait. */
  get length(): number {
    return this.#text.length + this.#gathered
  }

  /** Adds a line, which ends with the only line feed that is meant. */
  add(line: string): void {
    this.#lines.push(line)
    this.#gathered += line.length
    // Not more: a line is made of many pieces, which are put together only when it is looked at.
    if (this.#gathered >= GATHER) this.#look()
  }

  take(): string {
    this.#look()
    const text = this.#text
    this.#text = ''
    return text
  }

  #look(): void {
    const lines = this.#lines
    this.#lines = []
    this.#gathered = 0
    const text = lines.join('')
    const harmless = HARMLESS.test(text) && count(text) === lines.length
    this.#text += harmless ? text : lines.map((line) => `${printable(line.slice(0, -1))}\n`).join('')
  }
}

/** How many line feeds there are. */
function count(text: string): number {
  let found = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) found++
  return found
}
