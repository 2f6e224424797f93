import { IPPROTO, RTPROT, type Rule } from '@rtnl/families'
import { bytesOf, type Prefix, sameBits, takePrefix } from '../address.ts'
import { numberOf } from '../enums.ts'
import type { Names } from '../names.ts'
import { takeUnsigned, takeUnsigned64 } from '../numbers.ts'
import type { PreferredFamily } from '../options.ts'
import { takeIpProtocol, takeProtocol, takeTable, takeTos } from '../take.ts'
import { matches, type Words } from '../words.ts'
import { tableOf } from './print.ts'
import { type Range, takeMark, takeName, takeRange } from './values.ts'

/** Which rules to show or to flush. Absent members select nothing in particular, and so does a number that is 0 (but for `priority` and `tos`). */
export interface Selector {
  priority?: number
  inverted?: boolean
  tos?: number
  fwmark?: number
  fwmask?: number
  iifname?: string
  oifname?: string
  l3mdev?: boolean
  uidRange?: Range
  tunId?: bigint
  table?: number
  src?: Prefix
  dst?: Prefix
  /** Counts for `flush` only, as with ip(8). */
  protocol?: number
  ipProto?: number
  sportRange?: Range
  dportRange?: Range
}

/** Reads SELECTOR of ip-rule(8). `family` is the one that is dumped. */
export function parseSelector(words: Words, family: PreferredFamily, names: Names): Selector {
  const selector: Selector = {}
  while (!words.done) {
    const word = words.take()
    if (!parseFirst(selector, word, words, names)) parseSecond(selector, word, words, family, names)
  }
  return selector
}

function parseFirst(selector: Selector, word: string, words: Words, names: Names): boolean {
  if (matches(word, 'preference') || matches(word, 'order') || matches(word, 'priority')) {
    selector.priority = takeUnsigned(words, 'priority')
  } else if (word === 'not') selector.inverted = true
  else if (word === 'tos' || word === 'dsfield') selector.tos = takeTos(words, word, names)
  else if (word === 'fwmark') Object.assign(selector, takeMark(words, word))
  else if (word === 'dev' || word === 'iif') selector.iifname = takeName(words, word)
  else if (word === 'oif') selector.oifname = takeName(words, word)
  else if (word === 'l3mdev') selector.l3mdev = true
  else if (word === 'uidrange') selector.uidRange = takeRange(words, word, 0xffffffff, false)
  else return false
  return true
}

function parseSecond(selector: Selector, word: string, words: Words, family: PreferredFamily, names: Names): void {
  if (matches(word, 'tun_id')) selector.tunId = takeUnsigned64(words, 'tun_id')
  else if (matches(word, 'lookup') || matches(word, 'table')) selector.table = takeTable(words, 'table', names)
  else if (matches(word, 'from') || matches(word, 'src')) selector.src = takePrefix(words, 'from', family)
  else if (matches(word, 'protocol')) {
    if (words.takeIf('all')) delete selector.protocol
    else selector.protocol = takeProtocol(words, 'protocol', names)
  } else if (word === 'ipproto') selector.ipProto = takeIpProtocol(words, word, names)
  else if (word === 'sport') selector.sportRange = takeRange(words, word, 0xffff, true)
  else if (word === 'dport') selector.dportRange = takeRange(words, word, 0xffff, true)
  else {
    if (!matches(word, 'dst') && !matches(word, 'to')) words.back()
    selector.dst = takePrefix(words, 'to', family)
  }
}

/** Whether the selector selects a rule. `protocol` is asked by `ofProtocol`. */
export function selects(selector: Selector, rule: Rule): boolean {
  const { priority, tos, fwmark, fwmask, iifname, oifname, uidRange, ipProto, tunId, table } = selector
  if (priority !== undefined && priority !== (rule.priority ?? 0)) return false
  if (selector.inverted && !rule.flags.includes('invert')) return false
  if (selector.src && !within(selector.src, rule, rule.src, rule.srcLen)) return false
  if (selector.dst && !within(selector.dst, rule, rule.dst, rule.dstLen)) return false
  if (tos !== undefined && tos !== rule.tos) return false
  if (fwmark && fwmark !== (rule.fwmark ?? 0)) return false
  if (fwmask && fwmask !== (rule.fwmask ?? 0)) return false
  if (iifname !== undefined && iifname !== rule.iifname) return false
  if (oifname !== undefined && oifname !== rule.oifname) return false
  if (selector.l3mdev && !rule.l3mdev) return false
  if (uidRange && !same(uidRange, rule.uidRange)) return false
  if (ipProto && ipProto !== numberOf(IPPROTO, rule.ipProto ?? 0)) return false
  if (selector.sportRange?.start && !same(selector.sportRange, rule.sportRange)) return false
  if (selector.dportRange?.start && !same(selector.dportRange, rule.dportRange)) return false
  if (tunId && tunId !== rule.tunId) return false
  return !table || table === tableOf(rule)
}

/** Whether a rule was made by the protocol that the selector names; a rule that does not say by whom always is. */
export function ofProtocol(selector: Selector, rule: Rule): boolean {
  if (selector.protocol === undefined || rule.protocol === undefined) return true
  return selector.protocol === numberOf(RTPROT, rule.protocol)
}

function within(prefix: Prefix, rule: Rule, address: string | undefined, length: number): boolean {
  if (prefix.family !== rule.family || prefix.length > length) return false
  return address === undefined || sameBits(bytesOf(address), prefix.bytes, prefix.length)
}

function same(range: Range, other: { start?: number | undefined; end?: number | undefined } | undefined): boolean {
  return other !== undefined && other.start === range.start && other.end === range.end
}
