import type { RouteInput } from '@rtnl/families'
import { hostLength, type Prefix, takeAddress, takePrefix } from '../address.ts'
import { UsageError } from '../errors.ts'
import type { Mutable } from '../mutable.ts'
import type { Names } from '../names.ts'
import { takeUnsigned } from '../numbers.ts'
import type { PreferredFamily } from '../options.ts'
import { takeIpProtocol, takeTos } from '../take.ts'
import { matches, type Words } from '../words.ts'

/** A look-up to send. */
export interface ParsedLookup {
  readonly request: RouteInput
  /** Look up again, with the source that the first answer found. */
  readonly connected: boolean
  /** The VRF that was named: `oif` is its name, yet to be checked. */
  readonly vrf: string | undefined
  /** Sentences for standard error: the request goes out all the same. */
  readonly warnings: readonly string[]
}

interface Draft {
  family: PreferredFamily
  readonly request: Mutable<RouteInput>
  readonly flags: ('fib_match' | 'notify')[]
  readonly warnings: string[]
  connected: boolean
  destination: boolean
  vrf?: string
}

/** Reads the arguments of `ip route get`. */
export function parseLookup(words: Words, family: PreferredFamily, names: Names): ParsedLookup {
  const draft: Draft = { family, request: {}, flags: [], warnings: [], connected: false, destination: false }
  while (!words.done) {
    const word = words.take()
    if (!parseFlow(draft, word, words, names)) parsePlace(draft, word, words)
  }
  const { request, flags, connected, vrf, warnings } = draft
  if (!draft.destination) throw new UsageError('a destination address is missing')
  request.family = draft.family === 'unspec' ? 'inet' : draft.family
  if (flags.length > 0) request.flags = flags
  return { request, connected: connected && request.src === undefined, vrf, warnings }
}

function parseFlow(draft: Draft, word: string, words: Words, names: Names): boolean {
  const { request } = draft
  if (word === 'tos' || matches(word, 'dsfield')) request.tos = takeTos(words, word, names)
  else if (matches(word, 'from')) {
    const prefix = takePrefix(words, 'from', draft.family)
    if (draft.family === 'unspec') draft.family = prefix.family
    if (prefix.text !== undefined) request.src = prefix.text
    request.srcLen = prefix.length
  } else if (matches(word, 'iif')) request.iif = words.take()
  else if (matches(word, 'mark')) request.mark = takeUnsigned(words, 'mark')
  else if (matches(word, 'oif') || word === 'dev') request.oif = words.take()
  else if (matches(word, 'notify')) draft.flags.push('notify')
  else if (matches(word, 'connected')) draft.connected = true
  else if (matches(word, 'vrf')) {
    draft.vrf = words.take()
    request.oif = draft.vrf
  } else if (matches(word, 'uid')) request.uid = takeUnsigned(words, 'uid')
  else if (matches(word, 'fibmatch')) draft.flags.push('fib_match')
  else if (matches(word, 'sport')) request.sport = takeUnsigned(words, 'sport', 0xffff)
  else if (matches(word, 'dport')) request.dport = takeUnsigned(words, 'dport', 0xffff)
  else if (matches(word, 'ipproto')) request.ipProto = takeIpProtocol(words, 'ipproto', names)
  else return false
  return true
}

function parsePlace(draft: Draft, word: string, words: Words): void {
  const { request } = draft
  if (word === 'as') {
    words.takeIf('to')
    const address = takeAddress(words, word, draft.family)
    if (draft.family === 'unspec') draft.family = address.family
    request.newdst = address.text
    return
  }
  if (word !== 'to') words.back()
  const prefix = takePrefix(words, 'destination', draft.family)
  if (draft.family === 'unspec') draft.family = prefix.family
  draft.destination = true
  if (prefix.text !== undefined) request.dst = prefix.text
  request.dstLen = wholeLength(draft, prefix)
}

/** The kernel looks up whole addresses only. */
function wholeLength({ family, warnings }: Draft, prefix: Prefix): number {
  const host = hostLength(family)
  if ((family !== 'inet' && family !== 'inet6') || prefix.length === host) return prefix.length
  warnings.push(`a whole address is looked up, the length /${prefix.length} is not heeded`)
  return host
}
