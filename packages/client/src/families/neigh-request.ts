import type { NeighInput } from '@rtnl/families'
import { inferFamily } from './prefix.ts'

/** True for the family of forwarding entries. */
export const isForwarding = (family: NeighInput['family']): boolean => family === 'bridge' || family === 7

/** A neighbour with its family. */
export function withFamily(neigh: NeighInput): NeighInput {
  const family = inferFamily(neigh.family, neigh.dst)
  return family === undefined ? neigh : { ...neigh, family }
}

/** A neighbour as a request to make or to delete it has it: with the defaults of ip-neighbour(8) and bridge(8). */
export function describeNeigh(input: NeighInput): NeighInput {
  const { cacheinfo, probes, ...given } = withFamily(input)
  return { ...defaults(given), ...given }
}

function defaults({ family, flags, flagsExt, state }: NeighInput): NeighInput {
  // What the kernel is to keep reachable has no state yet.
  const managed = Array.isArray(flagsExt) ? flagsExt.includes('managed') : ((flagsExt as number | undefined) ?? 0) & 1
  return {
    ...(state === undefined && !managed ? { state: ['permanent'] } : {}),
    ...(flags === undefined && isForwarding(family) ? { flags: ['self'] } : {}),
  }
}

/** What a look-up goes by: all else the kernel refuses under strict checking. */
export function identifyNeigh(neigh: NeighInput): NeighInput {
  const { family, ifindex, flags, dst, lladdr, vlan, vni, master } = withFamily(neigh)
  if (isForwarding(family))
    return { family, ifindex, flags: only(flags, ['self', 'master']), lladdr, vlan, vni, master }
  return { family, ifindex, flags: only(flags, ['proxy']), dst }
}

function only(flags: NeighInput['flags'], names: readonly unknown[]): NeighInput['flags'] {
  return Array.isArray(flags) ? flags.filter((flag) => names.includes(flag)) : flags
}
