import { type NeighInput, NTF, NTF_EXT, NUD, type RTPROT } from '@rtnl/families'
import { type Address, takeAddress } from '../address.ts'
import { UsageError } from '../errors.ts'
import { parseLladdr } from '../link/lladdr.ts'
import type { Names } from '../names.ts'
import type { PreferredFamily } from '../options.ts'
import { duplicate, matches, type Words, wrong } from '../words.ts'
import { parseState, STATE_WORDS } from './states.ts'

/** What the words of a request ask for: the message to send, but for the interface. */
export interface NeighRequest {
  readonly neigh: NeighInput
  readonly device: string | undefined
}

interface Parsed {
  dst?: Address
  device?: string
  lladdr?: string
  state: number
  flags: number
  flagsExt: number
  protocol?: number
}

/** Reads the words of ip-neighbour(8) for `add`, `change`, `replace` and `delete`. Undefined for `help`. */
export function parseRequest(words: Words, family: PreferredFamily, names: Names): NeighRequest | undefined {
  const parsed: Parsed = { state: NUD.PERMANENT, flags: 0, flagsExt: 0 }
  let lladdrGiven = false
  while (!words.done) {
    const word = words.take()
    if (matches(word, 'lladdr')) {
      const lladdr = words.take()
      if (lladdrGiven) throw duplicate('lladdr', lladdr)
      lladdrGiven = true
      if (lladdr !== 'null') parsed.lladdr = parseLladdr(lladdr)
    } else if (word === 'nud') parsed.state = takeState(words)
    else if (word === 'router') parsed.flags |= NTF.ROUTER
    else if (word === 'use') parsed.flags |= NTF.USE
    else if (word === 'managed') {
      parsed.flagsExt |= NTF_EXT.MANAGED
      parsed.state = 0
    } else if (matches(word, 'extern_learn')) parsed.flags |= NTF.EXT_LEARNED
    else if (!matches(word, 'proxy') && matches(word, 'protocol')) parsed.protocol = takeProtocol(words, names)
    else if (!takeTarget(word, words, family, parsed)) return undefined
  }
  const { dst } = required(parsed)
  return {
    device: parsed.device,
    neigh: {
      ...target(dst, parsed.flags),
      state: parsed.state,
      ...(parsed.lladdr === undefined ? {} : { lladdr: parsed.lladdr }),
      ...(parsed.flagsExt ? { flagsExt: parsed.flagsExt } : {}),
      ...(parsed.protocol === undefined ? {} : { protocol: parsed.protocol as (typeof RTPROT)[keyof typeof RTPROT] }),
    },
  }
}

/** Reads the words of `get`. Undefined for `help`. */
export function parseGet(words: Words, family: PreferredFamily): NeighRequest | undefined {
  const parsed: Parsed = { state: 0, flags: 0, flagsExt: 0 }
  while (!words.done) if (!takeTarget(words.take(), words, family, parsed)) return undefined
  return { device: parsed.device, neigh: target(required(parsed).dst, parsed.flags) }
}

/** `[to] ADDRESS`, `proxy ADDRESS` or `dev NAME`. False for `help`. */
function takeTarget(word: string, words: Words, family: PreferredFamily, parsed: Parsed): boolean {
  if (word === 'dev') {
    parsed.device = words.take()
    return true
  }
  const proxy = matches(word, 'proxy')
  const keyword = proxy ? 'proxy' : 'to'
  if (!proxy && word !== 'to') words.back()
  const next = words.peek()
  if (next !== undefined && matches(next, 'help')) return false
  const dst = takeAddress(words, keyword, family)
  if (parsed.dst) throw new UsageError(`the address is given twice, the second time as "${dst.text}"`)
  parsed.dst = dst
  if (proxy) parsed.flags |= NTF.PROXY
  return true
}

function required(parsed: Parsed): { dst: Address } {
  const { dst, device, flags } = parsed
  if (!dst) throw new UsageError('the address is missing')
  if (device === undefined && !(flags & NTF.PROXY))
    throw new UsageError('"dev" and the name of an interface are missing')
  return { dst }
}

function target(dst: Address, flags: number): NeighInput {
  return { family: dst.family as NeighInput['family'] & string, flags, dst: dst.text }
}

function takeState(words: Words): number {
  const word = words.take()
  const state = parseState(word)
  if (state === undefined) throw wrong('nud', word, STATE_WORDS)
  return state
}

function takeProtocol(words: Words, names: Names): number {
  const word = words.take()
  const protocol = names.protocolId(word)
  if (protocol === undefined) throw wrong('protocol', word, 'a name or a number from 0 to 255')
  return protocol
}
