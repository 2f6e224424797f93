import type { Infer, Input } from '@rtnl/codec'
import type { dsa as declaration } from '@rtnl/families'
import type { Mutable } from '../../mutable.ts'
import type { LinkKind } from './kind.ts'
import { type Option, optionsOf, readOptions } from './options.ts'
import { shower } from './print.ts'

const help = `Usage: rtnl link set NAME type dsa conduit DEV

Example
  rtnl link set lan0 type dsa conduit eth1
`

type Given = Mutable<Input<typeof declaration>>

const { device, exact } = optionsOf<Given>()

/** `master` is the older word. */
const options: readonly Option<Given>[] = [exact(device('conduit', 'conduit')), exact(device('master', 'conduit'))]

/** A port of an Ethernet switch. */
export const dsa: LinkKind<Infer<typeof declaration>, Given> = {
  help,
  parse: (words) => readOptions('dsa', words, options, {}),
  print(print, data, { interfaces }) {
    if (data.conduit !== undefined) shower(print).value('conduit', interfaces.name(data.conduit))
  },
}
