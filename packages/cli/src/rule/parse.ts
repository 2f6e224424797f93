import { FR_ACT, RT_TABLE, RTN, type RuleInput } from '@rtnl/families'
import { takeAddress, takePrefix } from '../address.ts'
import { UsageError } from '../errors.ts'
import type { Mutable } from '../mutable.ts'
import type { Names } from '../names.ts'
import { takeUnsigned, takeUnsigned64 } from '../numbers.ts'
import type { PreferredFamily } from '../options.ts'
import { takeRealms } from '../realms.ts'
import { typeId } from '../route/types.ts'
import { takeGroup, takeIpProtocol, takeProtocol, takeTable, takeTos } from '../take.ts'
import { matches, type Words } from '../words.ts'
import { takeMark, takeName, takeRange } from './values.ts'

interface Draft {
  family: PreferredFamily
  readonly rule: Mutable<RuleInput>
  /** The table that was named; a rule with another action needs none. */
  table?: number
  /** True when the rule has an action, a table among them. */
  acts?: boolean
}

/** Reads SELECTOR and ACTION of ip-rule(8). `deleting`: what is not said matches anything. Throws `UsageError`. */
export function parseRule(words: Words, family: PreferredFamily, names: Names, deleting = false): RuleInput {
  if (words.done)
    throw new UsageError('a rule is missing: a selector such as "from 10.0.0.0/8", an action such as "table 7"')
  const draft: Draft = { family, rule: { action: deleting ? FR_ACT.UNSPEC : FR_ACT.TO_TBL } }
  while (!words.done) {
    const word = words.take()
    if (!selector(draft, word, words, names) && !result(draft, word, words, names)) action(draft, word, words)
  }
  const { rule, table } = draft
  if (rule.l3mdev !== undefined && table) throw new UsageError('l3mdev finds the table itself: none can be named')
  rule.family = draft.family === 'unspec' ? 'inet' : draft.family
  if (table !== undefined) Object.assign(rule, tableMembers(table))
  if (!draft.acts && !deleting) rule.hdrTable = RT_TABLE.MAIN
  return rule
}

/** The members of a message that name a table: the header's takes numbers up to 255. */
function tableMembers(table: number): { hdrTable: number; table?: number } {
  return table < 256 ? { hdrTable: table } : { hdrTable: RT_TABLE.UNSPEC, table }
}

/** What a packet must have. False when `word` says nothing of the kind. */
function selector(draft: Draft, word: string, words: Words, names: Names): boolean {
  const { rule } = draft
  if (word === 'not') rule.flags = ['invert']
  else if (word === 'from' || word === 'to') prefix(draft, word, words)
  else if (matches(word, 'preference') || matches(word, 'order') || matches(word, 'priority')) {
    rule.priority = takeUnsigned(words, 'priority')
  } else if (word === 'tos' || matches(word, 'dsfield')) rule.tos = takeTos(words, word, names)
  else if (word === 'fwmark') Object.assign(rule, takeMark(words, word))
  else if (matches(word, 'realms')) rule.flow = takeRealms(words, 'realms', names)
  else if (matches(word, 'protocol')) rule.protocol = takeProtocol(words, 'protocol', names)
  else if (matches(word, 'tun_id')) rule.tunId = takeUnsigned64(words, 'tun_id')
  else return false
  return true
}

/** What comes after those in ip(8)'s order: the table and what it is looked up with. */
function result(draft: Draft, word: string, words: Words, names: Names): boolean {
  const { rule } = draft
  if (matches(word, 'table') || word === 'lookup') {
    draft.table = takeTable(words, word, names)
    draft.acts = true
  } else if (matches(word, 'suppress_prefixlength') || word === 'sup_pl') {
    rule.suppressPrefixlen = takeUnsigned(words, 'suppress_prefixlength', 0x7fffffff)
  } else if (matches(word, 'suppress_ifgroup') || word === 'sup_group') {
    rule.suppressIfgroup = takeGroup(words, 'suppress_ifgroup', names)
  } else if (word === 'dev' || word === 'iif') rule.iifname = takeName(words, word)
  else if (word === 'oif') rule.oifname = takeName(words, word)
  else if (word === 'l3mdev') {
    rule.l3mdev = 1
    draft.acts = true
  } else if (word === 'uidrange') rule.uidRange = takeRange(words, word, 0xffffffff, false)
  else if (word === 'nat' || matches(word, 'map-to')) {
    // The kernel keeps the action and drops the address.
    rule.action = RTN.NAT
    rule.unused2 = takeAddress(words, word, 'inet').bytes
  } else if (word === 'ipproto') rule.ipProto = takeIpProtocol(words, word, names)
  else if (word === 'sport') rule.sportRange = takeRange(words, word, 0xffff, true)
  else if (word === 'dport') rule.dportRange = takeRange(words, word, 0xffff, true)
  else return false
  return true
}

/** `[type] goto PRIORITY | nop | TYPE`. */
function action(draft: Draft, first: string, words: Words): void {
  const word = first === 'type' ? words.take() : first
  const { rule } = draft
  draft.acts = true
  if (matches(word, 'goto')) {
    rule.action = FR_ACT.GOTO
    rule.goto = takeUnsigned(words, 'goto')
  } else if (matches(word, 'nop')) rule.action = FR_ACT.NOP
  else {
    const type = typeId(word)
    if (type === undefined) throw new UsageError(`"${word}" is neither a selector nor an action of rules`)
    rule.action = type
  }
}

/** The first address tells the family where the command line does not. */
function prefix(draft: Draft, keyword: 'from' | 'to', words: Words): void {
  const { rule } = draft
  const found = takePrefix(words, keyword, draft.family)
  if (draft.family === 'unspec') draft.family = found.family
  const [address, length] = keyword === 'from' ? (['src', 'srcLen'] as const) : (['dst', 'dstLen'] as const)
  rule[length] = found.length
  if (found.text !== undefined) rule[address] = found.text
}
