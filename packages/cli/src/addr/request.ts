import { type AddrInput, IFA_F, type IFAPROT, RT_SCOPE } from '@rtnl/families'
import { type Address, hostLength, type Prefix, takeAddress, takePrefix } from '../address.ts'
import { UsageError } from '../errors.ts'
import type { Names } from '../names.ts'
import { parseUnsigned, takeUnsigned } from '../numbers.ts'
import type { PreferredFamily } from '../options.ts'
import { duplicate, matches, type Words, wrong } from '../words.ts'
import { type AddrFlag, flagOf } from './flags.ts'
import { addrProtocolId } from './protocol.ts'

/** What the words of `add`, `change`, `replace` and `delete` ask for. */
export interface AddrRequest {
  /** To be sent, but for the interface. */
  readonly addr: AddrInput
  readonly device: string
  /** Sentences for standard error: the request goes out all the same. */
  readonly warnings: readonly string[]
}

interface Parsed {
  family: PreferredFamily
  local?: Prefix
  peer?: Prefix
  /** '+': all ones; '-': all zeros. */
  broadcast?: Address | '+' | '-'
  anycast?: Address
  scope?: number
  device?: string
  label?: string
  metric?: number
  valid?: number
  preferred?: number
  protocol?: number
  flags: AddrFlag[]
}

const FOREVER = 0xffffffff

/** Reads the words of ip-address(8) for one address. Undefined for `help`. */
export function parseRequest(
  words: Words,
  family: PreferredFamily,
  names: Names,
  verb: 'add' | 'change' | 'replace' | 'delete',
): AddrRequest | undefined {
  const parsed: Parsed = { family, flags: [] }
  while (!words.done) if (!takeWord(words, parsed, names)) return undefined
  return build(parsed, verb === 'delete')
}

function takeWord(words: Words, parsed: Parsed, names: Names): boolean {
  const word = words.take()
  const flag = flagOf(word)
  if (word === 'peer' || word === 'remote') {
    const peer = takePrefix(words, 'peer', parsed.family)
    if (parsed.peer) throw duplicate('peer', peer.text ?? '')
    parsed.peer = peer
    settle(parsed, peer.family)
  } else if (matches(word, 'broadcast') || word === 'brd') {
    if (parsed.broadcast) throw duplicate('broadcast', words.take())
    parsed.broadcast =
      (words.takeIf('+', '-') as '+' | '-' | undefined) ?? takeAddress(words, 'broadcast', parsed.family)
    if (typeof parsed.broadcast === 'object') settle(parsed, parsed.broadcast.family)
  } else if (word === 'anycast') {
    if (parsed.anycast) throw duplicate('anycast', words.take())
    parsed.anycast = takeAddress(words, 'anycast', parsed.family)
    settle(parsed, parsed.anycast.family)
  } else if (word === 'scope') {
    const scope = words.take()
    parsed.scope =
      names.scopeId(scope) ?? fail('scope', scope, 'global, link, host, another name or a number from 0 to 255')
  } else if (word === 'dev') parsed.device = words.take()
  else if (word === 'label') parsed.label = words.take()
  else if (['metric', 'priority', 'preference'].some((keyword) => matches(word, keyword))) {
    parsed.metric = takeUnsigned(words, 'metric')
  } else if (matches(word, 'valid_lft')) parsed.valid = takeLifetime(words, 'valid_lft', parsed.valid)
  else if (matches(word, 'preferred_lft')) parsed.preferred = takeLifetime(words, 'preferred_lft', parsed.preferred)
  else if (word === 'proto') {
    const protocol = words.take()
    const wanted = 'kernel_lo, kernel_ra, kernel_ll or a number from 0 to 255'
    parsed.protocol = addrProtocolId(protocol) ?? fail('proto', protocol, wanted)
  } else if (flag) parsed.flags.push(flag)
  else if (word !== 'local' && matches(word, 'help')) return false
  else {
    if (word !== 'local') words.back()
    const local = takePrefix(words, 'local', parsed.family)
    if (parsed.local) throw new UsageError(`either "local" is given twice, or "${word}" is no keyword`)
    parsed.local = local
    settle(parsed, local.family)
  }
  return true
}

function fail(keyword: string, word: string, wanted: string): never {
  throw wrong(keyword, word, wanted)
}

function settle(parsed: Parsed, family: PreferredFamily): void {
  if (parsed.family === 'unspec') parsed.family = family
}

