import type { Route } from '@rtnl/families'
import type { Command, Context } from '../context.ts'
import { errnoOf, UsageError } from '../errors.ts'
import { dump, resolve } from './dump.ts'
import { printRoute } from './print.ts'
import { type Indices, parseSelector, type Selector, selecting } from './selector.ts'

const ESRCH = 3
/** Deleting routes may uncover others; not for ever. */
const ROUNDS = 10
const CACHE = '/proc/sys/net/ipv4/route/flush'

/** `rtnl route flush`: deletes what the selector selects. */
export const flush: Command = async (context, words) => {
  if (words.done) throw new UsageError('flush needs a selector, such as "table 77" or "dev eth0"')
  const { options, out } = context
  const selector = parseSelector(words, options.family, context.names)
  if (selector.cached && flushCache(context, selector)) return
  const indices = await resolve(context, selector)
  let total = 0
  for (let round = 1; round <= ROUNDS; round++) {
    const deleted = await flushOnce(context, selector, indices)
    total += deleted
    if (deleted === 0) break
  }
  if (options.statistics > 0) await out.write(total === 0 ? 'No routes to flush.\n' : `Flushed ${total} routes.\n`)
}

/** IPv4 has a file for it. True when nothing is left to do. */
function flushCache({ io, options }: Context, { family }: Selector): boolean {
  if (family === 'inet6') return false
  if (options.netns !== undefined) throw new UsageError('flush: the IPv4 cache of another namespace is out of reach')
  io.writeFile(CACHE, '-1')
  return family === 'inet'
}

async function flushOnce(context: Context, selector: Selector, indices: Indices): Promise<number> {
  const selected = selecting(selector, indices)
  const routes: Route[] = []
  for await (const route of await dump(context, selector, indices)) {
    if (selected(route) && !isNullEntry(route)) routes.push(route)
  }
  const client = await context.client()
  const { names, options, out } = context
  const lookup = { names, options, objects: undefined, interfaces: await context.interfaces() }
  for (const route of routes) {
    if (options.statistics > 1) {
      printRoute(out.print, route, lookup)
      await out.row()
    }
    try {
      await client.route.delete(route)
    } catch (error) {
      // Gone already: another went with it, or somebody else was faster.
      if (errnoOf(error) !== ESRCH) throw error
    }
  }
  return routes.length
}

/** IPv6's entry for "no route", which cannot be deleted. */
function isNullEntry({ family, dstLen, type, priority }: Route): boolean {
  return family === 'inet6' && dstLen === 0 && type === 'unreachable' && priority === 0xffffffff
}
