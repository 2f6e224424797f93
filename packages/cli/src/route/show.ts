import type { Command } from '../context.ts'
import { list } from '../listing.ts'
import { dump, resolve } from './dump.ts'
import { printRoute } from './print.ts'
import { parseSelector, saidBy, selecting } from './selector.ts'

/** `rtnl route show`. */
export const show: Command = async (context, words) => {
  const { names, options } = context
  const selector = parseSelector(words, options.family, names)
  const indices = await resolve(context, selector)
  const lookup = { names, options, interfaces: await context.interfaces() }
  const said = saidBy(selector)
  const routes = await dump(context, selector, indices)
  await list(context, routes, (print, route) => printRoute(print, route, lookup, said), selecting(selector, indices))
}
