import type { Command } from '../context.ts'
import { deviceIndex } from '../device-index.ts'
import { help } from './help.ts'
import { printNeigh } from './print.ts'
import { parseGet } from './request.ts'
import { neighView } from './show.ts'

/** `rtnl neigh get`. */
export const get: Command = async (context, words) => {
  const request = parseGet(words, context.options.family)
  if (!request) return context.out.write(help)
  const ifindex = request.device === undefined ? 0 : await deviceIndex(context, request.device)
  const client = await context.client()
  const neigh = await client.neigh.get({ ...request.neigh, ifindex })
  const view = await neighView(context)
  context.out.begin()
  printNeigh(context.out.print, neigh, view)
  await context.out.end()
}
