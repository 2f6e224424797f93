import type { Infer, Input } from '@rtnl/codec'
import type { vrf as declaration, vrfSlave as slaveDeclaration } from '@rtnl/families'
import type { Mutable } from '../../mutable.ts'
import { wrong } from '../../words.ts'
import type { LinkKind } from './kind.ts'
import { optionsOf, readOptions } from './options.ts'
import { shower } from './print.ts'

const help = `Usage: rtnl link add [ NAME ] type vrf table TABLE

Example
  rtnl link add blue type vrf table 10
`

type Given = Mutable<Input<typeof declaration>>

/** A virtual routing and forwarding domain. */
export const vrf: LinkKind<Infer<typeof declaration>, Given> = {
  help,
  parse(words, { names }) {
    const { other } = optionsOf<Given>()
    const table = other('table', (given, rest) => {
      const word = rest.take()
      const id = names.tableId(word)
      if (id === undefined) throw wrong('table', word, 'a name or number of a routing table')
      given.table = id
    })
    return readOptions<Given>('vrf', words, [table], {})
  },
  print(print, data) {
    shower(print).value('table', data.table)
  },
}

/** A link in such a domain. */
export const vrfSlave: LinkKind<Infer<typeof slaveDeclaration>> = {
  help: '',
  print(print, data) {
    shower(print).value('table', data.table)
  },
}
