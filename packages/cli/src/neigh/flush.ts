import { NUD } from '@rtnl/families'
import type { Command, Context } from '../context.ts'
import { deviceIndex } from '../device-index.ts'
import { errnoOf, UsageError } from '../errors.ts'
import { help } from './help.ts'
import { printNeigh } from './print.ts'
import { type NeighSelection, neighMatcher, parseSelection } from './select.ts'
import { dumpRequest, neighView } from './show.ts'

/** A neighbour in use is made anew at once: it takes rounds, but not for ever. */
const ROUNDS = 10

/** `ENOENT`: the neighbour was gone already. */
const GONE = 2

/** `rtnl neigh flush`. */
export const flush: Command = async (context, words) => {
  if (words.done) throw new UsageError('flush needs a selector, as in "flush dev NAME"')
  const selection = parseSelection(words, context.options.family, context.names, 'flush')
  if (!selection) return context.out.write(help)
  for (let round = 1; ; round++) {
    if (round > ROUNDS) throw new Error(`neighbours were left after ${ROUNDS} rounds of flushing`)
    const count = await flushOnce(context, selection)
    if (context.options.statistics) await context.out.write(`round ${round}: ${count} deleted\n`)
    if (count === 0) return
    // What is deleted while something refers to it stays for a while, as failed.
    selection.states &= ~NUD.FAILED
  }
}

async function flushOnce(context: Context, selection: NeighSelection): Promise<number> {
  const device = selection.device === undefined ? 0 : await deviceIndex(context, selection.device)
  const client = await context.client()
  const view = await neighView(context, device !== 0)
  const found = (await client.neigh.list(await dumpRequest(context, selection, device))).filter(
    neighMatcher(selection, device),
  )
  for (const neigh of found) {
    if (context.options.statistics > 1) {
      printNeigh(context.out.print, neigh, view)
      await context.out.row()
    }
    try {
      await client.neigh.delete(neigh)
    } catch (error) {
      if (errnoOf(error) !== GONE) throw error
    }
  }
  return found.length
}
