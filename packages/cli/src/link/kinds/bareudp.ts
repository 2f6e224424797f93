import type { Infer, Input } from '@rtnl/codec'
import type { bareudp as declaration } from '@rtnl/families'
import { UsageError } from '../../errors.ts'
import type { Mutable } from '../../mutable.ts'
import { wrong } from '../../words.ts'
import { etherType, parseEtherType } from '../ethertype.ts'
import type { LinkKind } from './kind.ts'
import { type Once, onOff, valued } from './once.ts'
import { type Option, readOptions } from './options.ts'
import { shower } from './print.ts'
import { takePort } from './tunnel-values.ts'

const help = `Usage: rtnl link add [ NAME ] type bareudp dstport PORT ethertype PROTOCOL
    [ srcportmin PORT ] [ [no]multiproto ]

PROTOCOL: a name such as ipv4, ipv6 or mpls_uc, or a number

Example
  rtnl link add bare0 type bareudp dstport 6635 ethertype mpls_uc
`

type Data = Mutable<Input<typeof declaration>>

interface Given extends Once {
  readonly data: Data
}

const options: readonly Option<Given>[] = [
  ...valued<Given>(['dstport'], 'dstport', ({ data }, words, word) => {
    data.port = takePort(words, word)
  }),
  ...valued<Given>(['ethertype'], 'ethertype', ({ data }, words, keyword) => {
    const word = words.take()
    const protocol = parseEtherType(word)
    if (protocol === undefined) throw wrong(keyword, word, 'the name or number of an Ethernet protocol')
    data.ethertype = protocol
  }),
  ...valued<Given>(['srcportmin'], 'srcportmin', ({ data }, words, word) => {
    data.srcportMin = takePort(words, word)
  }),
  ...onOff<Given>('multiproto', ({ data }, on) => {
    if (on) data.multiprotoMode = true
  }),
]

/** Packets of one protocol in UDP, without a header between. */
export const bareudp: LinkKind<Infer<typeof declaration>, Data> = {
  help,
  parse(words) {
    const { data } = readOptions<Given>('bareudp', words, options, { seen: new Set(), data: {} })
    if (data.port === undefined) throw new UsageError('bareudp: dstport and the port are missing')
    if (data.ethertype === undefined) throw new UsageError('bareudp: ethertype and the protocol are missing')
    return data
  },
  print(print, data, view) {
    const { value } = shower(print)
    value('dstport', data.port)
    if (data.ethertype !== undefined) value('ethertype', etherType(data.ethertype, view.options.numeric))
    value('srcportmin', data.srcportMin)
    const multiproto = data.multiprotoMode === true
    print.any('multiproto', multiproto, '', ' ', multiproto ? 'multiproto' : 'nomultiproto')
  },
}
