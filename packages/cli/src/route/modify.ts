import { HOST } from '@rtnl/client'
import { encode } from '@rtnl/codec'
import { NLM_F, type RouteInput, RTM, route } from '@rtnl/families'
import type { Change, Command, Context, ReadChange } from '../context.ts'
import { Handles, openPinned } from '../handles.ts'
import { vrfTable } from '../vrf.ts'
import { hasNumbered, withNumbers } from './numbered.ts'
import { parseRoute, tableMembers } from './parse.ts'

/** The commands that send one route. */
export type Verb = 'add' | 'change' | 'replace' | 'prepend' | 'append' | 'test' | 'delete'

/** Asks whether the route could be added, without adding it: the flag `EXCL` alone. */
async function testRoute(context: Context, given: RouteInput): Promise<void> {
  const interfaces = await context.interfaces()
  const { connection } = await context.client()
  const payload = encode(route, given, { ...HOST, ifindex: (name) => interfaces.index(name) })
  await connection.request({ type: RTM.NEWROUTE, flags: NLM_F.EXCL, payload })
}

/** `rtnl route add` and its like. */
export function modify(verb: Verb): Command {
  return async (context, words) => {
    const parsed = parseRoute(words, context.options.family, context.names, verb === 'delete')
    const table = parsed.vrf === undefined ? {} : tableMembers(await vrfTable(context, parsed.vrf))
    const client = await context.client()
    const handles = new Handles()
    try {
      for (const { path, put } of parsed.pinned) put(await openPinned(context.io, path, handles))
      const given = await withNumbers(context, { ...parsed.route, ...table })
      if (verb === 'test') await testRoute(context, given)
      else await client.route[verb](given)
    } finally {
      handles.close()
    }
  }
}

const ALL: Readonly<Record<'add' | 'replace' | 'delete', Change<RouteInput>['all']>> = {
  add: (client, routes, options) => client.route.addAll(routes, options),
  replace: (client, routes, options) => client.route.replaceAll(routes, options),
  delete: (client, routes, options) => client.route.deleteAll(routes, options),
}

/** Reads `rtnl route add` and its like, as far as many can be sent at a time. */
export function readModify(verb: 'add' | 'replace' | 'delete'): ReadChange {
  const all = ALL[verb] as Change['all']
  return ({ options, names }, words) => {
    const { route, vrf, pinned } = parseRoute(words, options.family, names, verb === 'delete')
    return vrf === undefined && pinned.length === 0 && !hasNumbered(route) ? { item: route, all } : undefined
  }
}
