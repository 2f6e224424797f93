import type { Input } from '@rtnl/codec'
import type { batadv as declaration } from '@rtnl/families'
import type { Mutable } from '../../mutable.ts'
import type { LinkKind } from './kind.ts'
import { optionsOf, readOptions } from './options.ts'

const help = `Usage: rtnl link add [ NAME ] type batadv [ ra { BATMAN_IV | BATMAN_V } ]

Example
  rtnl link add bat0 type batadv ra BATMAN_V
`

type Given = Mutable<Input<typeof declaration>>

const { other } = optionsOf<Given>()

const ra = other('ra', (given, words) => {
  given.algoName = words.take()
})

/** A mesh of B.A.T.M.A.N. advanced. */
export const batadv: LinkKind<never, Given> = {
  help,
  parse: (words) => readOptions('batadv', words, [ra], {}),
}
