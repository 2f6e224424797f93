import type { Addr, Link } from '@rtnl/families'
import type { Command, Context } from '../context.ts'
import { deviceIndex, masterIndex } from '../device-index.ts'
import type { Interfaces } from '../ifnames.ts'
import { isUp, printCounters, printLink } from '../link/link.ts'
import { makeView } from '../link/make-view.ts'
import type { LinkView } from '../link/view.ts'
import { warnInterrupted } from '../listing.ts'
import { help } from './help.ts'
import { linkWanted, listLinks } from './links.ts'
import { printAddr } from './print.ts'
import { type AddrSelection, addrMatcher, parseSelection } from './select.ts'

/** `rtnl addr show`: the interfaces, each with its addresses. */
export const show: Command = async (context, words) => {
  const { options } = context
  const selection = parseSelection(words, options.family, context.names)
  if (!selection) return context.out.write(help)
  const interfaces = await context.interfaces()
  const index = selection.device === undefined ? 0 : await deviceIndex(context, selection.device)
  const master = await masterIndex(context, selection)
  const links = await listLinks(context, selection, index, master)
  await printAll({ context, interfaces, selection, master }, links, await listAddrs(context, selection, index))
}

async function listAddrs(context: Context, { family }: AddrSelection, index: number): Promise<readonly Addr[]> {
  if (family === 'packet') return []
  const addrs = await (await context.client()).addr.list({ family, index })
  if (addrs.interrupted) await warnInterrupted(context)
  return addrs
}

interface Listing {
  readonly context: Context
  readonly interfaces: Interfaces
  readonly selection: AddrSelection
  /** Index of the master that the links must have, 0 = any, -1 = none. */
  readonly master: number
}

type Matcher = (addr: Addr) => boolean

async function printAll(listing: Listing, links: readonly Link[], addrs: readonly Addr[]): Promise<void> {
  const { context, interfaces, selection } = listing
  const matcher = addrMatcher(selection)
  const matches: Matcher = (addr) => matcher(addr, interfaces.name(addr.index))
  const byLink = new Map<number, Addr[]>()
  for (const addr of addrs) {
    const own = byLink.get(addr.index)
    if (own) own.push(addr)
    else byLink.set(addr.index, [addr])
  }
  const view = await makeView(context, interfaces, links, { link: false, family: selection.family, queue: true })
  context.out.begin()
  for (const link of links) {
    const own = byLink.get(link.index) ?? []
    // A link without any address is listed unless a family was asked for, whatever else was.
    const bare = own.length === 0 && selection.family === 'unspec'
    if (selection.family !== 'packet' && !bare && !own.some(matches)) continue
    printOne(listing, view, link, own, matches)
    await context.out.row()
  }
  await context.out.end()
}

/** As ip(8) does, gives a link or an address that only the selectors leave out an empty object in JSON. */
function printOne(listing: Listing, view: LinkView, link: Link, own: readonly Addr[], matches: Matcher): void {
  const { context, selection, master } = listing
  const { brief, oneline, statistics } = context.options
  const { print } = context.out
  const addressesOnly = oneline && !brief
  const wanted = addressesOnly || linkWanted(link, selection, master)
  const shown = wanted && !addressesOnly && selection.label === undefined
  print.object()
  if (shown) printLink(print, link, view)
  if (wanted && selection.family !== 'packet') printAddrs(listing, link, own, matches)
  if (shown && !brief && statistics) {
    printCounters(print, link, view)
    print.nl()
  }
  print.endObject()
}

function printAddrs(listing: Listing, link: Link, own: readonly Addr[], matches: Matcher): void {
  const { context, interfaces, selection } = listing
  const { brief, oneline, details } = context.options
  const { print } = context.out
  const device = oneline ? interfaces.name(link.index) : undefined
  print.array('addr_info')
  for (const addr of selection.up && !isUp(link) ? [] : own) {
    print.object()
    if (matches(addr)) printAddr(print, addr, { names: context.names, brief, device, protocol: details > 0 })
    print.endObject()
  }
  print.endArray()
  if (brief) print.text('\n')
}
