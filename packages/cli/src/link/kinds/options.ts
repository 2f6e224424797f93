import { UsageError } from '../../errors.ts'
import { parseSigned, parseUnsigned64, takeOnOff, takeUnsigned } from '../../numbers.ts'
import { matches, type Words, wrong } from '../../words.ts'

/** One option of a kind: how it is called, and how it is put into the data to send. */
export interface Option<Given> {
  readonly word: string
  /** ip takes no abbreviation of it. */
  readonly exact?: boolean
  read(given: Given, words: Words, word: string): void
}

/** Help was asked for in the midst of the options. */
export class HelpWanted extends Error {
  override readonly name = 'HelpWanted'
  readonly kind: string
  constructor(kind: string) {
    super(`help for ${kind}`)
    this.kind = kind
  }
}

/** Reads options to the end of the words. Of several that a word abbreviates the first counts. */
export function readOptions<Given>(kind: string, words: Words, options: readonly Option<Given>[], given: Given): Given {
  while (!words.done) {
    const word = words.take()
    const option = options.find((one) => (one.exact ? word === one.word : matches(word, one.word)))
    if (option) option.read(given, words, word)
    else if (matches(word, 'help')) throw new HelpWanted(kind)
    else throw new UsageError(`${kind}: option "${word}" is unknown, try "rtnl link help ${kind}"`)
  }
  return given
}

/** The keys of `Given` under which a `T` may stand. */
type KeyFor<Given, T> = { [K in keyof Given]-?: T extends Given[K] ? K : never }[keyof Given]

export const MAX = { U8: 0xff, U16: 0xffff, U32: 0xffffffff } as const

/** The makers of the common options of a kind whose data is `Given`. */
export function optionsOf<Given extends object>() {
  const put = (given: Given, key: PropertyKey, value: unknown): void => {
    Object.assign(given, { [key]: value })
  }
  return {
    number: (word: string, key: KeyFor<Given, number>, max: number = MAX.U32): Option<Given> => ({
      word,
      read: (given, words) => put(given, key, takeUnsigned(words, word, max)),
    }),
    signed: (word: string, key: KeyFor<Given, number>): Option<Given> => ({
      word,
      read(given, words) {
        const value = words.take()
        const number = parseSigned(value)
        if (number === undefined) throw wrong(word, value, 'a whole number of 32 bits')
        put(given, key, number)
      },
    }),
    number64: (word: string, key: KeyFor<Given, bigint>): Option<Given> => ({
      word,
      read(given, words) {
        const value = words.take()
        const number = parseUnsigned64(value)
        if (number === undefined) throw wrong(word, value, 'a whole number of 64 bits')
        put(given, key, number)
      },
    }),
    onOff: (word: string, key: KeyFor<Given, number>): Option<Given> => ({
      word,
      read: (given, words) => put(given, key, takeOnOff(words, word) ? 1 : 0),
    }),
    /** A word without a value that sets `key` to `value`. */
    fixed: <T>(word: string, key: KeyFor<Given, T>, value: T): Option<Given> => ({
      word,
      read: (given) => put(given, key, value),
    }),
    /** One of a list of words, or its place in the list. */
    choice: (word: string, key: KeyFor<Given, number>, choices: readonly string[]): Option<Given> => ({
      word,
      read: (given, words) => put(given, key, takeChoice(words, word, choices)),
    }),
    /** The name of an interface. */
    device: (word: string, key: KeyFor<Given, string>): Option<Given> => ({
      word,
      read: (given, words) => put(given, key, words.take()),
    }),
    /** Anything else. */
    other: (word: string, read: (given: Given, words: Words, word: string) => void): Option<Given> => ({ word, read }),
    /** The same option, of which ip takes no abbreviation. */
    exact: (option: Option<Given>): Option<Given> => ({ ...option, exact: true }),
  }
}

/** Takes one of `choices`, or its place among them; returns the place. */
export function takeChoice(words: Words, keyword: string, choices: readonly string[]): number {
  const word = words.take()
  const index = /^[0-9]+$/.test(word) ? Number(word) : choices.indexOf(word)
  if (index < 0 || index >= choices.length) throw wrong(keyword, word, `one of ${choices.join(', ')}`)
  return index
}

/** The word for a decoded enum whose numbers count up from 0, `UNKNOWN` for one that ip has no word for. */
export function choiceOf(choices: readonly string[], value: string | number): string {
  if (typeof value === 'number') return choices[value] ?? 'UNKNOWN'
  return choices.includes(value) ? value : 'UNKNOWN'
}
