import type { Command, Context, ReadChange } from './context.ts'
import { UsageError } from './errors.ts'
import { matches, type Words } from './words.ts'

/** The commands of an object, in the order in which an abbreviation is tried. */
export type Verbs = readonly (readonly [
  names: string | readonly string[],
  command: Command,
  /** For a command that is one change. */
  read?: ReadChange | undefined,
])[]

/**
 * Runs the command that the next word names or abbreviates; without a word, `otherwise`. `help` is printed for the word
 * `help`. Any other word is a `UsageError`.
 */
export async function dispatch(
  object: string,
  verbs: Verbs,
  otherwise: Command,
  help: string,
  context: Context,
  words: Words,
): Promise<void> {
  if (words.done) return otherwise(context, words)
  const word = words.take()
  const verb = find(verbs, word)
  if (verb !== undefined) return wantsHelp(words) ? context.out.write(help) : verb[1](context, words)
  if (matches(word, 'help')) return context.out.write(help)
  throw new UsageError(`command "${word}" is unknown, try "rtnl ${object} help"`)
}

/** Reads the change that the words stand for, as `dispatch` would carry it out. */
export const readChangeBy =
  (verbs: Verbs): ReadChange =>
  (reading, words) => {
    const [, , read] = (words.done ? undefined : find(verbs, words.take())) ?? []
    return read === undefined || wantsHelp(words) ? undefined : read(reading, words)
  }

function find(verbs: Verbs, word: string): Verbs[number] | undefined {
  return verbs.find(([names]) =>
    typeof names === 'string' ? matches(word, names) : names.some((name) => matches(word, name)),
  )
}

/** `help` in the place of the first argument, as in `rtnl route add help`. */
const wantsHelp = (words: Words): boolean => words.peek() === 'help' && words.rest().length === 1
