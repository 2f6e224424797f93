import type { Link } from '@rtnl/families'
import type { Context } from '../context.ts'
import { dumpLinks, isWanted } from '../link/dump.ts'
import { isUp } from '../link/link.ts'
import type { AddrSelection } from './select.ts'

/**
 * The links that an address listing begins with: that of `index`, or all, or those of the master (0 = any, -1 = those
 * without one). Of IPv6 the kernel has messages of their own, with less in them.
 */
export async function listLinks(
  context: Context,
  { kind }: AddrSelection,
  index: number,
  master: number,
): Promise<readonly Link[]> {
  const { family } = context.options
  if (index) return [await (await context.client()).link.get({ index, extMask: ['vf'] })]
  if (family === 'inet6') return listInet6(context)
  if (family !== 'unspec' && family !== 'packet') return dumpLinks(context, { family })
  return dumpLinks(context, {
    family,
    extMask: ['vf'],
    ...(master ? { master } : {}),
    ...(kind === undefined ? {} : { linkinfo: { kind } }),
  })
}

/** The messages of family inet6 lack the length of the transmit queue, which ip(8) asks for by an ioctl. */
async function listInet6(context: Context): Promise<readonly Link[]> {
  const lengths = new Map((await dumpLinks(context, {})).map(({ index, txqlen }) => [index, txqlen]))
  return (await dumpLinks(context, { family: 'inet6' })).map((link) => {
    const txqlen = lengths.get(link.index)
    return txqlen === undefined ? link : { ...link, txqlen }
  })
}

/** True when a link is what the selectors ask of links. Those of a label are not asked for more than being up. */
export function linkWanted(link: Link, selection: AddrSelection, master: number): boolean {
  if (selection.label !== undefined) return !selection.up || isUp(link)
  return isWanted(link, selection, master)
}
