import type { NeighInput } from '@rtnl/families'
import type { Change, Command, ReadChange } from '../context.ts'
import { deviceIndex, isNumbered } from '../device-index.ts'
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

const ALL: Readonly<Record<'add' | 'replace' | 'delete', Change<NeighInput>['all']>> = {
  add: (client, items, options) => client.neigh.addAll(items, options),
  replace: (client, items, options) => client.neigh.replaceAll(items, options),
  delete: (client, items, options) => client.neigh.deleteAll(items, options),
}

/** Reads them, as far as many can be sent at a time. */
export function readAll(verb: 'add' | 'replace' | 'delete'): ReadChange {
  const all = ALL[verb] as Change['all']
  return ({ options, names }, words) => {
    const request = parseRequest(words, options.family, names)
    if (!request || request.device === undefined || isNumbered(request.device)) return undefined
    return { item: { ...request.neigh, ifindex: request.device }, all }
  }
}
