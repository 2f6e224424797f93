import type { Link, LinkInput } from '@rtnl/families'
import type { Command, Context } from '../context.ts'
import { deviceIndex, masterIndex } from '../device-index.ts'
import { Interfaces } from '../ifnames.ts'
import { dumpLinks, isWanted } from './dump.ts'
import { help } from './help.ts'
import { printLink } from './link.ts'
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
  return { links: await dumpLinks(context, filter), all: master === 0 && kind === undefined }
}

function namesOf(links: readonly Link[]): Interfaces {
  const interfaces = new Interfaces()
  for (const link of links) interfaces.remember(link)
  return interfaces
}
