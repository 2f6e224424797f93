import type { Infer, Input } from '@rtnl/codec'
import type { rmnet as declaration } from '@rtnl/families'
import type { Mutable } from '../../mutable.ts'
import type { LinkKind } from './kind.ts'
import { MAX, optionsOf, readOptions } from './options.ts'
import { shower } from './print.ts'

const help = `Usage: rtnl link add link DEV [ NAME ] type rmnet mux_id { 1..254 }

Example
  rtnl link add link eth0 rmnet0 type rmnet mux_id 7
`

type Given = Mutable<Input<typeof declaration>>

const { number } = optionsOf<Given>()

/** A channel of a Qualcomm modem. */
export const rmnet: LinkKind<Infer<typeof declaration>, Given> = {
  help,
  parse: (words) => readOptions<Given>('rmnet', words, [number('mux_id', 'muxId', MAX.U16)], {}),
  print(print, data) {
    shower(print).value('mux_id', data.muxId)
  },
}
