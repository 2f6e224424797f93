// A small program of someone who installed `rtnl` and the packages below it. package.test.ts type-checks and runs it.
import { decode, encode } from '@rtnl/codec'
import { RTN, route } from '@rtnl/families'
import { open } from 'rtnl'

await using net = await open()

const routes = await net.route.list({ table: 'local' })
const first = routes[0]
const type: string | number | undefined = first?.type
// @ts-expect-error: a route has no such key, which only a type other than `any` knows
first?.nonsense

const payload: Uint8Array = encode(route, { family: 'inet', type: 'unicast', dst: '192.0.2.0', dstLen: 24 })

console.log(
  JSON.stringify({
    list: Array.isArray(routes),
    type: typeof type,
    decode: typeof decode,
    bytes: payload.length,
    unicast: RTN.UNICAST,
  }),
)
