import type { Infer, Input } from '@rtnl/codec'
import type { gtp as declaration } from '@rtnl/families'
import { GTP_ROLE } from '@rtnl/families'
import { numberOf } from '../../enums.ts'
import { UsageError } from '../../errors.ts'
import type { Mutable } from '../../mutable.ts'
import { takeUnsigned } from '../../numbers.ts'
import { duplicate, wrong } from '../../words.ts'
import type { LinkKind } from './kind.ts'
import { type Option, optionsOf, readOptions } from './options.ts'
import { shower } from './print.ts'

const help = `Usage: rtnl link add [ NAME ] type gtp role { sgsn | ggsn } [ hsize ENTRIES ] [ restart_count { 0..255 } ]

Example
  rtnl link add gtp0 type gtp role sgsn
`

type Given = Mutable<Input<typeof declaration>>

const { other, exact } = optionsOf<Given>()

const ROLES: Readonly<Record<string, number>> = { sgsn: GTP_ROLE.SGSN, ggsn: GTP_ROLE.GGSN }

const options: readonly Option<Given>[] = [
  other('role', (given, words) => {
    const word = words.take()
    if (given.role !== undefined) throw duplicate('role', word)
    const role = ROLES[word]
    if (role === undefined) throw wrong('role', word, 'sgsn or ggsn')
    given.role = role
  }),
  other('hsize', (given, words) => {
    if (given.pdpHashsize !== undefined) throw duplicate('hsize', words.take())
    given.pdpHashsize = takeUnsigned(words, 'hsize', 0x1ffff)
  }),
  other('restart_count', (given, words) => {
    const word = words.take()
    if (given.restartCount !== undefined) throw duplicate('restart_count', word)
    const count = /^\d+$/.test(word) ? Number(word) : 256
    if (count > 255) throw wrong('restart_count', word, 'a number from 0 to 255')
    given.restartCount = count
  }),
].map(exact)

/** A GTP tunnel, whose sockets the kernel opens. */
export const gtp: LinkKind<Infer<typeof declaration>, Given> = {
  help,
  parse(words) {
    const given = readOptions<Given>('gtp', words, options, { createSockets: 1 })
    if (given.role === undefined) throw new UsageError('gtp: role must be given')
    return { pdpHashsize: 1024, ...given }
  },
  print(print, data) {
    const { value } = shower(print)
    if (data.role !== undefined) {
      const role = numberOf(GTP_ROLE, data.role)
      value('role', Object.keys(ROLES).find((word) => ROLES[word] === role) ?? 'unknown')
    }
    value('hsize', data.pdpHashsize)
    value('restart_count', data.restartCount)
  },
}
