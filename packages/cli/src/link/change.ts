import type { LinkInput } from '@rtnl/families'
import type { Command, Context } from '../context.ts'
import type { Words } from '../words.ts'
import { help } from './help.ts'
import { kindOf } from './kinds/index.ts'
import { HelpWanted } from './kinds/options.ts'
import { Handles } from './netns.ts'
import { buildRequest, parseRequest, type RequestOptions } from './request.ts'
import { resolve } from './resolve.ts'

type Verb = 'add' | 'set' | 'replace' | 'delete'

/** `add`, `set`, `replace` and `delete`. */
export function change(verb: Verb): Command {
  return async (context, words) => {
    try {
      await run(context, words, verb)
    } catch (error) {
      if (!(error instanceof HelpWanted)) throw error
      await context.out.write(kindOf(error.kind)?.help ?? help)
    }
  }
}

async function run(context: Context, words: Words, verb: Verb): Promise<void> {
  const create = verb === 'add' || verb === 'replace'
  const options: RequestOptions = { create, family: context.options.family, names: context.names }
  const request = parseRequest(words, options)
  for (const warning of request.warnings) await context.io.stderr.write(`Warning: ${warning}.\n`)
  const handles = new Handles()
  try {
    const main = await resolve(context, request.words, create, handles)
    const peer = request.peer && (await resolve(context, request.peer, true, handles))
    const input: LinkInput = buildRequest(request, main, peer, options)
    const client = await context.client()
    await client.link[verb](input)
  } finally {
    handles.close()
  }
}
