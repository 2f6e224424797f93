import type { Infer, Input } from '@rtnl/codec'
import type { vlan as declaration } from '@rtnl/families'
import { VLAN_FLAG } from '@rtnl/families'
import { bitsOf } from '../../enums.ts'
import type { Mutable } from '../../mutable.ts'
import { parseUnsigned, takeOnOff } from '../../numbers.ts'
import type { Printer } from '../../print.ts'
import { type Words, wrong } from '../../words.ts'
import { etherType, parseEtherType } from '../ethertype.ts'
import { printFlags } from '../flags.ts'
import type { LinkKind } from './kind.ts'
import { MAX, type Option, optionsOf, readOptions } from './options.ts'
import { shower } from './print.ts'

const help = `Usage: rtnl link add link DEV [ NAME ] type vlan id VLANID
    [ protocol { 802.1Q | 802.1ad } ]
    [ reorder_hdr { on | off } ] [ gvrp { on | off } ] [ mvrp { on | off } ]
    [ loose_binding { on | off } ] [ bridge_binding { on | off } ]
    [ ingress-qos-map FROM:TO ... ] [ egress-qos-map FROM:TO ... ]

Example
  rtnl link add link eth0 eth0.7 type vlan id 7
`

type Given = Mutable<Input<typeof declaration>>
type Mapping = { from: number; to: number }

const { number, other } = optionsOf<Given>()

function flag(word: string, bit: number): Option<Given> {
  return other(word, (given, words) => {
    const on = takeOnOff(words, word)
    const flags = Number(given.flags?.flags ?? 0)
    given.flags = { flags: on ? flags | bit : flags & ~bit, mask: Number(given.flags?.mask ?? 0) | bit }
  })
}

/** As many mappings as follow. */
function takeMappings(words: Words, keyword: string): Mapping[] {
  const mappings: Mapping[] = []
  for (let word = words.peek(); word?.includes(':'); word = words.peek()) {
    words.take()
    const [from, to] = word.split(':').map((part) => parseUnsigned(part))
    if (from === undefined || to === undefined) throw wrong(keyword, word, 'FROM:TO')
    mappings.push({ from, to })
  }
  return mappings
}

const options: readonly Option<Given>[] = [
  other('protocol', (given, words) => {
    const word = words.take()
    const protocol = parseEtherType(word)
    if (protocol === undefined) throw wrong('protocol', word, '802.1Q or 802.1ad')
    given.protocol = protocol
  }),
  number('id', 'id', MAX.U16),
  flag('reorder_hdr', VLAN_FLAG.REORDER_HDR),
  flag('gvrp', VLAN_FLAG.GVRP),
  flag('mvrp', VLAN_FLAG.MVRP),
  flag('loose_binding', VLAN_FLAG.LOOSE_BINDING),
  flag('bridge_binding', VLAN_FLAG.BRIDGE_BINDING),
  other('ingress-qos-map', (given, words, word) => {
    given.ingressQos = takeMappings(words, word)
  }),
  other('egress-qos-map', (given, words, word) => {
    given.egressQos = takeMappings(words, word)
  }),
]

/** A VLAN. */
export const vlan: LinkKind<Infer<typeof declaration>, Given> = {
  help,
  parse: (words) => readOptions('vlan', words, options, {}),
  print(print, data, view) {
    if (data.id === undefined) return
    const show = shower(print)
    show.value('protocol', data.protocol === undefined ? '802.1q' : etherType(data.protocol, view.options.numeric))
    show.value('id', data.id)
    if (data.flags) printFlags(print, 'flags', flagWords(data.flags.flags ?? []))
    printMappings(print, 'ingress_qos', 'ingress-qos-map', data.ingressQos)
    printMappings(print, 'egress_qos', 'egress-qos-map', data.egressQos)
  },
}

/** ip's order is not that of the bits. */
const ORDER = ['REORDER_HDR', 'GVRP', 'MVRP', 'LOOSE_BINDING', 'BRIDGE_BINDING'] as const

function flagWords(flags: readonly (string | number)[]): string[] {
  let bits = bitsOf(VLAN_FLAG, flags)
  const words: string[] = []
  for (const name of ORDER) {
    if (!(bits & VLAN_FLAG[name])) continue
    bits &= ~VLAN_FLAG[name]
    words.push(name)
  }
  if (bits) words.push((bits >>> 0).toString(16))
  return words
}

function printMappings(
  print: Printer,
  key: string,
  word: string,
  mappings: readonly { from?: number; to?: number }[] | undefined,
): void {
  if (!mappings) return
  print.array(key)
  print.nl()
  print.text(`      ${word} { `)
  for (const { from = 0, to = 0 } of mappings) {
    print.object()
    print.any('from', from, '', ':')
    print.any('to', to)
    print.endObject()
  }
  print.endArray()
  print.text('} ')
}
