import type { Input } from '@rtnl/codec'
import type { vxlan as declaration } from '@rtnl/families'
import { VXLAN_DF } from '@rtnl/families'
import { type Address, parseAddress } from '../../address.ts'
import { UsageError } from '../../errors.ts'
import type { Mutable } from '../../mutable.ts'
import { parseUnsigned, takeUnsigned } from '../../numbers.ts'
import { duplicate, type Words, wrong } from '../../words.ts'
import type { KindRequest } from './kind.ts'
import { MAX, type Option, readOptions } from './options.ts'

export const vxlanHelp = `Usage: rtnl link add [ NAME ] type vxlan id VNI [ { group | remote } ADDRESS ] [ local ADDRESS ]
    [ ttl { 1..255 | auto | inherit } ] [ tos { TOS | inherit } ] [ df { unset | set | inherit } ] [ flowlabel LABEL ]
    [ dev DEV ] [ dstport PORT ] [ srcport MIN MAX ] [ ageing SECONDS ] [ maxaddress NUMBER ]
    [ [no]learning ] [ [no]proxy ] [ [no]rsc ] [ [no]l2miss ] [ [no]l3miss ]
    [ [no]udpcsum ] [ [no]udp6zerocsumtx ] [ [no]udp6zerocsumrx ] [ [no]remcsumtx ] [ [no]remcsumrx ]
    [ [no]external ] [ gbp ] [ gpe ] [ [no]vnifilter ]

Example
  rtnl link add vx7 type vxlan id 7 remote 192.0.2.1 dstport 4789
`

type Data = Mutable<Input<typeof declaration>>

/** The data, and what has been said so far: no option comes twice. */
interface Given {
  readonly request: KindRequest
  readonly seen: Set<string>
  readonly data: Data
  group?: Address
  local?: Address
  vnifilter?: boolean
  external?: boolean
  learning?: number
}

function once(given: Given, key: string, word: string): void {
  if (given.seen.has(key)) throw duplicate(key, word)
  given.seen.add(key)
}

/** An option with a value, by any of its names. */
function valued(
  names: readonly string[],
  key: string,
  read: (given: Given, words: Words, word: string) => void,
): Option<Given>[] {
  return names.map((word) => ({
    word,
    read(given, words) {
      once(given, key, words.peek() ?? '')
      read(given, words, key)
    },
  }))
}

/** `word` and `noword`. */
function onOff(word: string, set: (given: Given, on: boolean) => void, exact = false): Option<Given>[] {
  return [false, true].map((on) => ({
    word: on ? word : `no${word}`,
    exact,
    read(given) {
      once(given, word, on ? word : `no${word}`)
      set(given, on)
    },
  }))
}

type SwitchKey =
  | 'proxy'
  | 'rsc'
  | 'l2miss'
  | 'l3miss'
  | 'udpCsum'
  | 'udpZeroCsum6Tx'
  | 'udpZeroCsum6Rx'
  | 'remcsumTx'
  | 'remcsumRx'

function plainSwitch(word: string, key: SwitchKey): Option<Given>[] {
  return onOff(word, ({ data }, on) => {
    data[key] = on ? 1 : 0
  })
}

function isMulticast({ family, bytes }: Address): boolean {
  return family === 'inet' ? (bytes[0] ?? 0) >> 4 === 14 : bytes[0] === 0xff
}

/** An address, of the family of the one that came before it. */
function takeAddress(words: Words, keyword: string, other: Address | undefined, multicast: boolean): Address {
  const word = words.take()
  const address = parseAddress(word, other?.family ?? 'unspec')
  if (!address || isMulticast(address) !== multicast) {
    throw wrong(keyword, word, multicast ? 'a multicast address' : 'the address of one host')
  }
  return address
}

/** `group` and `remote` set the same attribute. */
function takeGroup(given: Given, words: Words, word: 'group' | 'remote'): void {
  const multicast = word === 'group'
  if (given.group && isMulticast(given.group) !== multicast)
    throw new UsageError('vxlan: group and remote exclude each other')
  once(given, 'group', words.peek() ?? '')
  given.group = takeAddress(words, word, given.local, multicast)
}

function takeWordOr(words: Words, keyword: string, instead: string, value: number, max: number = MAX.U32): number {
  if (words.takeIf(instead) !== undefined) return value
  return takeUnsigned(words, keyword, max)
}

function takeTtl({ data }: Given, words: Words): void {
  if (words.takeIf('inherit') !== undefined) data.ttlInherit = true
  else data.ttl = takeWordOr(words, 'ttl', 'auto', 0, MAX.U8)
}

/** The number 1 is what stands for `inherit`. */
function takeTos({ data, request }: Given, words: Words): void {
  const word = words.take()
  const tos = word === 'inherit' ? 1 : request.names.dsfieldId(word)
  if (tos === undefined) throw wrong('tos', word, 'inherit, or a name or hexadecimal number')
  data.tos = tos
}

const DF: Readonly<Record<string, number>> = { unset: VXLAN_DF.UNSET, set: VXLAN_DF.SET, inherit: VXLAN_DF.INHERIT }

