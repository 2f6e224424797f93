import type { Infer, Input } from '@rtnl/codec'
import type { xfrm as declaration } from '@rtnl/families'
import { UsageError } from '../../errors.ts'
import type { Mutable } from '../../mutable.ts'
import { takeUnsigned } from '../../numbers.ts'
import type { LinkKind } from './kind.ts'
import { MAX, type Option, optionsOf, readOptions } from './options.ts'
import { shower } from './print.ts'

const help = `Usage: rtnl link add [ NAME ] type xfrm { if_id ID [ dev DEV ] | external }

Example
  rtnl link add ipsec7 type xfrm dev eth0 if_id 7
`

type Given = Mutable<Input<typeof declaration>>

const { device, exact, fixed, other } = optionsOf<Given>()

const options: readonly Option<Given>[] = [
  device('dev', 'link'),
  other('if_id', (given, words) => {
    given.ifId = takeUnsigned(words, 'if_id', MAX.U32, 1)
  }),
  exact(fixed('external', 'collectMetadata', true)),
]

/** An interface for IPsec. */
export const xfrm: LinkKind<Infer<typeof declaration>, Given> = {
  help,
  parse(words) {
    const given = readOptions<Given>('xfrm', words, options, {})
    const { collectMetadata, ifId, link } = given
    if (collectMetadata && (ifId !== undefined || link !== undefined)) {
      throw new UsageError('xfrm: external goes neither with if_id nor with dev')
    }
    if (!collectMetadata && ifId === undefined) throw new UsageError('xfrm: if_id and the id are missing')
    return given
  },
  print(print, data) {
    const { set, hex } = shower(print)
    if (data.collectMetadata) set('external', true)
    else hex('if_id', data.ifId)
  },
}
