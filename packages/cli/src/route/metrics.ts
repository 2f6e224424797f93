import { type Route, RTAX_FEATURE } from '@rtnl/families'
import { bitsOf } from '../enums.ts'
import { formatG } from '../numbers.ts'
import type { Printer } from '../print.ts'

type Metrics = NonNullable<Route['metrics']>

/** The metrics in the order of their numbers: the codec's key, and ip(8)'s word. */
const METRICS = [
  ['mtu', 'mtu'],
  ['window', 'window'],
  ['rtt', 'rtt'],
  ['rttvar', 'rttvar'],
  ['ssthresh', 'ssthresh'],
  ['cwnd', 'cwnd'],
  ['advmss', 'advmss'],
  ['reordering', 'reordering'],
  ['hoplimit', 'hoplimit'],
  ['initcwnd', 'initcwnd'],
  ['features', 'features'],
  ['rtoMin', 'rto_min'],
  ['initrwnd', 'initrwnd'],
  ['quickack', 'quickack'],
  ['ccAlgo', 'congctl'],
  ['fastopenNoCookie', 'fastopen_no_cookie'],
] as const

/** The array `metrics` with its one object. A locked metric without a value counts as 0. */
export function printMetrics(print: Printer, metrics: Metrics): void {
  print.array('metrics')
  print.object()
  const locks: readonly (string | number)[] = metrics.lock ?? []
  for (const [key, name] of METRICS) {
    const locked = locks.includes(key === 'ccAlgo' ? 'cc_algo' : name)
    if (metrics[key] === undefined && !locked) continue
    if (key === 'hoplimit' && metrics.hoplimit === 0xffffffff) continue
    print.text(`${name} ${locked ? 'lock ' : ''}`)
    printMetric(print, key, name, metrics)
  }
  print.endObject()
  print.endArray()
}

function printMetric(print: Printer, key: (typeof METRICS)[number][0], name: string, metrics: Metrics): void {
  if (key === 'features') printFeatures(print, bitsOf(RTAX_FEATURE, metrics.features ?? []))
  else if (key === 'ccAlgo') print.any('congestion', metrics.ccAlgo ?? '')
  else if (key === 'rtt') printTime(print, name, Math.trunc((metrics.rtt ?? 0) / 8))
  else if (key === 'rttvar') printTime(print, name, Math.trunc((metrics.rttvar ?? 0) / 4))
  else if (key === 'rtoMin') printTime(print, name, metrics.rtoMin ?? 0)
  else print.any(name, metrics[key] ?? 0)
}

/** Milliseconds; as text in seconds from 1000 on. */
function printTime(print: Printer, name: string, milliseconds: number): void {
  const text = milliseconds >= 1000 ? `${formatG(milliseconds / 1000)}s` : `${milliseconds}ms`
  print.any(name, milliseconds, '', ' ', text)
}

function printFeatures(print: Printer, bits: number): void {
  if (bits & RTAX_FEATURE.ECN) print.any('ecn', null, '', ' ', 'ecn')
  if (bits & ~RTAX_FEATURE.ECN) print.any('features', `0x${bits.toString(16)}`)
}
