import type { LinkInput } from '@rtnl/families'
import { ETH_P, IFLA_VF_LINK_STATE } from '@rtnl/families'
import { UsageError } from '../errors.ts'
import type { Mutable } from '../mutable.ts'
import { takeOnOff, takeUnsigned } from '../numbers.ts'
import { matches, type Words, wrong } from '../words.ts'
import { parseEtherType } from './ethertype.ts'
import { parseLladdr } from './lladdr.ts'

type VfInput = Mutable<NonNullable<LinkInput['vfinfoList']>[number]>

/** What the words after `vf NUMBER` say. */
export interface VfWords {
  readonly vf: number
  /** What can be sent as it is. */
  readonly info: VfInput
  /** The newer of the kernel's ways to limit the rate; what is not said stays as it is, but has to be sent along. */
  rate?: { min?: number; max?: number }
}

interface Reading {
  readonly words: Words
  readonly given: VfWords
  /** `max_tx_rate` or `min_tx_rate` is among the words: `rate` then means the same as the first. */
  readonly newer: boolean
  readonly maxGiven: boolean
}

const KEYWORDS: readonly (readonly [word: string, read: (reading: Reading) => void])[] = [
  [
    'mac',
    ({ words, given: { vf, info } }) => {
      info.mac = { vf, mac: parseLladdr(words.take()) }
    },
  ],
  ['vlan', takeVlan],
  [
    'rate',
    ({ words, given, newer, maxGiven }) => {
      const rate = takeUnsigned(words, 'rate')
      if (!newer) given.info.txRate = { vf: given.vf, rate }
      else if (!maxGiven) given.rate = { ...given.rate, max: rate }
    },
  ],
  [
    'max_tx_rate',
    ({ words, given }) => {
      given.rate = { ...given.rate, max: takeUnsigned(words, 'max_tx_rate') }
    },
  ],
  [
    'min_tx_rate',
    ({ words, given }) => {
      given.rate = { ...given.rate, min: takeUnsigned(words, 'min_tx_rate') }
    },
  ],
  [
    'spoofchk',
    ({ words, given: { vf, info } }) => {
      info.spoofchk = { vf, setting: takeOnOff(words, 'spoofchk') ? 1 : 0 }
    },
  ],
  [
    'query_rss',
    ({ words, given: { vf, info } }) => {
      info.rssQueryEn = { vf, setting: takeOnOff(words, 'query_rss') ? 1 : 0 }
    },
  ],
  [
    'trust',
    ({ words, given: { vf, info } }) => {
      info.trust = { vf, setting: takeOnOff(words, 'trust') ? 1 : 0 }
    },
  ],
  ['state', takeState],
  [
    'node_guid',
    ({ words, given: { vf, info } }) => {
      info.ibNodeGuid = { vf, guid: takeGuid(words, 'node_guid') }
    },
  ],
  [
    'port_guid',
    ({ words, given: { vf, info } }) => {
      info.ibPortGuid = { vf, guid: takeGuid(words, 'port_guid') }
    },
  ],
]

/** Reads `NUMBER` and what follows of one virtual function; leaves the first word that is not about it. */
export function takeVf(words: Words): VfWords {
  const given: VfWords = { vf: takeUnsigned(words, 'vf', 0x7fffffff), info: {} }
  const rest = words.rest()
  const maxGiven = rest.some((word) => matches(word, 'max_tx_rate'))
  const newer = maxGiven || rest.some((word) => matches(word, 'min_tx_rate'))
  const reading: Reading = { words, given, newer, maxGiven }
  let read = 0
  for (let word = words.peek(); word !== undefined; word = words.peek()) {
    const keyword = KEYWORDS.find(([name]) => matches(word as string, name))
    if (!keyword) break
    words.take()
    keyword[1](reading)
    read++
  }
  if (read === 0) throw new UsageError(`vf ${given.vf} must be followed by what to set, try "rtnl link help"`)
  return given
}

interface Vlan {
  vf: number
  vlan: number
  qos: number
  vlanProto: number
}

function takeOneVlan(words: Words, vf: number): Vlan {
  const vlan: Vlan = { vf, vlan: takeUnsigned(words, 'vlan', 4095), qos: 0, vlanProto: ETH_P['8021Q'] }
  if (words.takeIfMatches('qos')) vlan.qos = takeUnsigned(words, 'qos')
  if (!words.takeIfMatches('proto')) return vlan
  const word = words.take()
  const protocol = parseEtherType(word)
  if (protocol !== ETH_P['8021Q'] && protocol !== ETH_P['8021AD']) throw wrong('proto', word, '802.1Q or 802.1ad')
  vlan.vlanProto = protocol
  return vlan
}

/** Older kernels know one tag of 802.1Q only, so that has an attribute of its own. */
function takeVlan({ words, given: { vf, info } }: Reading): void {
  const first = takeOneVlan(words, vf)
  if (first.vlanProto === ETH_P['8021Q']) {
    info.vlan = { vf, vlan: first.vlan, qos: first.qos }
    return
  }
  const list = [first]
  while (words.takeIfMatches('vlan')) list.push(takeOneVlan(words, vf))
  info.vlanList = list
}

const STATES = ['auto', 'enable', 'disable'] as const

function takeState({ words, given: { vf, info } }: Reading): void {
  const word = words.take()
  const state = STATES.find((one) => matches(word, one))
  if (!state) throw wrong('state', word, 'auto, enable or disable')
  info.linkState = { vf, linkState: IFLA_VF_LINK_STATE[state.toUpperCase() as Uppercase<typeof state>] }
}

/** Eight bytes in hexadecimal, with colons. */
function takeGuid(words: Words, keyword: string): bigint {
  const word = words.take()
  if (!/^([0-9a-fA-F]{2}:){7}[0-9a-fA-F]{2}$/.test(word))
    throw wrong(keyword, word, 'eight bytes as 00:11:22:33:44:55:66:77')
  return BigInt(`0x${word.replaceAll(':', '')}`)
}
