import type { NeighInput } from '@rtnl/families'
import { inferFamily } from './prefix.ts'
import { objectOf } from './values.ts'

type Flag = Extract<NeighInput['flags'], readonly unknown[]>[number]

/** True for the family of forwarding entries. */
export const isForwarding = (family: NeighInput['family']): boolean => family === 'bridge' || family === 7

/** A neighbour with its family. */
export function withFamily(neigh: NeighInput): NeighInput {
  const family = inferFamily(objectOf(neigh, 'a neighbour').family, neigh.dst)
  return family === undefined ? neigh : { ...neigh, family }
}

/** A neighbour as a request to make or to delete it has it: with the defaults of ip-neighbour(8) and bridge(8). */
export function describeNeigh(input: NeighInput): NeighInput {
  const { cacheinfo, probes, ...given } = withFamily(input)
  const { flags, flagsExt, state } = given
  // What the kernel is to keep reachable has no state yet.
  const managed = Array.isArray(flagsExt) ? flagsExt.includes('managed') : ((flagsExt as number | undefined) ?? 0) & 1
  return {
    ...(state === undefined && !managed
      ? { state: isForwarding(given.family) ? ['noarp', 'permanent'] : ['permanent'] }
      : {}),
    ...given,
    ...(isForwarding(given.family) && typeof flags !== 'number' ? { flags: withOwner(given, flags) } : {}),
  }
}

/**
 * Says who has a forwarding entry, the device or its bridge: as bridge(8), 'self' if nothing is said. The kernel's reports of a bridge's entries
 * say it by `master`, which is the bridge itself where the entry is for the host.
 */
function withOwner({ ifindex, master }: NeighInput, flags: readonly Flag[] = []): readonly Flag[] {
  if (flags.includes('self') || flags.includes('master')) return flags
  return [...flags, master && master !== ifindex ? 'master' : 'self']
}

/** What a look-up goes by: all else the kernel refuses under strict checking. */
export function identifyNeigh(neigh: NeighInput): NeighInput {
  const { family, ifindex, flags, dst, lladdr, vlan, vni, master } = withFamily(neigh)
  if (!isForwarding(family)) return { family, ifindex, flags: only(flags, ['proxy']), dst }
  const entry = { family, lladdr, vlan, vni }
  const ofBridge = master && !(Array.isArray(flags) && flags.includes('self'))
  return ofBridge ? { ...entry, master } : { ...entry, ifindex, flags: only(flags, ['self', 'master']) }
}

function only(flags: NeighInput['flags'], names: readonly unknown[]): NeighInput['flags'] {
  return Array.isArray(flags) ? flags.filter((flag) => names.includes(flag)) : flags
}
