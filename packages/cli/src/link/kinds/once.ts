import { duplicate, type Words } from '../../words.ts'
import type { Option } from './options.ts'

/** The options of a kind that may come once only. */
export interface Once {
  /** What has been said so far. */
  readonly seen: Set<string>
}

/** Remembers that `key` has been said; `word` is what an error would name. */
export function once({ seen }: Once, key: string, word: string): void {
  if (seen.has(key)) throw duplicate(key, word)
  seen.add(key)
}

/** An option with a value, by any of its names. */
export function valued<Given extends Once>(
  names: readonly string[],
  key: string,
  read: (given: Given, words: Words, word: string) => void,
): Option<Given>[] {
  return names.map((word) => ({
    word,
    read(given, words) {
      once(given, key, words.peek() ?? '')
      read(given, words, key)
    },
  }))
}

/** `word` and `noword`. */
export function onOff<Given extends Once>(
  word: string,
  set: (given: Given, on: boolean) => void,
  exact = false,
): Option<Given>[] {
  return [false, true].map((on) => ({
    word: on ? word : `no${word}`,
    exact,
    read(given) {
      once(given, word, on ? word : `no${word}`)
      set(given, on)
    },
  }))
}
