import type { Infer, Input } from '@rtnl/codec'
import type { ipoib as declaration } from '@rtnl/families'
import { IPOIB_MODE } from '@rtnl/families'
import { numberOf } from '../../enums.ts'
import type { Mutable } from '../../mutable.ts'
import { wrong } from '../../words.ts'
import type { LinkKind } from './kind.ts'
import { MAX, type Option, optionsOf, readOptions } from './options.ts'

const help = `Usage: rtnl link add link DEV [ NAME ] type ipoib [ pkey PKEY ] [ mode { datagram | connected } ] [ umcast { 0 | 1 } ]

PKEY: 0x8001 to 0xffff

Example
  rtnl link add link ib0 ib0.8001 type ipoib pkey 0x8001
`

type Given = Mutable<Input<typeof declaration>>

const { number, other } = optionsOf<Given>()

const MODES = ['datagram', 'connected']

const options: readonly Option<Given>[] = [
  number('pkey', 'pkey', MAX.U16),
  other('mode', (given, words) => {
    const word = words.take()
    const mode = MODES.indexOf(word)
    if (mode < 0) throw wrong('mode', word, 'datagram or connected')
    given.mode = mode
  }),
  number('umcast', 'umcast', MAX.U16),
]

/** IP over InfiniBand. */
export const ipoib: LinkKind<Infer<typeof declaration>, Given> = {
  help,
  parse: (words) => readOptions('ipoib', words, options, {}),
  print(print, { pkey, mode, umcast }) {
    // What ip finds missing ends its listing.
    if (pkey === undefined) return
    const key = pkey === 0 ? '0000' : `0x${pkey.toString(16).padStart(4, '0')}`
    print.any('key', key, 'pkey ')
    if (mode === undefined) return
    print.any('mode', MODES[numberOf(IPOIB_MODE, mode)] ?? 'unknown', 'mode ')
    if (umcast === undefined) return
    print.any('umcast', umcast.toString(16).padStart(4, '0'), 'umcast ')
  },
}
