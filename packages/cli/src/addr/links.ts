import type { Client } from '@rtnl/client'
import type { Link } from '@rtnl/families'
import { isUp } from '../link/link.ts'
import type { PreferredFamily } from '../options.ts'
import type { AddrSelection } from './select.ts'

/** The links that an address listing begins with: of IPv6 the kernel has messages of their own, with less in them. */
export async function dumpLinks(
  client: Client,
  family: PreferredFamily,
  { kind }: AddrSelection,
  index: number,
  master: number,
): Promise<LinkList> {
  if (index) return { links: [await client.link.get({ index, extMask: ['vf'] })], interrupted: false }
  if (family === 'inet6') return dumpInet6(client)
  const links = await client.link.list(
    family === 'unspec' || family === 'packet'
      ? {
          family,
          extMask: ['vf'],
          ...(master ? { master } : {}),
          ...(kind === undefined ? {} : { linkinfo: { kind } }),
        }
      : { family },
  )
  return { links, interrupted: links.interrupted }
}

/** Links, and whether they may not be all. */
export interface LinkList {
  readonly links: readonly Link[]
  readonly interrupted: boolean
}

/** The messages of family inet6 lack the length of the transmit queue, which ip(8) asks for by an ioctl. */
async function dumpInet6(client: Client): Promise<LinkList> {
  const lengths = new Map((await client.link.list()).map(({ index, txqlen }) => [index, txqlen]))
  const found = await client.link.list({ family: 'inet6' })
  const links = found.map((link) => {
    const txqlen = lengths.get(link.index)
    return txqlen === undefined ? link : { ...link, txqlen }
  })
  return { links, interrupted: found.interrupted }
}

/** True when a link is what the selectors ask of links. Those of a label are not asked for more than being up. */
export function linkWanted(link: Link, selection: AddrSelection, master: number): boolean {
  const { up, label, group, kind, slaveKind } = selection
  if (up && !isUp(link)) return false
  if (label !== undefined) return true
  if (group !== undefined && link.group !== undefined && link.group !== group) return false
  if (master > 0 && link.master !== master) return false
  const info: { kind?: string; slaveKind?: string } = link.linkinfo ?? {}
  if (kind !== undefined && info.kind !== kind) return false
  return slaveKind === undefined || info.slaveKind === slaveKind
}
