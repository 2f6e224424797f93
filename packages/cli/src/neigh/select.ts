import { AF, type Neigh, NTF, NUD, RTPROT } from '@rtnl/families'
import { bytesOf, type Prefix, sameBits, takePrefix } from '../address.ts'
import type { MasterSelection } from '../device-index.ts'
import { bitsOf, numberOf } from '../enums.ts'
import type { Names } from '../names.ts'
import type { PreferredFamily } from '../options.ts'
import { duplicate, matches, type Words, wrong } from '../words.ts'
import { parseState, STATE_WORDS } from './states.ts'

/** Which neighbours are wanted. Interfaces are still the names that were written. */
export interface NeighSelection extends MasterSelection {
  family: PreferredFamily
  device?: string
  prefix?: Prefix
  /** Bits of `NUD`, any of which a neighbour must have; `NO_STATE` stands for none of them. */
  states: number
  /** Ask for the addresses that the machine answers for, instead of its neighbours. */
  proxy?: boolean
  /** Only those that nothing refers to. */
  unused?: boolean
  /** Number of `RTPROT`; 0 = whoever made it. */
  protocol: number
}

/** Stands for the state `none` in `NeighSelection.states`. */
export const NO_STATE = 0x100

/** Every state but the permanent and those that need no resolution: what `flush` takes without `nud`. */
const FLUSHED = ~(NUD.PERMANENT | NUD.NOARP)
const SHOWN = 0xff & ~NUD.NOARP

/** Reads the selectors of `show` and `flush`. Undefined for `help`. */
export function parseSelection(
  words: Words,
  family: PreferredFamily,
  names: Names,
  verb: 'show' | 'flush',
): NeighSelection | undefined {
  const selection: NeighSelection = { family, states: verb === 'flush' ? FLUSHED : SHOWN, protocol: 0 }
  let stateGiven = false
  while (!words.done) {
    const word = words.take()
    if (word === 'dev') {
      const device = words.take()
      if (selection.device !== undefined) throw duplicate('dev', device)
      selection.device = device
    } else if (word === 'master' || word === 'vrf') {
      selection.master = words.take()
      selection.vrf = word === 'vrf'
      selection.nomaster = false
    } else if (word === 'nomaster') selection.nomaster = true
    else if (word === 'unused') selection.unused = true
    else if (word === 'nud') {
      const states = takeStates(words, verb)
      selection.states = stateGiven ? selection.states | states : states
      stateGiven = true
    } else if (word === 'proxy') selection.proxy = true
    else if (matches(word, 'protocol')) selection.protocol = takeProtocol(words, names)
    else if (word !== 'to' && matches(word, 'help')) return undefined
    else {
      if (word !== 'to') words.back()
      selection.prefix = takePrefix(words, 'to', selection.family)
      if (selection.family === 'unspec') selection.family = selection.prefix.family
    }
  }
  return selection
}

function takeStates(words: Words, verb: 'show' | 'flush'): number {
  const word = words.take()
  const state = parseState(word)
  if (state !== undefined) return state || NO_STATE
  // What needs no resolution (`noarp`) is only flushed by its name.
  if (word === 'all') return verb === 'flush' ? ~NUD.NOARP : ~0
  throw wrong('nud', word, `all, ${STATE_WORDS}`)
}

function takeProtocol(words: Words, names: Names): number {
  const word = words.take()
  const protocol = names.protocolId(word)
  if (protocol !== undefined) return protocol
  if (word === 'all') return 0
  throw wrong('protocol', word, '"all", a name or a number from 0 to 255')
}

/** A test for neighbours by everything in the selection that the kernel does not do. */
export function neighMatcher(selection: NeighSelection, device: number): (neigh: Neigh) => boolean {
  const { family, states, prefix, protocol, unused } = selection
  return (neigh) => {
    if (family !== 'unspec' && numberOf(AF, family) !== numberOf(AF, neigh.family)) return false
    if (device && neigh.ifindex !== device) return false
    const state = bitsOf(NUD, neigh.state)
    const anyState = bitsOf(NTF, neigh.flags) & (NTF.PROXY | NTF.EXT_LEARNED)
    if (!(state & states) && !anyState && (state || !(states & NO_STATE))) return false
    if (prefix && !inPrefix(neigh.dst, prefix)) return false
    if (protocol && protocol !== numberOf(RTPROT, neigh.protocol ?? 0)) return false
    return !(unused && neigh.cacheinfo?.refcnt)
  }
}

function inPrefix(dst: string | undefined, prefix: Prefix): boolean {
  if (dst === undefined || prefix.length === 0) return true
  const bytes = bytesOf(dst)
  return bytes.length === prefix.bytes.length && sameBits(bytes, prefix.bytes, prefix.length)
}
