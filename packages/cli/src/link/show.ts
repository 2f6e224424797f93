import { DumpInterruptedError, HOST } from '@rtnl/client'
import { encode } from '@rtnl/codec'
import { type Link, type LinkInput, link, RTM } from '@rtnl/families'
import type { Command, Context } from '../context.ts'
import { deviceIndex, masterIndex } from '../device-index.ts'
import { Interfaces } from '../ifnames.ts'
import { warnInterrupted } from '../listing.ts'
import { help } from './help.ts'
import { isUp, printLink } from './link.ts'
import { makeView } from './make-view.ts'
import { type LinkSelection, parseSelection } from './select.ts'

/** `rtnl link show`. */
export const show: Command = async (context, words) => {
  const selection = parseSelection(words, context.names)
  if (!selection) return context.out.write(help)
  const master = await masterIndex(context, selection)
  const { links, all } = await listLinks(context, selection, master)
  const interfaces = all ? namesOf(links) : await context.interfaces()
  const view = await makeView(context, interfaces, links, { link: true, family: 'packet', queue: true })
  const { out } = context
  out.begin()
  for (const link of links) {
    // As ip(8) does, gives a link that only the selectors leave out an empty object in JSON.
    out.print.object()
    if (isWanted(link, selection, master)) printLink(out.print, link, view)
    out.print.endObject()
    await out.row()
  }
  await out.end()
}

/** `all`: nothing was left out. */
async function listLinks(
  context: Context,
  { device, kind }: LinkSelection,
  master: number,
): Promise<{ links: readonly Link[]; all: boolean }> {
  const extMask: LinkInput['extMask'] = ['vf']
  if (device !== undefined) {
    const index = await deviceIndex(context, device)
    const client = await context.client()
    return { links: [await client.link.get({ index, extMask })], all: false }
  }
  const filter: LinkInput = {
    extMask,
    ...(master === 0 ? {} : { master }),
    ...(kind === undefined ? {} : { linkinfo: { kind } }),
  }
  return { links: await dump(context, filter), all: master === 0 && kind === undefined }
}

/**
 * What the kernel itself takes for wanted; `client.link.dump` would look again. It passes over a kind that it does not know. A
 * dump that it flagged as interrupted is taken whole, with a warning, as ip(8) does.
 */
async function dump(context: Context, filter: LinkInput): Promise<Link[]> {
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

function namesOf(links: readonly Link[]): Interfaces {
  const interfaces = new Interfaces()
  for (const link of links) interfaces.remember(link)
  return interfaces
}

/** Older kernels know no selectors of masters and kinds, so these are asked once more. */
function isWanted(link: Link, { up, group, kind, slaveKind }: LinkSelection, master: number): boolean {
  if (up && !isUp(link)) return false
  if (group !== undefined && link.group !== undefined && link.group !== group) return false
  if (master > 0 && link.master !== master) return false
  const info: { kind?: string; slaveKind?: string } = link.linkinfo ?? {}
  if (kind !== undefined && info.kind !== kind) return false
  return slaveKind === undefined || info.slaveKind === slaveKind
}
