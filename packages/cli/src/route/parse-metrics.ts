import { type RouteInput, RTAX_FEATURE } from '@rtnl/families'
import type { Mutable } from '../mutable.ts'
import { parseTime, takeUnsigned } from '../numbers.ts'
import { matches, type Words, wrong } from '../words.ts'

type Metrics = Mutable<NonNullable<RouteInput['metrics']>>
type NumberKey = Exclude<keyof Metrics, 'lock' | 'features' | 'ccAlgo' | 'unknown'>

/** A metric's word: its key, how its value is read, whether the word must be whole, whether it may be locked. */
type Entry = readonly [word: string, key: NumberKey | 'features' | 'ccAlgo', kind: Kind, exact?: 'exact']
type Kind = 'number' | 'byte' | 'boolean' | 'features' | 'name' | 'rtt' | 'rttvar' | 'rto'

/** Asked in this order: `r` is reordering, `w` window. Between them stand other words of a route; see `parseRoute`. */
const METRICS: readonly Entry[] = [
  ['mtu', 'mtu', 'number', 'exact'],
  ['hoplimit', 'hoplimit', 'byte', 'exact'],
  ['advmss', 'advmss', 'number', 'exact'],
  ['reordering', 'reordering', 'number'],
  ['rtt', 'rtt', 'rtt', 'exact'],
  ['rto_min', 'rtoMin', 'rto', 'exact'],
  ['window', 'window', 'number'],
  ['cwnd', 'cwnd', 'number'],
  ['initcwnd', 'initcwnd', 'number'],
  ['initrwnd', 'initrwnd', 'number'],
  ['features', 'features', 'features'],
  ['quickack', 'quickack', 'boolean'],
  ['congctl', 'ccAlgo', 'name'],
  ['rttvar', 'rttvar', 'rttvar'],
  ['ssthresh', 'ssthresh', 'number'],
]

/** Asked last of all words. */
const LAST: readonly Entry[] = [['fastopen_no_cookie', 'fastopenNoCookie', 'boolean']]

/**
 * Reads the value of the metric that `word` names into `metrics`. False when `word` is none; `last` asks those that give way
 * to every other word of a route.
 */
export function parseMetric(word: string, words: Words, metrics: Metrics, last = false): boolean {
  const entry = (last ? LAST : METRICS).find(([name, , , exact]) => (exact ? word === name : matches(word, name)))
  if (!entry) return false
  const [name, key, kind] = entry
  if (kind !== 'features' && kind !== 'boolean' && kind !== 'rto' && words.takeIf('lock')) lock(metrics, key)
  if (kind === 'rto') lock(metrics, key)
  if (key === 'features') metrics.features = takeFeatures(words)
  else if (key === 'ccAlgo') metrics.ccAlgo = words.take()
  else metrics[key] = takeValue(words, name, kind)
  return true
}

/** The lock's name is the metric's in the kernel's words. */
function lock(metrics: Metrics, key: string): void {
  const name = key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) as 'mtu'
  metrics.lock = [...((metrics.lock as readonly 'mtu'[] | undefined) ?? []), name]
}

function takeValue(words: Words, name: string, kind: Kind): number {
  if (kind === 'number') return takeUnsigned(words, name)
  if (kind === 'byte') return takeUnsigned(words, name, 255)
  if (kind === 'boolean') return takeUnsigned(words, name, 1)
  const word = words.take()
  const time = parseTime(word)
  if (!time) throw wrong(name, word, 'a time such as 20ms, 1.5s, or a number in the units of the kernel')
  // The kernel counts round-trip times in eighths and their variance in quarters of a millisecond.
  const unit = time.raw || kind === 'rto' ? 1 : kind === 'rtt' ? 8 : 4
  return time.milliseconds * unit
}

function takeFeatures(words: Words): number {
  const word = words.take()
  if (word !== 'ecn') throw wrong('features', word, '"ecn"')
  return RTAX_FEATURE.ECN
}
