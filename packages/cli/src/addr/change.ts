import type { AddrInput } from '@rtnl/families'
import type { Change, Command, ReadChange } from '../context.ts'
import { deviceIndex, isNumbered } from '../device-index.ts'
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

const ALL: Readonly<Record<'add' | 'replace' | 'delete', Change<AddrInput>['all']>> = {
  add: (client, items, options) => client.addr.addAll(items, options),
  replace: (client, items, options) => client.addr.replaceAll(items, options),
  delete: (client, items, options) => client.addr.deleteAll(items, options),
}

/** Reads them, as far as many can be sent at a time. */
export function readAll(verb: 'add' | 'replace' | 'delete'): ReadChange {
  const all = ALL[verb] as Change['all']
  return ({ options, names }, words) => {
    const request = parseRequest(words, options.family, names, verb)
    if (!request || request.warnings.length > 0 || isNumbered(request.device)) return undefined
    return { item: { ...request.addr, index: request.device }, all }
  }
}
