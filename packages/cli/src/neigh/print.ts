import { type Neigh, NTF, NTF_EXT, NUD, RTPROT } from '@rtnl/families'
import { bitsOf, numberOf } from '../enums.ts'
import type { Interfaces } from '../ifnames.ts'
import { showLladdr } from '../link/lladdr.ts'
import type { Names } from '../names.ts'
import type { Printer } from '../print.ts'
import { printState } from './states.ts'

/** How a neighbour is to be printed. */
export interface NeighView {
  readonly names: Names
  readonly interfaces: Pick<Interfaces, 'get' | 'name'>
  /** Do not name the interface: it was given by `dev`. */
  readonly hideDevice?: boolean
  /** Print ages and probes. */
  readonly statistics?: boolean
  /** Address, interface and link-layer address only, in columns. */
  readonly brief?: boolean
  /** `monitor`: 'deleted', or 'miss' when the kernel asks for a neighbour that it does not know. */
  readonly event?: 'deleted' | 'miss' | undefined
}

/** Flags in the order in which they are printed. */
const FLAGS: readonly (readonly [name: string, bit: number])[] = [
  ['router', NTF.ROUTER],
  ['proxy', NTF.PROXY],
]
const LATER_FLAGS: readonly (readonly [name: string, bit: number])[] = [
  ['extern_learn', NTF.EXT_LEARNED],
  ['offload', NTF.OFFLOADED],
]

/** Clock ticks per second in what the kernel tells (`USER_HZ`). */
const USER_HZ = 100

/** Prints one neighbour, its JSON object too. */
export function printNeigh(print: Printer, neigh: Neigh, view: NeighView): void {
  print.object()
  if (view.event === 'deleted') print.any('deleted', true, '', ' ', 'Deleted')
  if (view.event === 'miss') printFlag(print, 'miss')
  if (view.brief) printBrief(print, neigh, view)
  else printWhole(print, neigh, view)
  print.text('\n')
  print.endObject()
}

function printBrief(print: Printer, neigh: Neigh, view: NeighView): void {
  if (neigh.dst !== undefined) print.any('dst', neigh.dst, '', ' ', neigh.dst.padEnd(39))
  const device = deviceOf(neigh, view)
  if (device !== undefined) print.any('dev', device, '', ' ', device.padEnd(16))
  if (neigh.lladdr !== undefined) print.any('lladdr', lladdrOf(neigh.lladdr, neigh, view), '', '')
}

function printWhole(print: Printer, neigh: Neigh, view: NeighView): void {
  if (neigh.dst !== undefined) print.any('dst', neigh.dst)
  const device = deviceOf(neigh, view)
  if (device !== undefined) print.any('dev', device, 'dev ')
  if (neigh.lladdr !== undefined) print.any('lladdr', lladdrOf(neigh.lladdr, neigh, view), 'lladdr ')
  const flags = bitsOf(NTF, neigh.flags)
  for (const [name, bit] of FLAGS) if (flags & bit) printFlag(print, name)
  if (bitsOf(NTF_EXT, neigh.flagsExt ?? []) & NTF_EXT.MANAGED) printFlag(print, 'managed')
  for (const [name, bit] of LATER_FLAGS) if (flags & bit) printFlag(print, name)
  if (view.statistics) printStatistics(print, neigh)
  const state = bitsOf(NUD, neigh.state)
  if (state) printState(print, state)
  const protocol = neigh.protocol === undefined ? 0 : numberOf(RTPROT, neigh.protocol)
  if (protocol) print.any('protocol', view.names.protocol(protocol), 'proto ')
}

/** A flag is a key whose value is null. */
function printFlag(print: Printer, name: string): void {
  print.any(name, null, '', ' ', name)
}

function deviceOf({ ifindex }: Neigh, view: NeighView): string | undefined {
  return view.hideDevice || ifindex === 0 ? undefined : view.interfaces.name(ifindex)
}

function lladdrOf(lladdr: string, { ifindex }: Neigh, view: NeighView): string {
  return showLladdr(lladdr, view.interfaces.get(ifindex)?.type ?? 0)
}

function printStatistics(print: Printer, { cacheinfo, probes }: Neigh): void {
  if (cacheinfo) {
    const { refcnt = 0, used = 0, confirmed = 0, updated = 0 } = cacheinfo
    if (refcnt) print.any('refcnt', refcnt, ' ref ', '')
    print.any('used', Math.floor(used / USER_HZ), ' used ', '')
    print.any('confirmed', Math.floor(confirmed / USER_HZ), '/', '')
    print.any('updated', Math.floor(updated / USER_HZ), '/', '')
  }
  if (probes !== undefined) print.any('probes', probes, 'probes ')
}
