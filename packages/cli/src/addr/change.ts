import type { Command } from '../context.ts'
import { deviceIndex } from '../device-index.ts'
import { help } from './help.ts'
import { parseRequest } from './request.ts'

/** `add`, `change`, `replace` and `delete`. */
export function change(verb: 'add' | 'change' | 'replace' | 'delete'): Command {
  return async (context, words) => {
    const request = parseRequest(words, context.options.family, context.names, verb)
    if (!request) return context.out.write(help)
    for (const warning of request.warnings) await context.io.stderr.write(`Warning: ${warning}.\n`)
    const index = await deviceIndex(context, request.device)
    const client = await context.client()
    await client.addr[verb]({ ...request.addr, index })
  }
}
