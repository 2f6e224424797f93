import type { Route, RouteInput } from '@rtnl/families'
import { hostLength } from '../address.ts'
import type { Command } from '../context.ts'
import { UsageError } from '../errors.ts'
import { vrfTable } from '../vrf.ts'
import { NexthopObjects } from './nexthop-info.ts'
import { withNumbers } from './numbered.ts'
import { parseLookup } from './parse-get.ts'
import { printRoute } from './print.ts'

/** `rtnl route get`. */
export const get: Command = async (context, words) => {
  const { names, options, out } = context
  const parsed = parseLookup(words, options.family, names)
  for (const warning of parsed.warnings) await context.io.stderr.write(`Warning: ${warning}.\n`)
  if (parsed.vrf !== undefined) await vrfTable(context, parsed.vrf)
  const client = await context.client()
  const objects = options.details > 0 ? new NexthopObjects(client) : undefined
  const lookup = { names, options, objects, interfaces: await context.interfaces() }
  const request = await withNumbers(context, parsed.request)
  const route: Route = await client.route.get(request)
  await objects?.learn(route)
  out.begin()
  printRoute(out.print, route, lookup)
  if (parsed.connected) {
    printRoute(out.print, await client.route.get(connected(request, route)), lookup)
  }
  await out.end()
}

/** The same look-up with the source that the answer gave. */
function connected(request: RouteInput, { prefsrc, family }: Route): RouteInput {
  if (prefsrc === undefined) throw new UsageError('connected: the route found names no source address')
  return { ...request, src: prefsrc, srcLen: hostLength(family) }
}
