import type { Neigh, NeighInput } from '@rtnl/families'
import type { Command, Context } from '../context.ts'
import { deviceIndex, masterIndex } from '../device-index.ts'
import { list } from '../listing.ts'
import { help } from './help.ts'
import { type NeighView, printNeigh } from './print.ts'
import { type NeighSelection, neighMatcher, parseSelection } from './select.ts'

/** `rtnl neigh show`. */
export const show: Command = async (context, words) => {
  const selection = parseSelection(words, context.options.family, context.names, 'show')
  if (!selection) return context.out.write(help)
  const device = selection.device === undefined ? 0 : await deviceIndex(context, selection.device)
  const client = await context.client()
  const dump = client.neigh.dump(await dumpRequest(context, selection, device))
  const view = await neighView(context, device !== 0)
  await list(context, dump, (print, neigh: Neigh) => printNeigh(print, neigh, view), neighMatcher(selection, device))
}

/** What of the selection the kernel sees to. */
export async function dumpRequest(context: Context, selection: NeighSelection, device: number): Promise<NeighInput> {
  const master = await masterIndex(context, selection)
  return {
    family: selection.family,
    ...(selection.proxy ? { flags: ['proxy'] } : {}),
    ...(device ? { ndaIfindex: device } : {}),
    ...(master ? { master } : {}),
  }
}

/** How this command line prints neighbours. */
export async function neighView(context: Context, hideDevice = false): Promise<NeighView> {
  const { names, options } = context
  const { brief, statistics } = options
  return { names, interfaces: await context.interfaces(), hideDevice, brief, statistics: statistics > 0 }
}
