import { UsageError } from './errors.ts'

/** A command of a batch. */
export interface BatchCommand {
  /** The line that it ends on, from 1. */
  readonly line: number
  readonly words: readonly string[]
}

/**
 * The commands in a batch: one a line, its words divided by blanks or in quotes, `#` before a comment, a backslash at the end of a line that goes on
 * in the next. Lines without words are passed over. Throws `UsageError` for a quote that is not closed.
 */
export async function* readBatch(text: AsyncIterable<string>): AsyncGenerator<BatchCommand, void, undefined> {
  let line = 0
  let begun = ''
  for await (const read of lines(text)) {
    line++
    const comment = read.indexOf('#')
    const part = comment < 0 ? read : read.slice(0, comment)
    if (comment < 0 && part.endsWith('\\')) {
      begun += part.slice(0, -1)
      continue
    }
    const words = split(begun + part, line)
    begun = ''
    if (words.length > 0) yield { line, words }
  }
  if (begun !== '') throw new UsageError(`line ${line} goes on in a next one, which is missing`)
}

async function* lines(text: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  let rest = ''
  for await (const chunk of text) {
    const parts = (rest + chunk).split('\n')
    rest = parts.pop() ?? ''
    yield* parts
  }
  if (rest !== '') yield rest
}

const WORD = /[ \t\r]*(?:'([^']*)'|"([^"]*)"|(['"])|([^ \t\r]+))/y

function split(text: string, line: number): string[] {
  const words: string[] = []
  WORD.lastIndex = 0
  for (let found = WORD.exec(text); found !== null; found = WORD.exec(text)) {
    const [, single, double, open, plain] = found
    if (open !== undefined) throw new UsageError(`line ${line}: a quote ${open} is not closed`)
    words.push(single ?? double ?? plain ?? '')
  }
  return words
}
