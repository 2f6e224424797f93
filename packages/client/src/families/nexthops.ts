import type { RouteInput } from '@rtnl/families'
import { isForeign } from './prefix.ts'

type Hop = NonNullable<RouteInput['multipath']>[number]
type Flag = Extract<RouteInput['flags'], readonly unknown[]>[number]

/** Flags of routes and next hops that the kernel sets and does not take back. */
const KERNEL_FLAGS: ReadonlySet<Flag> = new Set<Flag>([
  'dead',
  'linkdown',
  'offload',
  'trap',
  'unresolved',
  'cloned',
  'prefix',
  'rt_offload',
  'rt_trap',
  'rt_offload_failed',
])

/**
 * The flags without those that only the kernel sets. A number is taken as it is. `deletes`: 'cloned' says that it is an exception to a route
 * which is meant, not the route.
 */
export function settableFlags<F extends Flag>(flags: readonly F[] | number, deletes = false): readonly F[] | number {
  if (!Array.isArray(flags)) return flags
  return (flags as readonly F[]).filter((flag) => !KERNEL_FLAGS.has(flag) || (deletes && flag === 'cloned'))
}

/** A gateway of another family than the route's is `via`. Adds nothing when there is no gateway. */
export function reach(
  gateway: string | undefined,
  via: RouteInput['via'],
  family: RouteInput['family'],
): Pick<RouteInput, 'gateway' | 'via'> {
  if (gateway === undefined) return via === undefined ? {} : { via }
  if (via !== undefined || !isForeign(gateway, family)) return { gateway, ...(via === undefined ? {} : { via }) }
  return { via: { family: gateway.includes(':') ? 'inet6' : 'inet', addr: gateway } }
}

/** One hop as a request has it. */
export function describeHop(hop: Hop, family: RouteInput['family']): Hop {
  // The encoder says which one is no object.
  if (typeof hop !== 'object' || hop === null) return hop
  const { gateway, via, flags, ...rest } = hop
  return {
    ...rest,
    ...(flags === undefined ? {} : { flags: settableFlags(flags) }),
    ...reach(gateway, via, family),
  } as Hop
}
