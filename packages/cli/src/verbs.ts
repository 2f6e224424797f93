import type { Command, Context } from './context.ts'
import { UsageError } from './errors.ts'
import { matches, type Words } from './words.ts'

/** The commands of an object, in the order in which an abbreviation is tried: `[names, command]`. */
export type Verbs = readonly (readonly [names: string | readonly string[], command: Command])[]

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
  for (const [names, command] of verbs) {
    const list = typeof names === 'string' ? [names] : names
    if (list.some((name) => matches(word, name))) {
      // `help` in the place of the first argument, as in `rtnl route add help`.
      if (words.peek() === 'help' && words.rest().length === 1) return context.out.write(help)
      return command(context, words)
    }
  }
  if (matches(word, 'help')) return context.out.write(help)
  throw new UsageError(`command "${word}" is unknown, try "rtnl ${object} help"`)
}