function takeLifetime(words: Words, keyword: string, before: number | undefined): number {
  const word = words.take()
  if (before !== undefined) throw duplicate(keyword, word)
  const seconds = word === 'forever' ? FOREVER : parseUnsigned(word)
  if (seconds === undefined) throw wrong(keyword, word, '"forever" or a number of seconds')
  return seconds
}

function build(parsed: Parsed, deletes: boolean): AddrRequest {
  const { family, local, peer, device } = parsed
  if (device === undefined) throw new UsageError('"dev" and the name of an interface are missing')
  const warnings: string[] = []
  const flags = settable(parsed, warnings)
  if (parsed.flags.some(({ bit }) => bit === IFA_F.MCAUTOJOIN) && !(local && isMulticast(local))) {
    throw new UsageError('autojoin needs a multicast address')
  }
  const anyPrefix = deletes && local?.text !== undefined && !peer && local.family === 'inet' && !local.explicit
  if (anyPrefix) {
    const example = `${local.text}/${hostLength('inet')}`
    warnings.push(
      `no prefix length given: deletes the address whatever its length is; write ${example} for that one only`,
    )
  }
  const network = peer ?? local
  const broadcast = parsed.broadcast && broadcastOf(parsed.broadcast, family, network, deletes)
  const scope = parsed.scope ?? (local?.family === 'inet' && local.bytes[0] === 127 ? RT_SCOPE.HOST : RT_SCOPE.UNIVERSE)
  return {
    device,
    warnings,
    addr: {
      family: family as AddrInput['family'] & string,
      ...(anyPrefix ? {} : { prefixlen: peer?.length || local?.length || 0 }),
      ...(deletes && parsed.scope === undefined ? {} : { scope }),
      ...(local?.text === undefined ? {} : { local: local.text }),
      ...(network?.text === undefined || anyPrefix ? {} : { address: network.text }),
      ...(broadcast === undefined ? {} : { broadcast }),
      ...(parsed.anycast ? { anycast: parsed.anycast.text } : {}),
      ...(parsed.label === undefined ? {} : { label: parsed.label }),
      ...(parsed.metric === undefined ? {} : { rtPriority: parsed.metric }),
      ...(parsed.protocol === undefined ? {} : { proto: parsed.protocol as (typeof IFAPROT)[keyof typeof IFAPROT] }),
      ...lifetimes(parsed),
      // A kernel before 3.14 only knows the header's eight.
      ...(flags > 0xff ? { flags } : { ifaFlags: flags }),
    },
  }
}

/** The bits of the flags that a request may set; a warning for each of the others. */
function settable({ flags, family }: Parsed, warnings: string[]): number {
  let bits = 0
  for (const { name, bit, readonly, ipv6Only } of flags) {
    if (readonly) warnings.push(`${name} is for the kernel alone to set: left out`)
    else if (ipv6Only && family !== 'inet6') warnings.push(`${name} is for IPv6 addresses only: left out`)
    else bits |= bit
  }
  return bits
}

function lifetimes({ valid, preferred }: Parsed): Pick<AddrInput, 'cacheinfo'> | undefined {
  if (valid === undefined && preferred === undefined) return undefined
  const cacheinfo = { valid: valid ?? FOREVER, prefered: preferred ?? FOREVER }
  if (cacheinfo.valid === 0) throw new UsageError('valid_lft must not be zero')
  if (cacheinfo.prefered > cacheinfo.valid) throw new UsageError('preferred_lft must not be more than valid_lft')
  return { cacheinfo }
}

/** `+` and `-` set the host's bits of the network; of one with 31 or 32 bits there is none. */
function broadcastOf(
  wanted: Address | '+' | '-',
  family: PreferredFamily,
  network: Prefix | undefined,
  deletes: boolean,
): string | undefined {
  if (typeof wanted === 'object') return wanted.text
  if (deletes) return undefined
  if (family !== 'inet' || network?.text === undefined) throw new UsageError('broadcast is for IPv4 addresses only')
  if (network.length > 30) return undefined
  const bytes = network.bytes.map((byte, i) => {
    const hostBits = 0xff >> Math.min(8, Math.max(0, network.length - i * 8))
    return wanted === '+' ? byte | hostBits : byte & ~hostBits
  })
  return bytes.join('.')
}

function isMulticast({ family, bytes }: Prefix): boolean {
  return family === 'inet' ? (bytes[0] ?? 0) >> 4 === 14 : bytes[0] === 0xff
}
