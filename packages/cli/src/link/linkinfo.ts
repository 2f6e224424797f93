import type { Printer } from '../print.ts'
import { kindOf } from './kinds/index.ts'
import type { LinkView } from './view.ts'

/** `IFLA_LINKINFO`, whatever the kinds are. */
interface Linkinfo {
  kind?: string
  data?: unknown
  xstats?: unknown
  slaveKind?: string
  slaveData?: unknown
}

/** Prints the kind of a link with its details, and those of the link as a port of its master. */
export function printLinkinfo(print: Printer, info: Linkinfo, view: LinkView): void {
  print.object('linkinfo')
  if (info.kind !== undefined) {
    print.nl()
    print.any('info_kind', info.kind, '    ')
    printData(print, 'info_data', info.kind, info.data, view)
    if (view.options.statistics) printXstats(print, info.kind, info.xstats)
  }
  if (info.slaveKind !== undefined) {
    print.nl()
    print.any('info_slave_kind', info.slaveKind, '    ', '_slave ')
    printData(print, 'info_slave_data', `${info.slaveKind}_slave`, info.slaveData, view)
  }
  print.endObject()
}

/** A kind whose details are known has an object in JSON even where the kernel sent no details. */
function printData(print: Printer, key: string, name: string, data: unknown, view: LinkView): void {
  const kind = kindOf(name)
  if (!kind?.print) return
  print.object(key)
  if (data !== undefined) kind.print(print, data as never, view)
  print.endObject()
}

/** Bytes are statistics of a layout that is not known. */
function printXstats(print: Printer, name: string, statistics: unknown): void {
  const kind = kindOf(name)
  if (!kind?.printXstats || statistics === undefined || statistics instanceof Uint8Array) return
  print.object('info_xstats')
  kind.printXstats(print, statistics as never)
  print.endObject()
}
