import { DumpInterruptedError, HOST } from '@rtnl/client'
import { encode } from '@rtnl/codec'
import { type Link, type LinkInput, link, RTM } from '@rtnl/families'
import type { Context } from '../context.ts'
import { warnInterrupted } from '../listing.ts'
import { isUp } from './link.ts'

/**
 * The links that the kernel itself takes for wanted; `client.link.list` would look again. It passes over a kind that it does not
 * know, and ip(8) then prints an empty object for each link. A dump that was interrupted is taken whole, with a warning.
 */
export async function dumpLinks(context: Context, filter: LinkInput): Promise<Link[]> {
  const { connection } = await context.client()
  const links: Link[] = []
  try {
    const request = { type: RTM.GETLINK, payload: encode(link, filter, HOST) }
    for await (const { body } of connection.dump<Link>(request)) links.push(body)
  } catch (error) {
    if (!(error instanceof DumpInterruptedError)) throw error
    await warnInterrupted(context)
  }
  return links
}

/** What the selectors of listings ask of a link. */
export interface LinkCriteria {
  up?: boolean
  /** `IFLA_GROUP` */
  group?: number
  kind?: string
  slaveKind?: string
}

/** Older kernels know no selectors of masters and kinds, so these are asked once more. */
export function isWanted(link: Link, { up, group, kind, slaveKind }: LinkCriteria, master: number): boolean {
  if (up && !isUp(link)) return false
  if (group !== undefined && link.group !== undefined && link.group !== group) return false
  if (master > 0 && link.master !== master) return false
  const info: { kind?: string; slaveKind?: string } = link.linkinfo ?? {}
  if (kind !== undefined && info.kind !== kind) return false
  return slaveKind === undefined || info.slaveKind === slaveKind
}
