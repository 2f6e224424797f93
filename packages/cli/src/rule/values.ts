import { parseUnsigned } from '../numbers.ts'
import { type Words, wrong } from '../words.ts'

/** A range, both ends included. */
export interface Range {
  start: number
  end: number
}

/** Takes `NUMBER-NUMBER`; with `single`, one number is a range too. */
export function takeRange(words: Words, keyword: string, max: number, single: boolean): Range {
  const word = words.take()
  const [first = '', second, more] = word.split('-')
  const start = parseUnsigned(first, max)
  const end = second === undefined ? (single ? start : undefined) : parseUnsigned(second, max)
  if (start === undefined || end === undefined || more !== undefined) {
    throw wrong(keyword, word, single ? `a number up to ${max}, or two with a dash between them` : 'FIRST-LAST')
  }
  return { start, end }
}

/** Takes `MARK[/MASK]`. */
export function takeMark(words: Words, keyword: string): { fwmark: number; fwmask?: number } {
  const word = words.take()
  const slash = word.indexOf('/')
  const fwmark = parseUnsigned(slash < 0 ? word : word.slice(0, slash))
  const fwmask = slash < 0 ? undefined : parseUnsigned(word.slice(slash + 1))
  if (fwmark === undefined || (slash >= 0 && fwmask === undefined)) throw wrong(keyword, word, 'MARK or MARK/MASK')
  return fwmask === undefined ? { fwmark } : { fwmark, fwmask }
}

/** Takes the name of an interface, which need not exist: anything that the kernel would take for one. */
export function takeName(words: Words, keyword: string): string {
  const word = words.take()
  if (word === '' || new TextEncoder().encode(word).length > 15 || /[/\s]/.test(word)) {
    throw wrong(keyword, word, 'a name of 1 to 15 characters without slashes and blanks')
  }
  return word
}
