import { type Addr, IFA_F } from '@rtnl/families'
import type { Command, Context } from '../context.ts'
import { deviceIndex } from '../device-index.ts'
import { errnoOf, UsageError } from '../errors.ts'
import { help } from './help.ts'
import { printAddr } from './print.ts'
import { type AddrSelection, addrMatcher, asksAbsent, parseSelection } from './select.ts'

/** Deleting an address deletes its secondaries, and with promotion makes new primaries: it takes rounds, but not for ever. */
const ROUNDS = 10

/** `EADDRNOTAVAIL`: the kernel has deleted it with another. */
const GONE = 99

/** `rtnl addr flush`. */
export const flush: Command = async (context, words) => {
  if (words.done) throw new UsageError('flush needs a selector, as in "flush dev NAME"')
  if (context.options.family === 'packet') throw new UsageError('link-layer addresses cannot be flushed')
  const selection = parseSelection(words, context.options.family, context.names)
  if (!selection) return context.out.write(help)
  refuseLinkSelectors(selection)
  for (let round = 1; ; round++) {
    if (round > ROUNDS) throw new Error(`addresses were left after ${ROUNDS} rounds of flushing`)
    const count = await flushOnce(context, selection)
    if (context.options.statistics) await context.out.write(`round ${round}: ${count} deleted\n`)
    // A further round would delete the secondaries that the first one made primaries.
    if (count === 0 || asksAbsent(selection, IFA_F.SECONDARY)) return
  }
}

/** ip(8) takes these and passes them over, and so deletes addresses that nobody selected. */
function refuseLinkSelectors({ master, nomaster, group, kind, slaveKind }: AddrSelection): void {
  if (master !== undefined || nomaster || group !== undefined || kind !== undefined || slaveKind !== undefined) {
    throw new UsageError('flush knows no master, nomaster, vrf, group or type: name each interface')
  }
}

async function flushOnce(context: Context, selection: AddrSelection): Promise<number> {
  const { device, family } = selection
  const client = await context.client()
  const interfaces = await context.interfaces()
  const index = device === undefined ? 0 : await deviceIndex(context, device)
  const matcher = addrMatcher(selection)
  const found: Addr[] = []
  for (const addr of await client.addr.list({ family, index })) {
    if (index && addr.index !== index) continue
    if (selection.up && !interfaces.get(addr.index)?.flags.includes('up')) continue
    if (matcher(addr, interfaces.name(addr.index))) found.push(addr)
  }
  for (const addr of found) {
    if (context.options.statistics > 1) {
      printAddr(context.out.print, addr, { names: context.names, device: interfaces.name(addr.index) })
      await context.out.row()
    }
    try {
      await client.addr.delete(addr)
    } catch (error) {
      if (errnoOf(error) !== GONE) throw error
    }
  }
  return found.length
}
