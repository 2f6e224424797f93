import { EncodeError } from '@rtnl/codec'
import type { LinkInput } from '@rtnl/families'
import { byNameOrIndex } from './interfaces.ts'
import { objectOf } from './values.ts'

/** A link as the verbs take it. */
export type LinkRequest = LinkInput & {
  /** Sets the flag 'up', or clears it. Absent: leaves it. */
  up?: boolean | undefined
}

/**
 * A link as a request has it: `up` among the flags, and the flags given are those to set, unless `change` says which. What the kernel itself
 * reported has its own way: see `remake` and `reset`.
 */
export function describeLink({ up, ...link }: LinkRequest): LinkInput {
  return withChange(up === undefined ? link : raise(link, up))
}

/** Which flags are to change: of those that are given, by default all. The kernel's own default would clear all others. */
function withChange(link: LinkInput): LinkInput {
  const { flags, change } = link
  return flags === undefined || change !== undefined ? link : { ...link, change: flags }
}

function raise(link: LinkInput, up: boolean): LinkInput {
  const flags = asList(link.flags).filter((flag) => flag !== 'up')
  return {
    ...link,
    flags: up ? [...flags, 'up'] : flags,
    change: [...(link.change === undefined ? flags : asList(link.change)), 'up'],
  }
}

type Flags = NonNullable<LinkInput['flags']>
type Flag = Extract<Flags, readonly unknown[]>[number]

const asList = (flags: Flags | undefined): readonly Flag[] =>
  flags === undefined ? [] : typeof flags === 'number' ? [flags] : flags

/** The link that a verb is about: an index, a name (alternative ones too), or an object with either. Throws `EncodeError` for one with none. */
export function identifyLink(link: string | number | LinkInput): LinkInput {
  if (typeof link === 'string' || typeof link === 'number') return byNameOrIndex(link)
  const { index, ifname, altIfname } = objectOf(link, 'a link')
  if (index) return { index }
  if (ifname !== undefined) return byNameOrIndex(ifname)
  if (altIfname !== undefined) return { altIfname }
  throw new EncodeError('nothing says which link: a name or an index', { path: 'ifname', constant: 'IFLA_IFNAME' })
}

/** What names the link in an error: undefined if the request does not name one. */
export const nameOf = ({ index, ifname, altIfname }: LinkInput): string | number | undefined =>
  index || (ifname ?? altIfname)
