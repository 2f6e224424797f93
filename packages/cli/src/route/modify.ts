import { HOST } from '@rtnl/client'
import { encode } from '@rtnl/codec'
import { NLM_F, type RouteInput, RTM, route } from '@rtnl/families'
import type { Command, Context } from '../context.ts'
import { vrfTable } from '../vrf.ts'
import { parseRoute, tableMembers } from './parse.ts'

/** The commands that send one route. */
export type Change = 'add' | 'change' | 'replace' | 'prepend' | 'append' | 'test' | 'delete'

/** Asks whether the route could be added, without adding it: the flag `EXCL` alone. */
async function testRoute(context: Context, given: RouteInput): Promise<void> {
  const interfaces = await context.interfaces()
  const { connection } = await context.client()
  const payload = encode(route, given, { ...HOST, ifindex: (name) => interfaces.index(name) })
  await connection.request({ type: RTM.NEWROUTE, flags: NLM_F.EXCL, payload })
}

/** `rtnl route add` and its like. */
export function modify(verb: Change): Command {
  return async (context, words) => {
    const parsed = parseRoute(words, context.options.family, context.names, verb === 'delete')
    const table = parsed.vrf === undefined ? {} : tableMembers(await vrfTable(context, parsed.vrf))
    const client = await context.client()
    const given = { ...parsed.route, ...table }
    if (verb === 'test') await testRoute(context, given)
    else await client.route[verb](given)
  }
}
