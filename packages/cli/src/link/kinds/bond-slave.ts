import type { Infer, Input } from '@rtnl/codec'
import type { bondSlave as declaration } from '@rtnl/families'
import { BOND_LINK, BOND_STATE, LACP_STATE } from '@rtnl/families'
import { bitsOf, numberOf } from '../../enums.ts'
import type { Mutable } from '../../mutable.ts'
import type { Printer } from '../../print.ts'
import type { LinkKind } from './kind.ts'
import { MAX, type Option, optionsOf, readOptions } from './options.ts'
import { shower } from './print.ts'

const help = `Usage: rtnl link set NAME type bond_slave [ queue_id ID ] [ prio PRIORITY ]
`

const STATES = ['ACTIVE', 'BACKUP']
const MII_STATUS = ['UP', 'GOING_DOWN', 'DOWN', 'GOING_BACK']

/** Words for the bits of `LACP_STATE`, from the lowest. */
const PORT_STATES = [
  'active',
  'short_timeout',
  'aggregating',
  'in_sync',
  'collecting',
  'distributing',
  'defaulted',
  'expired',
]

type Given = Mutable<Input<typeof declaration>>

const { number, signed, exact } = optionsOf<Given>()

const options: readonly Option<Given>[] = [number('queue_id', 'queueId', MAX.U16), exact(signed('prio', 'prio'))]

/** A port of a bond. */
export const bondSlave: LinkKind<Infer<typeof declaration>, Given> = {
  help,
  parse: (words) => readOptions('bond_slave', words, options, {}),
  print(print, data) {
    const { value } = shower(print)
    const word = (key: string, words: readonly string[], number: number): void => {
      const found = words[number]
      if (found === undefined) value(`${key}_index`, number, key)
      else value(key, found)
    }
    if (data.state !== undefined) word('state', STATES, numberOf(BOND_STATE, data.state))
    if (data.miiStatus !== undefined) word('mii_status', MII_STATUS, numberOf(BOND_LINK, data.miiStatus))
    value('link_failure_count', data.linkFailureCount)
    value('perm_hwaddr', data.permHwaddr)
    value('queue_id', data.queueId)
    value('prio', data.prio)
    value('ad_aggregator_id', data.adAggregatorId)
    if (data.adActorOperPortState) {
      printPortState(print, 'ad_actor_oper_port_state', bitsOf(LACP_STATE, data.adActorOperPortState))
    }
    if (data.adPartnerOperPortState) {
      // The kernel has two bytes for it, ip reads one.
      printPortState(print, 'ad_partner_oper_port_state', bitsOf(LACP_STATE, data.adPartnerOperPortState) & 0xff)
    }
  },
}

function printPortState(print: Printer, key: string, bits: number): void {
  print.any(key, bits, `${key} `)
  print.array(`${key}_str`)
  print.text(`${key}_str <`)
  let before = ''
  for (const [bit, word] of PORT_STATES.entries()) {
    if (!(bits & (1 << bit))) continue
    print.any(undefined, word, before, '')
    before = ','
  }
  print.text('> ')
  print.endArray()
}
