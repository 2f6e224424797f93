import { type Client, HOST } from '@rtnl/client'
import { encode } from '@rtnl/codec'
import { type LinkInput, link, RTM } from '@rtnl/families'
import type { Command, Context } from '../context.ts'
import { UsageError } from '../errors.ts'
import { Handles } from '../handles.ts'
import type { Words } from '../words.ts'
import { help } from './help.ts'
import { kindOf } from './kinds/index.ts'
import { HelpWanted } from './kinds/options.ts'
import { buildRequest, parseRequest, type RequestOptions, type Resolved } from './request.ts'
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
    const client = await context.client()
    const { onTop } = request
    const whole = onTop ? { ...request, data: onTop(await dataOf(client, main)) } : request
    await send(client, verb, buildRequest(whole, main, peer, options))
  } finally {
    handles.close()
  }
}

/** What a link has of its kind, for a change of which all must be sent. */
async function dataOf(client: Client, { words, index }: Resolved): Promise<unknown> {
  const { linkinfo } = await client.link.get({ index })
  const { kind, data }: { kind?: string; data?: unknown } = linkinfo ?? {}
  if (kind !== words.kind) throw new UsageError(`${words.kind}: this link's kind is ${kind ?? 'not known'}`)
  return data
}

async function send(client: Client, verb: Verb, input: LinkInput): Promise<void> {
  if (verb === 'add') await client.link.add(input)
  else if (verb === 'replace') await client.link.replace(input)
  else if (verb === 'set') await client.link.change(input)
  else if (input.index) await client.link.delete({ index: input.index })
  // All links of a group.
  else await client.connection.request({ type: RTM.DELLINK, payload: encode(link, input, HOST) })
}
