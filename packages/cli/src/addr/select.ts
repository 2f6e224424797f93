import { type Addr, AF, type IFA_F, RT_SCOPE } from '@rtnl/families'
import { bytesOf, type Prefix, sameBits, takePrefix } from '../address.ts'
import type { MasterSelection } from '../device-index.ts'
import { numberOf } from '../enums.ts'
import { UsageError } from '../errors.ts'
import type { Names } from '../names.ts'
import type { PreferredFamily } from '../options.ts'
import { matches, type Words, wrong } from '../words.ts'
import { flagBits, flagOf } from './flags.ts'
import { globToRegExp } from './glob.ts'

/** Which interfaces and addresses are wanted. Interfaces are still the names that were written. */
export interface AddrSelection extends MasterSelection {
  family: PreferredFamily
  device?: string
  prefix?: Prefix
  /** Number of `RT_SCOPE`. */
  scope?: number
  up?: boolean
  /** Bits of `IFA_F` that an address must have, of those in `flagMask`. */
  flags: number
  flagMask: number
  /** A pattern of a shell. */
  label?: string
  group?: number
  kind?: string
  slaveKind?: string
}

/** Reads the selectors of `show` and `flush`. Undefined for `help`. */
export function parseSelection(words: Words, family: PreferredFamily, names: Names): AddrSelection | undefined {
  const selection: AddrSelection = { family, flags: 0, flagMask: 0 }
  while (!words.done) {
    const word = words.take()
    if (word === 'to') {
      selection.prefix = takePrefix(words, 'to', selection.family)
      if (selection.family === 'unspec') selection.family = selection.prefix.family
    } else if (word === 'scope') takeScope(words, names, selection)
    else if (word === 'up') selection.up = true
    else if (takeFlag(word, selection)) continue
    else if (word === 'label') selection.label = words.take()
    else if (word === 'group') {
      const group = words.take()
      selection.group = names.groupId(group) ?? fail('group', group, 'the name or number of a group of interfaces')
    } else if (word === 'master' || word === 'vrf') {
      selection.master = words.take()
      selection.vrf = word === 'vrf'
      selection.nomaster = false
    } else if (word === 'nomaster') selection.nomaster = true
    else if (word === 'type') {
      const kind = words.take()
      if (kind.endsWith('_slave')) selection.slaveKind = kind.slice(0, -'_slave'.length)
      else selection.kind = kind
    } else if (word !== 'dev' && matches(word, 'help')) return undefined
    else takeDevice(word === 'dev' ? words.take() : word, selection)
  }
  return selection
}

function takeDevice(word: string, selection: AddrSelection): void {
  if (selection.device !== undefined) throw new UsageError(`dev is given twice, the second time as "${word}"`)
  selection.device = word
}

function takeScope(words: Words, names: Names, selection: AddrSelection): void {
  const word = words.take()
  const scope = names.scopeId(word)
  if (scope !== undefined) selection.scope = scope
  else if (word === 'all') delete selection.scope
  else throw wrong('scope', word, '"all", a name or a number from 0 to 255')
}

/** `-` before a flag asks for its absence; `dynamic` and `primary` are the absence of another. */
function takeFlag(word: string, selection: AddrSelection): boolean {
  let absent = word.startsWith('-')
  let name = absent ? word.slice(1) : word
  if (name === 'dynamic' || name === 'primary') {
    absent = !absent
    name = name === 'dynamic' ? 'permanent' : 'secondary'
  }
  const flag = flagOf(name)
  if (!flag) return false
  selection.flags = absent ? selection.flags & ~flag.bit : selection.flags | flag.bit
  selection.flagMask |= flag.bit
  return true
}

function fail(keyword: string, word: string, wanted: string): never {
  throw wrong(keyword, word, wanted)
}

/** True for the bit of a flag that the selection asks to be absent. */
export function asksAbsent(selection: AddrSelection, bit: (typeof IFA_F)[keyof typeof IFA_F]): boolean {
  return (selection.flagMask & bit) !== 0 && (selection.flags & bit) === 0
}

/**
 * A test for addresses by everything in the selection that is about the address itself. `device` is the name of its
 * interface, which stands for a missing label.
 */
export function addrMatcher(selection: AddrSelection): (addr: Addr, device: string) => boolean {
  const { family, scope, flags, flagMask, prefix } = selection
  const label = selection.label === undefined ? undefined : globToRegExp(selection.label)
  return (addr, device) => {
    if (family !== 'unspec' && numberOf(AF, family) !== numberOf(AF, addr.family)) return false
    if (scope !== undefined && scope !== numberOf(RT_SCOPE, addr.scope)) return false
    if ((flags ^ flagBits(addr)) & flagMask) return false
    if (label && !label.test(addr.label ?? device)) return false
    return !prefix || inPrefix(addr.local ?? addr.address, prefix)
  }
}

function inPrefix(address: string | undefined, prefix: Prefix): boolean {
  if (address === undefined || prefix.length === 0) return true
  const bytes = bytesOf(address)
  return bytes.length === prefix.bytes.length && sameBits(bytes, prefix.bytes, prefix.length)
}
