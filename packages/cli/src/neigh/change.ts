import type { Command } from '../context.ts'
import { deviceIndex } from '../device-index.ts'
import { help } from './help.ts'
import { parseRequest } from './request.ts'

/** `add`, `change`, `replace` and `delete`. */
export function change(verb: 'add' | 'change' | 'replace' | 'delete'): Command {
  return async (context, words) => {
    const request = parseRequest(words, context.options.family, context.names)
    if (!request) return context.out.write(help)
    const ifindex = request.device === undefined ? 0 : await deviceIndex(context, request.device)
    const client = await context.client()
    await client.neigh[verb]({ ...request.neigh, ifindex })
  }
}
