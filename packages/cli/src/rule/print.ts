import { FR_ACT, IPPROTO, RT_TABLE, RTN, RTPROT, type Rule } from '@rtnl/families'
import { hostLength } from '../address.ts'
import { numberOf } from '../enums.ts'
import type { Names } from '../names.ts'
import type { Printer } from '../print.ts'
import { typeName } from '../route/types.ts'

/** The table of a rule, all its bits; 0 when it looks up none. */
export function tableOf(rule: Pick<Rule, 'table' | 'hdrTable'>): number {
  return numberOf(RT_TABLE, rule.table ?? rule.hdrTable)
}

/** Prints a rule as ip(8) does. */
export function printRule(print: Printer, rule: Rule, names: Names, details = 0, deleted = false): void {
  print.object()
  if (deleted) print.any('deleted', true, '', '', 'Deleted ')
  print.any('priority', rule.priority ?? 0, '', ':\t')
  if (rule.flags.includes('invert')) print.any('not', null, '', ' ', 'not')
  printPrefix(print, 'src', 'srclen', 'from ', rule.src, rule.srcLen, rule)
  printPrefix(print, 'dst', 'dstlen', ' to ', rule.dst, rule.dstLen, rule)
  if (rule.tos) print.any('tos', names.dsfield(rule.tos), ' tos ', '')
  printMark(print, rule)
  printInterface(print, rule, 'iif', rule.iifname)
  printInterface(print, rule, 'oif', rule.oifname)
  if (rule.l3mdev) print.any('l3mdev', null, ' ', '', 'lookup [l3mdev-table]')
  if (rule.uidRange) {
    print.any('uid_start', rule.uidRange.start ?? 0, ' uidrange ', '')
    print.any('uid_end', rule.uidRange.end ?? 0, '-', '')
  }
  if (rule.ipProto !== undefined) printIpProtocol(print, rule.ipProto, names)
  printPorts(print, 'sport', rule.sportRange)
  printPorts(print, 'dport', rule.dportRange)
  if (rule.tunId !== undefined) print.any('tun_id', rule.tunId, ' tun_id ', '')
  printTable(print, rule, names)
  if (rule.flow !== undefined) printRealms(print, rule.flow, names)
  printAction(print, rule, names)
  if (rule.protocol !== undefined) {
    const protocol = numberOf(RTPROT, rule.protocol)
    const usual = protocol === RTPROT.UNSPEC || protocol === RTPROT.KERNEL
    if (!usual || details > 0) print.any('protocol', names.protocol(protocol), ' proto ', '')
  }
  print.text('\n')
  print.endObject()
}

/** A source that is not there is `all`; a destination that is not there is not printed. */
function printPrefix(
  print: Printer,
  key: 'src' | 'dst',
  lengthKey: string,
  before: string,
  address: string | undefined,
  length: number,
  rule: Rule,
): void {
  if (address !== undefined) {
    print.any(key, address, before, '')
    if (length !== hostLength(rule.family)) print.any(lengthKey, length, '/', '')
  } else if (length !== 0) {
    print.any(key, '0', before, '')
    print.any(lengthKey, length, '/', '')
  } else if (key === 'src') print.any(key, 'all', before, '')
}

function printMark(print: Printer, { fwmark, fwmask }: Rule): void {
  if (fwmark === undefined && fwmask === undefined) return
  print.any('fwmark', hex(fwmark ?? 0), ' fwmark ', '')
  if (fwmask !== undefined && fwmask !== 0xffffffff) print.any('fwmask', hex(fwmask), '/', '')
}

function hex(value: number): string {
  return value === 0 ? '0' : `0x${value.toString(16)}`
}

function printInterface(print: Printer, rule: Rule, key: 'iif' | 'oif', name: string | undefined): void {
  if (name === undefined) return
  print.any(key, name, ` ${key} `, '')
  const detached = `${key}_detached` as const
  if (rule.flags.includes(detached)) print.any(detached, null, ' ', '', '[detached]')
}

function printIpProtocol(print: Printer, protocol: NonNullable<Rule['ipProto']>, names: Names): void {
  print.any('ipproto', names.ipProtocol(numberOf(IPPROTO, protocol)), ' ipproto ', '')
}

function printPorts(print: Printer, key: 'sport' | 'dport', range: Rule['sportRange']): void {
  if (!range) return
  const { start = 0, end = 0 } = range
  if (start === end) print.any(key, start, ` ${key} `, '')
  else {
    print.any(`${key}_start`, start, ` ${key} `, '')
    print.any(`${key}_end`, end, '-', '')
  }
}

function printTable(print: Printer, rule: Rule, names: Names): void {
  const table = tableOf(rule)
  if (table === RT_TABLE.UNSPEC) return
  print.any('table', names.table(table), ' lookup ', '')
  const { suppressPrefixlen: length = -1, suppressIfgroup: group = -1 } = rule
  if (length !== -1) print.any('suppress_prefixlen', length, ' suppress_prefixlength ', '')
  if (group !== -1) print.any('suppress_ifgroup', names.group(group), ' suppress_ifgroup ', '')
}

function printRealms(print: Printer, flow: number, names: Names): void {
  const from = flow >>> 16
  print.text(' realms ')
  if (from) print.any('flow_from', names.realm(from), '', '/')
  print.any('flow_to', names.realm(flow & 0xffff), '', '')
}

function printAction(print: Printer, rule: Rule, names: Names): void {
  const action = numberOf(FR_ACT, rule.action)
  // From the days when rules had the types of routes for actions.
  if (action === RTN.NAT) print.any('masquerade', null, ' ', '', 'masquerade')
  else if (action === FR_ACT.GOTO) {
    print.any('goto', rule.goto ?? 'none', ' goto ', '')
    if (rule.flags.includes('unresolved')) print.any('unresolved', null, ' ', '', '[unresolved]')
  } else if (action === FR_ACT.NOP) print.any('nop', null, ' ', '', 'nop')
  else if (action !== FR_ACT.TO_TBL) print.any('action', typeName(action, names.numeric), ' ', '')
}
