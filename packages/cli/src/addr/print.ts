import { type Addr, AF, IFA_F, IFAPROT, RT_SCOPE } from '@rtnl/families'
import { numberOf } from '../enums.ts'
import type { Names } from '../names.ts'
import type { Printer } from '../print.ts'
import { flagBits, printFlags } from './flags.ts'

/** How an address is to be printed. */
export interface AddrView {
  readonly names: Names
  /** Only the address and its length, as with -brief. */
  readonly brief?: boolean
  /** The name of the interface, printed before the address where the interface itself is not: -oneline, `monitor`. */
  readonly device?: string | undefined
  /** `monitor`: the address is gone. */
  readonly deleted?: boolean
  /** Say in text, too, who set the address. ip(8) before 6.3 does not. */
  readonly protocol?: boolean
}

const FAMILIES = ['inet', 'inet6', 'packet', 'mpls', 'bridge']

/** What stands for "for ever" in a lifetime. */
const FOREVER = 0xffffffff

/** Prints one address; the caller opens and closes its object. */
export function printAddr(print: Printer, addr: Addr, view: AddrView): void {
  if (view.deleted) print.any('deleted', true, '', ' ', 'Deleted')
  if (!view.brief) printFamily(print, addr, view)
  printLocal(print, addr)
  if (view.brief) return
  if (addr.broadcast !== undefined) print.any('broadcast', addr.broadcast, 'brd ')
  if (addr.anycast !== undefined) print.any('anycast', addr.anycast, 'any ')
  print.any('scope', view.names.scope(numberOf(RT_SCOPE, addr.scope)), 'scope ')
  if (addr.proto !== undefined) printProtocol(print, addr.proto, view)
  const bits = flagBits(addr)
  printFlags(print, bits, addr.family)
  if (addr.label !== undefined) print.any('label', addr.label, '', '')
  if (addr.cacheinfo) printLifetimes(print, addr.cacheinfo, (bits & IFA_F.DEPRECATED) !== 0)
  print.text('\n')
}

function printFamily(print: Printer, addr: Addr, view: AddrView): void {
  if (view.device !== undefined) {
    print.any('index', addr.index, '', ': ')
    print.any('dev', view.device, '', '')
  }
  const { family } = addr
  if (FAMILIES.includes(String(family))) print.any('family', family === 'packet' ? 'link' : family, '    ')
  else print.any('family_index', numberOf(AF, family), '    family ')
}

function printLocal(print: Printer, addr: Addr): void {
  const local = addr.local ?? addr.address
  if (local === undefined) return
  print.any('local', local, '', '')
  if (addr.address !== undefined && addr.address !== local) print.any('address', addr.address, ' peer ', '')
  print.any('prefixlen', addr.prefixlen, '/')
  if (addr.rtPriority !== undefined) print.any('metric', addr.rtPriority, 'metric ')
}

/** The name by which iproute2 calls it since 6.3. */
function printProtocol(print: Printer, proto: NonNullable<Addr['proto']>, view: AddrView): void {
  const shown = view.names.numeric ? String(numberOf(IFAPROT, proto)) : String(proto)
  if (view.protocol) print.any('protocol', shown, 'proto ')
  else print.only('protocol', shown)
}

function printLifetimes(
  print: Printer,
  { valid = 0, prefered = 0 }: NonNullable<Addr['cacheinfo']>,
  deprecated: boolean,
) {
  print.nl()
  lifetime(print, 'valid_life_time', valid, '       valid_lft ')
  // A deprecated address may have outlived its preferred time: ip(8) counts on below zero.
  const preferred = deprecated && prefered !== FOREVER ? prefered | 0 : prefered
  lifetime(print, 'preferred_life_time', preferred, ' preferred_lft ')
}

function lifetime(print: Printer, key: string, seconds: number, before: string): void {
  print.any(key, seconds, before, '', seconds === FOREVER ? 'forever' : `${seconds}sec`)
}
