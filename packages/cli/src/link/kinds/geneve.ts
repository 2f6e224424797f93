import type { Infer, Input } from '@rtnl/codec'
import type { geneve as declaration } from '@rtnl/families'
import type { Address } from '../../address.ts'
import { UsageError } from '../../errors.ts'
import type { Mutable } from '../../mutable.ts'
import { takeUnsigned } from '../../numbers.ts'
import type { Words } from '../../words.ts'
import type { KindRequest, LinkKind } from './kind.ts'
import { type Once, onOff, valued } from './once.ts'
import { MAX, type Option, readOptions } from './options.ts'
import { shower } from './print.ts'
import { takeAddress, takePort, takeWordOr } from './tunnel-values.ts'
import { udpHeaderOptions } from './udp-options.ts'
import { printDf, printSwitch, printTos, printTtl } from './udp-print.ts'

const help = `Usage: rtnl link add [ NAME ] type geneve id VNI remote ADDRESS
    [ ttl { 1..255 | auto | inherit } ] [ tos { TOS | inherit } ] [ df { unset | set | inherit } ] [ flowlabel LABEL ]
    [ dstport PORT ] [ [no]udpcsum ] [ [no]udp6zerocsumtx ] [ [no]udp6zerocsumrx ]
    [ [no]external ] [ innerprotoinherit ]

With external, id and remote come from routes. A change needs the id, too.

Example
  rtnl link add gen7 type geneve id 7 remote 192.0.2.1
`

type Data = Mutable<Input<typeof declaration>>

interface Given extends Once {
  readonly request: KindRequest
  readonly data: Data
  remote?: Address
  external?: boolean
}

function takeTtl({ data }: Given, words: Words): void {
  if (words.takeIf('inherit') !== undefined) data.ttlInherit = 1
  else data.ttl = takeWordOr(words, 'ttl', 'auto', 0, MAX.U8)
}

const options: readonly Option<Given>[] = [
  ...valued<Given>(['id', 'vni'], 'id', ({ data }, words) => {
    data.id = takeUnsigned(words, 'id', 0xffffff)
  }),
  ...valued<Given>(['remote'], 'remote', (given, words) => {
    given.remote = takeAddress(words, 'remote', undefined, false)
  }),
  ...valued<Given>(['ttl', 'hoplimit'], 'ttl', takeTtl),
  ...udpHeaderOptions,
  ...valued<Given>(['dstport'], 'dstport', ({ data }, words) => {
    data.port = takePort(words, 'dstport')
  }),
  ...onOff<Given>('external', (given, on) => {
    given.external = on
  }),
  ...onOff<Given>('udpcsum', ({ data }, on) => {
    data.udpCsum = on ? 1 : 0
  }),
  ...onOff<Given>('udp6zerocsumtx', ({ data }, on) => {
    data.udpZeroCsum6Tx = on ? 1 : 0
  }),
  ...onOff<Given>('udp6zerocsumrx', ({ data }, on) => {
    data.udpZeroCsum6Rx = on ? 1 : 0
  }),
  ...valued<Given>(['innerprotoinherit'], 'innerprotoinherit', ({ data }) => {
    data.innerProtoInherit = true
  }).map((option) => ({ ...option, exact: true })),
]

/** What the kernel has no default for is sent for a new link; a change sends what was said, and the id. */
function parse(words: Words, request: KindRequest): Data {
  const given: Given = { request, seen: new Set(), data: {} }
  readOptions('geneve', words, options, given)
  const { data, seen, remote, external } = given
  if (external && seen.has('id')) throw new UsageError('geneve: external and id exclude each other')
  if (!external && !seen.has('id')) throw new UsageError('geneve: the id is missing')
  if (!external && request.create && !remote) throw new UsageError('geneve: remote and its address are missing')
  data.id ??= 0
  if (remote) data[remote.family === 'inet6' ? 'remote6' : 'remote'] = remote.text
  if (request.create) data.label ??= 0
  if (request.create || seen.has('ttl')) data.ttl ??= 0
  if (request.create) data.tos ??= 0
  if (data.port === 0) delete data.port
  if (external) data.collectMetadata = true
  return data
}

/** A Geneve tunnel. */
export const geneve: LinkKind<Infer<typeof declaration>, Data> = {
  help,
  parse,
  print(print, data) {
    const { value, set, hex } = shower(print)
    set('external', data.collectMetadata)
    value('id', data.id)
    if (data.remote !== undefined) {
      if (data.remote !== '0.0.0.0') value('remote', data.remote)
    } else if (data.remote6 !== undefined && data.remote6 !== '::' && !/^ff..:/.test(data.remote6)) {
      value('remote6', data.remote6, 'remote')
    }
    printTtl(print, data.ttl, data.ttlInherit)
    printTos(print, data.tos)
    printDf(print, data.df)
    if (data.label) hex('label', data.label, 'flowlabel')
    value('port', data.port, 'dstport')
    printSwitch(print, 'udp_csum', 'udpcsum', data.udpCsum)
    printSwitch(print, 'udp_zero_csum6_tx', 'udp6zerocsumtx', data.udpZeroCsum6Tx)
    printSwitch(print, 'udp_zero_csum6_rx', 'udp6zerocsumrx', data.udpZeroCsum6Rx)
    set('inner_proto_inherit', data.innerProtoInherit, 'innerprotoinherit')
  },
}
