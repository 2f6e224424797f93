import type { Infer, Input } from '@rtnl/codec'
import type { wwan as declaration } from '@rtnl/families'
import type { Mutable } from '../../mutable.ts'
import type { LinkKind } from './kind.ts'
import { optionsOf, readOptions } from './options.ts'
import { shower } from './print.ts'

const help = `Usage: rtnl link add parentdev NAME [ NAME ] type wwan linkid NUMBER

Example
  rtnl link add wwan0-2 parentdev wwan0 type wwan linkid 2
`

type Given = Mutable<Input<typeof declaration>>

const { number } = optionsOf<Given>()

/** A data channel of a wireless modem. */
export const wwan: LinkKind<Infer<typeof declaration>, Given> = {
  help,
  parse: (words) => readOptions<Given>('wwan', words, [number('linkid', 'linkId')], {}),
  print(print, data) {
    shower(print).value('linkid', data.linkId)
  },
}
