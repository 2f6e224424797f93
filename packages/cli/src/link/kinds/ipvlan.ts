import type { Infer, Input } from '@rtnl/codec'
import type { ipvlan as declaration } from '@rtnl/families'
import { IPVLAN_F, IPVLAN_MODE } from '@rtnl/families'
import { bitsOf, numberOf } from '../../enums.ts'
import type { Mutable } from '../../mutable.ts'
import { type Words, wrong } from '../../words.ts'
import type { LinkKind } from './kind.ts'
import { type Option, optionsOf, readOptions } from './options.ts'
import { shower } from './print.ts'

type Given = Mutable<Input<typeof declaration>>

const { other } = optionsOf<Given>()

const MODES: Readonly<Record<string, number>> = { l2: IPVLAN_MODE.L2, l3: IPVLAN_MODE.L3, l3s: IPVLAN_MODE.L3S }

const mode = other('mode', (given, words) => {
  const word = words.take()
  const number = MODES[word]
  if (number === undefined) throw wrong('mode', word, 'l2, l3 or l3s')
  given.mode = number
})

/** Only one of these words counts as an option: a second one is unknown. ip sends the flags even when none of them is given. */
function parse(kind: string, words: Words): Given {
  const options: Option<Given>[] = [mode]
  const flag = (word: string, bits: number) =>
    other(word, (given) => {
      given.flags = bits
      options.length = 1
    })
  options.push(flag('private', IPVLAN_F.PRIVATE), flag('vepa', IPVLAN_F.VEPA), flag('bridge', 0))
  return readOptions<Given>(kind, words, options, { flags: 0 })
}

function kind(name: string): LinkKind<Infer<typeof declaration>, Given> {
  return {
    help: `Usage: rtnl link add link DEV [ NAME ] type ${name} [ mode { l3 | l3s | l2 } ] [ bridge | private | vepa ]

Without options: l3, bridge. Both are common to all on one lower device.

Example
  rtnl link add link eth0 ${name}0 type ${name} mode l2
`,
    parse: (words) => parse(name, words),
    print(print, data) {
      if (data.mode !== undefined) {
        const number = numberOf(IPVLAN_MODE, data.mode)
        print.any('mode', Object.keys(MODES).find((word) => MODES[word] === number) ?? 'unknown', ' mode ')
      }
      if (data.flags === undefined) return
      const bits = bitsOf(IPVLAN_F, data.flags)
      shower(print).set(bits & IPVLAN_F.PRIVATE ? 'private' : bits & IPVLAN_F.VEPA ? 'vepa' : 'bridge', true)
    },
  }
}

/** A link with the address of the one beneath. */
export const ipvlan = kind('ipvlan')

/** The same with a character device in place of the network stack. */
export const ipvtap = kind('ipvtap')
