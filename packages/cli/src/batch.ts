import { UsageError } from './errors.ts'

/** A command of a batch. */
export interface BatchCommand {
  /** The line that it ends on, from 1. */
  readonly line: number
  readonly words: readonly string[]
}

/**
 * The commands in a batch, together those that come together: one a line, its words divided by blanks or in quotes, `#` before a comment, a backslash at the
 * end of a line that goes on in the next. Lines without words are passed over. Throws `UsageError` for a quote that is not closed, after what comes before it.
 */
export async function* readBatch(text: AsyncIterable<string>): AsyncGenerator<BatchCommand[], void, undefined> {
  let line = 0
  let begun = ''
  for await (const piece of lines(text)) {
    const commands: BatchCommand[] = []
    for (const read of piece) {
      line++
      const comment = read.indexOf('#')
      const part = comment < 0 ? read : read.slice(0, comment)
      if (comment < 0 && part.endsWith('\\')) {
        begun += part.slice(0, -1)
        continue
      }
      const words = split(begun + part)
      begun = ''
      if (words === undefined) {
        yield commands
        throw new UsageError(`line ${line}: a quote is not closed`)
      }
      if (words.length > 0) commands.push({ line, words })
    }
    yield commands
  }
  if (begun !== '') throw new UsageError(`line ${line} goes on in a next one, which is missing`)
}

async function* lines(text: AsyncIterable<string>): AsyncGenerator<string[], void, undefined> {
  let rest = ''
  for await (const chunk of text) {
    const parts = (rest + chunk).split('\n')
    rest = parts.pop() ?? ''
    yield parts
  }
  if (rest !== '') yield [rest]
}

const WORD = /[ \t\r]*(?:'([^']*)'|"([^"]*)"|(['"])|([^ \t\r]+))/y

/** Undefined for a quote that is not closed. */
function split(text: string): string[] | undefined {
  const words: string[] = []
  WORD.lastIndex = 0
  for (let found = WORD.exec(text); found !== null; found = WORD.exec(text)) {
    const [, single, double, open, plain] = found
    if (open !== undefined) return undefined
    words.push(single ?? double ?? plain ?? '')
  }
  return words
}
