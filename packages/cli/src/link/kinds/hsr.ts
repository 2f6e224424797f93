import type { Infer, Input } from '@rtnl/codec'
import type { hsr as declaration } from '@rtnl/families'
import { HSR_PROTOCOL } from '@rtnl/families'
import { numberOf } from '../../enums.ts'
import type { Mutable } from '../../mutable.ts'
import type { LinkKind } from './kind.ts'
import { MAX, type Option, optionsOf, readOptions } from './options.ts'
import { shower } from './print.ts'

const help = `Usage: rtnl link add [ NAME ] type hsr slave1 DEV slave2 DEV
    [ supervision BYTE ] [ version { 0 | 1 } ] [ proto { 0 | 1 } ]

proto 0 is HSR (a ring), 1 is PRP (two networks). BYTE is the last one of the address of supervision frames.

Example
  rtnl link add ring0 type hsr slave1 eth0 slave2 eth1 version 1
`

type Given = Mutable<Input<typeof declaration>>

const { number, device } = optionsOf<Given>()

const options: readonly Option<Given>[] = [
  number('supervision', 'multicastSpec', MAX.U8),
  number('version', 'version', MAX.U8),
  number('proto', 'protocol', MAX.U8),
  device('slave1', 'slave1'),
  device('slave2', 'slave2'),
]

/** A link with seamless redundancy. */
export const hsr: LinkKind<Infer<typeof declaration>, Given> = {
  help,
  parse: (words) => readOptions('hsr', words, options, {}),
  print(print, data, { interfaces }) {
    for (const key of ['slave1', 'slave2'] as const) {
      const index = data[key]
      if (index === undefined) print.any(key, null, `${key} `, ' ', '<none>')
      else print.any(key, interfaces.name(index), `${key} `)
    }
    const { value } = shower(print)
    value('seq_nr', data.seqNr, 'sequence')
    value('supervision_addr', data.supervisionAddr, 'supervision')
    if (data.protocol !== undefined) value('proto', numberOf(HSR_PROTOCOL, data.protocol))
  },
}
