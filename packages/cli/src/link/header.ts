import type { Link } from '@rtnl/families'
import { IF_LINK_MODE, IF_OPER, IFLA_EVENT } from '@rtnl/families'
import { numberOf } from '../enums.ts'
import type { Printer } from '../print.ts'
import { flagWords, printFlags } from './flags.ts'
import { hex } from './hex.ts'
import type { LinkView } from './view.ts'
import { printXdp } from './xdp.ts'

const OPERSTATES = Object.keys(IF_OPER)

/** The link beneath, or the other end: its name if it is in this namespace, `NONE` for a tunnel bound to nothing. */
function beneath(link: Link, view: LinkView): string | undefined {
  if (link.link === undefined) return undefined
  if (link.link === 0) return 'NONE'
  return link.linkNetnsid === undefined ? view.interfaces.name(link.link) : `if${link.link}`
}

/** True when the link beneath is known to be down. */
function lowerDown(link: Link, view: LinkView): boolean {
  if (!link.link || link.linkNetnsid !== undefined) return false
  const lower = view.interfaces.get(link.link)
  return lower !== undefined && !lower.flags.includes('up')
}

/** Prints `eth0@if7`, in JSON `link` or `link_index`, and `ifname`. */
function printName(print: Printer, link: Link, view: LinkView, width: number, after: string): void {
  if (link.link === 0) print.only('link', null)
  else if (link.link !== undefined && link.linkNetnsid !== undefined) print.only('link_index', link.link)
  else if (link.link !== undefined) print.only('link', view.interfaces.name(link.link))
  const name = link.ifname ?? `if${link.index}`
  const lower = beneath(link, view)
  const shown = lower === undefined ? name : `${name}@${lower}`
  print.any('ifname', name, '', after, shown.padEnd(width))
}

function printOperstate(print: Printer, link: Link, brief: boolean): void {
  if (link.operstate === undefined) return
  const number = numberOf(IF_OPER, link.operstate)
  const state = OPERSTATES[number]
  if (state === undefined) {
    print.any('operstate_index', number, 'state ', '', hex(number))
  } else if (brief) {
    print.any('operstate', state, '', ' ', state.padEnd(14))
  } else {
    print.any('operstate', state, 'state ')
  }
}

function printLinkmode(print: Printer, mode: string | number): void {
  const number = numberOf(IF_LINK_MODE, mode)
  if (number === IF_LINK_MODE.DEFAULT) print.any('linkmode', 'DEFAULT', 'mode ')
  else if (number === IF_LINK_MODE.DORMANT) print.any('linkmode', 'DORMANT', 'mode ')
  else print.any('linkmode_index', number, 'mode ')
}

const EVENTS = ['NONE', 'REBOOT', 'FEATURE CHANGE', 'BONDING FAILOVER', 'NOTIFY PEERS', 'RESEND IGMP', 'BONDING OPTION']

/** Prints the first line: index, name, flags, mtu, queueing, master, state and group. */
export function printHeader(print: Printer, link: Link, view: LinkView): void {
  print.any('ifindex', link.index, '', ': ')
  printName(print, link, view, 0, ': ')
  printFlags(print, 'flags', flagWords(link.flags, lowerDown(link, view)))
  if (link.mtu !== undefined) print.any('mtu', link.mtu, 'mtu ')
  printXdp(print, link.xdp, view)
  if (link.qdisc !== undefined) print.any('qdisc', link.qdisc, 'qdisc ')
  if (link.master !== undefined) print.any('master', view.interfaces.name(link.master), 'master ')
  printOperstate(print, link, false)
  if (view.link && link.linkmode !== undefined) printLinkmode(print, link.linkmode)
  if (link.group !== undefined) print.any('group', view.names.group(link.group), 'group ')
  if (view.queue && link.txqlen) print.any('txqlen', link.txqlen, 'qlen ', '')
  if (link.event !== undefined) printEvent(print, link.event)
}

function printEvent(print: Printer, event: string | number): void {
  const number = numberOf(IFLA_EVENT, event)
  const word = EVENTS[number]
  if (word === undefined) print.any('event', number, 'event ')
  else if (number !== 0) print.any('event', word, 'event ')
}

/** Prints the one line of `-br`: name and state, and in a listing of links the address and the flags. */
export function printBrief(print: Printer, link: Link, view: LinkView, address: string | undefined): void {
  printName(print, link, view, 16, ' ')
  printOperstate(print, link, true)
  if (view.family !== 'packet') return
  if (address !== undefined) print.any('address', address)
  printFlags(print, 'flags', flagWords(link.flags, lowerDown(link, view)))
}
