import type { Command, Context } from '../context.ts'
import { deviceIndex } from '../device-index.ts'
import { UsageError } from '../errors.ts'
import { duplicate, matches, type Words } from '../words.ts'
import { help } from './help.ts'
import { checkName } from './parse.ts'

/** `rtnl link property add|del dev NAME altname NAME ...`. */
export const property: Command = async (context, words) => {
  const verb = words.done ? 'help' : words.take()
  if (matches(verb, 'add')) return change(context, words, 'addAltnames')
  if (matches(verb, 'del')) return change(context, words, 'deleteAltnames')
  if (matches(verb, 'help')) return context.out.write(help)
  throw new UsageError(`property "${verb}" is unknown, it is add or del`)
}

/** What the words after `add` and `del` say; undefined for `help`. */
export function parseProperty(words: Words): { device: string; altnames: string[] } | undefined {
  const altnames: string[] = []
  let device: string | undefined
  while (!words.done) {
    const word = words.take()
    if (matches(word, 'altname')) {
      altnames.push(checkName('altname', words.take()))
    } else if (matches(word, 'help')) {
      return undefined
    } else {
      const name = word === 'dev' ? words.take() : word
      if (device !== undefined) throw duplicate('dev', name)
      device = checkName('dev', name)
    }
  }
  if (device === undefined) throw new UsageError('dev and the name of an interface are missing')
  return { device, altnames }
}

async function change(context: Context, words: Words, verb: 'addAltnames' | 'deleteAltnames'): Promise<void> {
  const parsed = parseProperty(words)
  if (!parsed) return context.out.write(help)
  const index = await deviceIndex(context, parsed.device)
  const client = await context.client()
  await client.link[verb](index, parsed.altnames)
}
