import type { RouteInput } from '@rtnl/families'
import type { Context } from '../context.ts'
import { isNumbered } from '../device-index.ts'

/** Whether a route or a look-up has names such as `if7`, which may be numbers. */
export const hasNumbered = ({ oif, iif, multipath }: RouteInput): boolean =>
  isNumbered(oif) || isNumbered(iif) || multipath?.some(({ ifindex }) => isNumbered(ifindex)) === true

/** A route or a look-up in which such names are indices, where no interface bears them. */
export async function withNumbers(context: Context, route: RouteInput): Promise<RouteInput> {
  if (!hasNumbered(route)) return route
  const interfaces = await context.interfaces()
  const found = <T>(name: T): T | number => (typeof name === 'string' ? (interfaces.index(name) ?? name) : name)
  const { oif, iif, multipath } = route
  return Object.assign(
    { ...route },
    oif === undefined ? {} : { oif: found(oif) },
    iif === undefined ? {} : { iif: found(iif) },
    multipath && { multipath: multipath.map((hop) => ({ ...hop, ifindex: found(hop.ifindex) })) },
  )
}