function takeDf({ data }: Given, words: Words): void {
  const word = words.take()
  const df = DF[word]
  if (df === undefined) throw wrong('df', word, 'unset, set or inherit')
  data.df = df
}

function takePort(words: Words, keyword: string): number {
  const word = words.take()
  const port = parseUnsigned(word, MAX.U16)
  if (port === undefined) throw wrong(keyword, word, 'a port from 0 to 65535')
  return port
}

function takeSourcePorts({ data }: Given, words: Words): void {
  const range = { low: takePort(words, 'srcport'), high: takePort(words, 'srcport') }
  if (range.low || range.high) data.portRange = range
}

const options: readonly Option<Given>[] = [
  ...valued(['id', 'vni'], 'id', ({ data }, words) => {
    data.id = takeUnsigned(words, 'id', 0xffffff)
  }),
  { word: 'group', read: (given, words) => takeGroup(given, words, 'group') },
  { word: 'remote', read: (given, words) => takeGroup(given, words, 'remote') },
  ...valued(['local'], 'local', (given, words) => {
    given.local = takeAddress(words, 'local', given.group, false)
  }),
  ...valued(['dev'], 'dev', ({ data }, words) => {
    data.link = words.take()
  }),
  ...valued(['ttl', 'hoplimit'], 'ttl', takeTtl),
  ...valued(['tos', 'dsfield'], 'tos', takeTos),
  ...valued(['df'], 'df', takeDf),
  ...valued(['label', 'flowlabel'], 'flowlabel', ({ data }, words) => {
    data.label = takeUnsigned(words, 'flowlabel', 0xfffff)
  }),
  ...valued(['ageing'], 'ageing', ({ data }, words) => {
    data.ageing = takeWordOr(words, 'ageing', 'none', 0)
  }),
  ...valued(['maxaddress'], 'maxaddress', ({ data }, words) => {
    data.limit = takeWordOr(words, 'maxaddress', 'unlimited', 0)
  }),
  ...valued(['port', 'srcport'], 'srcport', takeSourcePorts),
  ...valued(['dstport'], 'dstport', ({ data }, words) => {
    data.port = takePort(words, 'dstport')
  }),
  ...onOff('learning', (given, on) => {
    given.learning = on ? 1 : 0
  }),
  ...plainSwitch('proxy', 'proxy'),
  ...plainSwitch('rsc', 'rsc'),
  ...plainSwitch('l2miss', 'l2miss'),
  ...plainSwitch('l3miss', 'l3miss'),
  ...plainSwitch('udpcsum', 'udpCsum'),
  ...plainSwitch('udp6zerocsumtx', 'udpZeroCsum6Tx'),
  ...plainSwitch('udp6zerocsumrx', 'udpZeroCsum6Rx'),
  ...plainSwitch('remcsumtx', 'remcsumTx'),
  ...plainSwitch('remcsumrx', 'remcsumRx'),
  ...onOff('external', (given, on) => {
    given.external = on
    if (on) given.learning = 0
  }),
  ...valued(['gbp'], 'gbp', ({ data }) => {
    data.gbp = true
  }),
  ...valued(['gpe'], 'gpe', ({ data }) => {
    data.gpe = true
  }),
  ...onOff(
    'vnifilter',
    (given, on) => {
      given.vnifilter = on
    },
    true,
  ),
]

/** Reads the options of a vxlan. */
export function parseVxlan(words: Words, request: KindRequest): Data {
  const given: Given = { request, seen: new Set(), data: {} }
  readOptions('vxlan', words, options, given)
  check(given)
  const { data, seen } = given
  if (given.external !== undefined) data.collectMetadata = given.external ? 1 : 0
  if (given.vnifilter !== undefined) data.vnifilter = given.vnifilter ? 1 : 0
  if (request.create || seen.has('learning')) data.learning = given.learning ?? 1
  putAddresses(given)
  putPort(given)
  return data
}

function check(given: Given): void {
  const { seen, request, external, vnifilter } = given
  if (vnifilter && !external) throw new UsageError('vxlan: vnifilter goes only with external')
  if (external && seen.has('id')) throw new UsageError('vxlan: external and id exclude each other')
  if (!external && !vnifilter && !seen.has('id') && request.create) throw new UsageError('vxlan: the id is missing')
  if (given.group && isMulticast(given.group) && !seen.has('dev')) {
    throw new UsageError('vxlan: group needs dev')
  }
}

/** Without an address the family asked for decides which protocol the tunnel is over. */
function putAddresses({ data, group, local, request }: Given): void {
  if (local) data[local.family === 'inet6' ? 'local6' : 'local'] = local.text
  if (group) data[group.family === 'inet6' ? 'group6' : 'group'] = group.text
  if (local || group) return
  if (request.family === 'inet') data.group = '0.0.0.0'
  else if (request.family === 'inet6') data.group6 = '::'
}

/** The kernel's own port is an old one: ip warns of it, and for gpe takes the assigned one. */
function putPort({ data, seen, request }: Given): void {
  if (!seen.has('dstport') && seen.has('gpe')) data.port = 4790
  else if (!seen.has('dstport') && request.create) {
    request.warn('vxlan: without dstport the kernel takes a port of its own, 8472; the assigned one is dstport 4789')
  }
  if (data.port === 0) delete data.port
}
