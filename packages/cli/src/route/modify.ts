import type { Command } from '../context.ts'
import { vrfTable } from '../vrf.ts'
import { parseRoute, tableMembers } from './parse.ts'

/** The commands that send one route. */
export type Change = 'add' | 'change' | 'replace' | 'prepend' | 'append' | 'test' | 'delete'

/** `rtnl route add` and its like. */
export function modify(verb: Change): Command {
  return async (context, words) => {
    const parsed = parseRoute(words, context.options.family, context.names, verb === 'delete')
    const table = parsed.vrf === undefined ? {} : tableMembers(await vrfTable(context, parsed.vrf))
    const client = await context.client()
    await client.route[verb]({ ...parsed.route, ...table })
  }
}
