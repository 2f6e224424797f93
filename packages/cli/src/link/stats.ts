import type { Infer } from '@rtnl/codec'
import type { rtnl_link_stats64 } from '@rtnl/families'
import type { Printer } from '../print.ts'
import { counter } from './human.ts'
import type { LinkView } from './view.ts'

/** The counters of a link; absent ones count as 0. */
export type Counters = { [Key in keyof Infer<typeof rtnl_link_stats64>]?: bigint | number | undefined }
type Key = keyof Counters

/** A counter that is always printed: its name in JSON, and the heading of its column. */
type Column = readonly [json: string, key: Key]

/** How often the carrier came or went, which stands among the errors of transmission. */
interface Extra {
  carrierChanges?: number | undefined
}

const RX: readonly Column[] = [
  ['bytes', 'rxBytes'],
  ['packets', 'rxPackets'],
  ['errors', 'rxErrors'],
  ['dropped', 'rxDropped'],
  ['over_errors', 'rxOverErrors'],
  ['multicast', 'multicast'],
]
const RX_ERRORS: readonly Column[] = [
  ['length_errors', 'rxLengthErrors'],
  ['crc_errors', 'rxCrcErrors'],
  ['frame_errors', 'rxFrameErrors'],
  ['fifo_errors', 'rxFifoErrors'],
  ['missed_errors', 'rxMissedErrors'],
]
const TX: readonly Column[] = [
  ['bytes', 'txBytes'],
  ['packets', 'txPackets'],
  ['errors', 'txErrors'],
  ['dropped', 'txDropped'],
  ['carrier_errors', 'txCarrierErrors'],
  ['collisions', 'collisions'],
]
const TX_ERRORS: readonly Column[] = [
  ['aborted_errors', 'txAbortedErrors'],
  ['fifo_errors', 'txFifoErrors'],
  ['window_errors', 'txWindowErrors'],
  ['heartbeat_errors', 'txHeartbeatErrors'],
]

/** Prints the counters of a link, in JSON under `key`. Counters that the kernel did not send count as 0. */
export function printStats(print: Printer, key: string, counters: Counters, extra: Extra, view: LinkView): void {
  if (print.json) {
    print.object(key)
    json(print, counters, extra, view.options.statistics > 1)
    print.endObject()
  } else {
    text(print, counters, extra, view)
  }
}

function json(print: Printer, counters: Counters, extra: Extra, errors: boolean): void {
  const all = (columns: readonly Column[]): void => {
    for (const [name, key] of columns) print.only(name, counters[key] ?? 0)
  }
  const ifAny = (name: string, key: Key): void => {
    if (counters[key]) print.only(name, counters[key])
  }
  print.object('rx')
  all(RX)
  ifAny('compressed', 'rxCompressed')
  if (errors) {
    all(RX_ERRORS)
    ifAny('nohandler', 'rxNohandler')
    ifAny('otherhost', 'rxOtherhostDropped')
  }
  print.endObject()
  print.object('tx')
  all(TX)
  ifAny('compressed', 'txCompressed')
  if (errors) {
    all(TX_ERRORS)
    if (extra.carrierChanges !== undefined) print.only('carrier_changes', extra.carrierChanges)
  }
  print.endObject()
}

type Cell = readonly [heading: string, value: bigint | number | undefined]

/** The narrowest columns: as wide as their widest headings. The first holds the name of the row in its beginning. */
const WIDTHS = ['*X errors:', 'packets', 'errors', 'dropped', 'heartbt', 'overrun', 'compressed', 'otherhost'].map(
  (heading) => heading.length,
)

function text(print: Printer, counters: Counters, extra: Extra, view: LinkView): void {
  const { options } = view
  const errors = options.statistics > 1
  const of = (heading: string, key: Key): Cell => [heading, counters[key] ?? 0]
  const ifAny = (heading: string, key: Key): Cell => [heading, counters[key] ? counters[key] : undefined]
  const rows: [name: string, cells: Cell[]][] = [
    [
      'RX:',
      [
        of('bytes', 'rxBytes'),
        of('packets', 'rxPackets'),
        of('errors', 'rxErrors'),
        of('dropped', 'rxDropped'),
        of('missed', 'rxMissedErrors'),
        of('mcast', 'multicast'),
        ifAny('compressed', 'rxCompressed'),
      ],
    ],
    [
      'RX errors:',
      [
        of('length', 'rxLengthErrors'),
        of('crc', 'rxCrcErrors'),
        of('frame', 'rxFrameErrors'),
        of('fifo', 'rxFifoErrors'),
        of('overrun', 'rxOverErrors'),
        ifAny('nohandler', 'rxNohandler'),
        ifAny('otherhost', 'rxOtherhostDropped'),
      ],
    ],
    [
      'TX:',
      [
        of('bytes', 'txBytes'),
        of('packets', 'txPackets'),
        of('errors', 'txErrors'),
        of('dropped', 'txDropped'),
        of('carrier', 'txCarrierErrors'),
        of('collsns', 'collisions'),
        ifAny('compressed', 'txCompressed'),
      ],
    ],
    [
      'TX errors:',
      [
        of('aborted', 'txAbortedErrors'),
        of('fifo', 'txFifoErrors'),
        of('window', 'txWindowErrors'),
        of('heartbt', 'txHeartbeatErrors'),
        ['transns', extra.carrierChanges],
      ],
    ],
  ]
  const shown = rows.filter(([name]) => errors || !name.endsWith('errors:'))
  const widths = [...WIDTHS]
  for (const [name, cells] of options.human ? [] : shown) {
    // ip widens for the errors of transmission the columns to the right of theirs.
    const shift = name === 'TX errors:' ? 2 : name === 'RX errors:' ? 1 : 0
    cells.forEach(([, value], i) => {
      widths[i + shift] = Math.max(widths[i + shift]!, String(value ?? 0).length)
    })
  }
  shown.forEach(([name, cells], i) => {
    if (i > 0) print.nl()
    if (name.endsWith('errors:')) errorRow(print, name, cells, widths, options)
    else trafficRow(print, name, cells, widths, options)
  })
}

type Style = LinkView['options']

/** The heading of a column that is not printed leaves its width blank. */
function trafficRow(
  print: Printer,
  name: string,
  cells: readonly Cell[],
  widths: readonly number[],
  style: Style,
): void {
  const headings = cells.map(([heading, value], i) =>
    (value === undefined ? '' : heading).padStart(widths[i]! - (i === 0 ? 4 : 0)),
  )
  print.text(`    ${name} ${headings.join(' ')}`)
  print.nl()
  print.text('    ')
  for (const [i, [, value]] of cells.entries()) {
    if (value !== undefined) print.text(`${counter(value, style).padStart(widths[i]!)} `)
  }
}

function errorRow(print: Printer, name: string, cells: readonly Cell[], widths: readonly number[], style: Style): void {
  const blank = ' '.repeat(widths[0]! - 10)
  // Only the carrier's heading leaves its blank when there is nothing to print.
  const headings = cells.map(([heading, value], i) =>
    value !== undefined
      ? ` ${heading.padStart(widths[i + 1]!)}`
      : heading === 'transns'
        ? ' '.repeat(widths[i + 1]! + 1)
        : '',
  )
  print.text(`    ${name}${blank}${headings.join('')}`)
  print.nl()
  print.text(' '.repeat(widths[0]! + 5))
  for (const [i, [, value]] of cells.entries()) {
    if (value !== undefined) print.text(`${counter(value, style).padStart(widths[i + 1]!)} `)
  }
}
