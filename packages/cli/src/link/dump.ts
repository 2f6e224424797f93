import { DumpInterruptedError, HOST } from '@rtnl/client'
import { encode } from '@rtnl/codec'
import { type Link, type LinkInput, link, RTM } from '@rtnl/families'
import type { Context } from '../context.ts'
import { warnInterrupted } from '../listing.ts'

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
