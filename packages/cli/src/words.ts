import { UsageError } from './errors.ts'

/**
 * True when `word` abbreviates `keyword`: iproute2's rule, by which any beginning counts and the caller's order of
 * questions decides between two that fit. The empty word abbreviates nothing.
 */
export function matches(word: string, keyword: string): boolean {
  return word !== '' && keyword.startsWith(word)
}

/** A cursor over the words of a command. */
export class Words {
  readonly #words: readonly string[]
  #next = 0

  constructor(words: readonly string[]) {
    this.#words = words
  }

  get done(): boolean {
    return this.#next >= this.#words.length
  }

  /** The next word, left where it is; undefined at the end. */
  peek(): string | undefined {
    return this.#words[this.#next]
  }

  /** Takes the next word. At the end: a `UsageError` that names the word before, whose value is missing. */
  take(): string {
    const word = this.#words[this.#next]
    if (word === undefined) {
      const before = this.#words[this.#next - 1]
      throw new UsageError(before === undefined ? 'an argument is missing' : `"${before}" must be followed by a value`)
    }
    this.#next++
    return word
  }

  /** Takes the next word if it is exactly one of these; otherwise leaves it and returns undefined. */
  takeIf(...exactly: readonly string[]): string | undefined {
    const word = this.peek()
    if (word === undefined || !exactly.includes(word)) return undefined
    this.#next++
    return word
  }

  /** Takes the next word if it abbreviates `keyword`. */
  takeIfMatches(keyword: string): boolean {
    const word = this.peek()
    if (word === undefined || !matches(word, keyword)) return false
    this.#next++
    return true
  }

  /** Steps one word back. */
  back(): void {
    this.#next--
  }

  /** The words not yet taken. */
  rest(): readonly string[] {
    return this.#words.slice(this.#next)
  }
}

/** The error for a value that its keyword does not take: `Error: metric: "x" is wrong, wanted a number ...`. */
export function wrong(keyword: string, value: string, wanted: string): UsageError {
  return new UsageError(`${keyword}: "${value}" is wrong, wanted ${wanted}`)
}

/** The error for an argument given twice. */
export function duplicate(keyword: string, value: string): UsageError {
  return new UsageError(`${keyword} is given twice, the second time as "${value}"`)
}
