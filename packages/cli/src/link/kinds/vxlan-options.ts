import type { Input } from '@rtnl/codec'
import type { vxlan as declaration } from '@rtnl/families'
import type { Address } from '../../address.ts'
import { UsageError } from '../../errors.ts'
import type { Mutable } from '../../mutable.ts'
import { takeUnsigned } from '../../numbers.ts'
import type { Words } from '../../words.ts'
import type { KindRequest } from './kind.ts'
import { type Once, once, onOff, valued } from './once.ts'
import { MAX, type Option, readOptions } from './options.ts'
import { isMulticast, takeAddress, takePort, takeWordOr } from './tunnel-values.ts'
import { udpHeaderOptions } from './udp-options.ts'

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
interface Given extends Once {
  readonly request: KindRequest
  readonly data: Data
  group?: Address
  local?: Address
  vnifilter?: boolean
  external?: boolean
  learning?: number
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
  return onOff<Given>(word, ({ data }, on) => {
    data[key] = on ? 1 : 0
  })
}

/** `group` and `remote` set the same attribute. */
function takeGroup(given: Given, words: Words, word: 'group' | 'remote'): void {
  const multicast = word === 'group'
  if (given.group && isMulticast(given.group) !== multicast)
    throw new UsageError('vxlan: group and remote exclude each other')
  once(given, 'group', words.peek() ?? '')
  given.group = takeAddress(words, word, given.local, multicast)
}

function takeTtl({ data }: Given, words: Words): void {
  if (words.takeIf('inherit') !== undefined) data.ttlInherit = true
  else data.ttl = takeWordOr(words, 'ttl', 'auto', 0, MAX.U8)
}

function takeSourcePorts({ data }: Given, words: Words): void {
  const range = { low: takePort(words, 'srcport'), high: takePort(words, 'srcport') }
  if (range.low || range.high) data.portRange = range
}

const options: readonly Option<Given>[] = [
  ...valued<Given>(['id', 'vni'], 'id', ({ data }, words) => {
    data.id = takeUnsigned(words, 'id', 0xffffff)
  }),
  { word: 'group', read: (given, words) => takeGroup(given, words, 'group') },
  { word: 'remote', read: (given, words) => takeGroup(given, words, 'remote') },
  ...valued<Given>(['local'], 'local', (given, words) => {
    given.local = takeAddress(words, 'local', given.group, false)
  }),
  ...valued<Given>(['dev'], 'dev', ({ data }, words) => {
    data.link = words.take()
  }),
  ...valued<Given>(['ttl', 'hoplimit'], 'ttl', takeTtl),
  ...udpHeaderOptions,
  ...valued<Given>(['ageing'], 'ageing', ({ data }, words) => {
    data.ageing = takeWordOr(words, 'ageing', 'none', 0)
  }),
  ...valued<Given>(['maxaddress'], 'maxaddress', ({ data }, words) => {
    data.limit = takeWordOr(words, 'maxaddress', 'unlimited', 0)
  }),
  ...valued<Given>(['port', 'srcport'], 'srcport', takeSourcePorts),
  ...valued<Given>(['dstport'], 'dstport', ({ data }, words) => {
    data.port = takePort(words, 'dstport')
  }),
  ...onOff<Given>('learning', (given, on) => {
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
  ...onOff<Given>('external', (given, on) => {
    given.external = on
    if (on) given.learning = 0
  }),
  ...valued<Given>(['gbp'], 'gbp', ({ data }) => {
    data.gbp = true
  }),
  ...valued<Given>(['gpe'], 'gpe', ({ data }) => {
    data.gpe = true
  }),
  ...onOff<Given>(
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
