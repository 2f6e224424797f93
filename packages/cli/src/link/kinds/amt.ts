import type { Infer, Input } from '@rtnl/codec'
import type { amt as declaration } from '@rtnl/families'
import { AMT_MODE } from '@rtnl/families'
import { takeAddress } from '../../address.ts'
import { numberOf } from '../../enums.ts'
import type { Mutable } from '../../mutable.ts'
import { duplicate, wrong } from '../../words.ts'
import type { LinkKind } from './kind.ts'
import { MAX, type Option, optionsOf, readOptions } from './options.ts'
import { shower } from './print.ts'

const help = `Usage: rtnl link add [ NAME ] type amt mode { gateway | relay } local ADDRESS dev DEV [ discovery ADDRESS ]
    [ relay_port PORT ] [ gateway_port PORT ] [ max_tunnels NUMBER ]

A gateway needs the address to discover a relay at. Addresses are IPv4.

Example
  rtnl link add amt0 type amt mode gateway local 192.0.2.1 discovery 192.0.2.2 dev eth0
`

type Given = Mutable<Input<typeof declaration>>

const { number, device, other, exact } = optionsOf<Given>()

const MODES = ['gateway', 'relay']

function address(word: string, key: 'localIp' | 'discoveryIp'): Option<Given> {
  return other(word, (given, words) => {
    if (given[key] !== undefined) throw duplicate(word, words.take())
    given[key] = takeAddress(words, word, 'inet').text
  })
}

const options: readonly Option<Given>[] = [
  other('mode', (given, words) => {
    const word = words.take()
    const mode = MODES.indexOf(word)
    if (mode < 0) throw wrong('mode', word, 'gateway or relay')
    given.mode = mode
  }),
  number('relay_port', 'relayPort', MAX.U16),
  number('gateway_port', 'gatewayPort', MAX.U16),
  number('max_tunnels', 'maxTunnels'),
  device('dev', 'link'),
  address('local', 'localIp'),
  address('discovery', 'discoveryIp'),
].map(exact)

/** An automatic multicast tunnel. */
export const amt: LinkKind<Infer<typeof declaration>, Given> = {
  help,
  parse: (words) => readOptions('amt', words, options, {}),
  print(print, data, { interfaces }) {
    const { value } = shower(print)
    if (data.mode !== undefined) print.any('mode', MODES[numberOf(AMT_MODE, data.mode)] ?? 'unknown')
    value('gateway_port', data.gatewayPort)
    value('relay_port', data.relayPort)
    value('local', data.localIp)
    value('remote', data.remoteIp)
    value('discovery', data.discoveryIp)
    if (data.link !== undefined) value('link', interfaces.name(data.link), 'dev')
    value('max_tunnels', data.maxTunnels)
  },
}
