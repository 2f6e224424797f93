import type { Command } from '../context.ts'
import { list } from '../listing.ts'
import { dump, resolve } from './dump.ts'
import { learning, NexthopObjects } from './nexthop-info.ts'
import { printRoute } from './print.ts'
import { parseSelector, saidBy, selecting } from './selector.ts'

/** `rtnl route show`. */
export const show: Command = async (context, words) => {
  const { names, options } = context
  const selector = parseSelector(words, options.family, names)
  const indices = await resolve(context, selector)
  const objects = options.details > 0 ? new NexthopObjects(await context.client()) : undefined
  const lookup = { names, options, objects, interfaces: await context.interfaces() }
  const said = saidBy(selector)
  const dumped = await dump(context, selector, indices)
  const routes = objects ? learning(dumped, objects) : dumped
  await list(context, routes, (print, route) => printRoute(print, route, lookup, said), selecting(selector, indices))
}
