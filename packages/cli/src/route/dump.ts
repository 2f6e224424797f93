import { type Route, type RouteInput, RT_TABLE } from '@rtnl/families'
import type { Context } from '../context.ts'
import { NoSuchDeviceError } from '../errors.ts'
import { until } from '../listing.ts'
import { vrfTable } from '../vrf.ts'
import type { Indices, Selector } from './selector.ts'

const ENOENT = 2

/** Looks up the interfaces and the VRF that a selector names; the VRF's table becomes the selector's. */
export async function resolve(context: Context, selector: Selector): Promise<Indices> {
  if (selector.vrf !== undefined) selector.table = await vrfTable(context, selector.vrf)
  const interfaces = await context.interfaces()
  const index = (name: string | undefined) => {
    if (name === undefined) return undefined
    const found = interfaces.index(name)
    if (found === undefined) throw new NoSuchDeviceError(name)
    return found
  }
  return { oif: index(selector.oif), iif: index(selector.iif) }
}

/**
 * Dumps what the selector may select: the kernel filters by table, protocol and outgoing interface. One table is dumped of
 * one family, IPv4 without another; a namespace without a main table has an empty one.
 */
export async function dump(context: Context, selector: Selector, { oif }: Indices): Promise<AsyncIterable<Route>> {
  const { family, table, protocol, cached } = selector
  const request: RouteInput = {
    family: family === 'unspec' && table !== 0 ? 'inet' : family,
    ...(protocol === undefined ? {} : { protocol }),
    ...(cached ? { flags: ['cloned'] } : {}),
    ...(table === 0 ? {} : { table }),
    ...(oif === undefined ? {} : { oif }),
  }
  const client = await context.client()
  const routes: AsyncIterable<Route> = client.route.dump(request)
  return table === RT_TABLE.MAIN ? until(routes, ENOENT) : routes
}
