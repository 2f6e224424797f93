import type { Client } from '@rtnl/client'
import { encode } from '@rtnl/codec'
import { link, RTM, route } from '@rtnl/families'

/** JSON's idea of a value: bigints as numbers, bytes in hexadecimal. */
const plain = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, member: unknown) => {
      if (typeof member === 'bigint') return Number(member)
      return member instanceof Uint8Array ? Buffer.from(member).toString('hex') : member
    }),
  )

/** Asks, changes, is refused, and watches; what came of it. The same with a kernel and with its recording. */
export async function talk(net: Client) {
  const links: string[] = []
  for await (const link of net.link.dump()) links.push(`${link.ifname}`)
  const monitor = net.monitor(['route'])
  await monitor.ready
  for (let i = 0; i < 50; i++) await net.route.add({ dst: `10.1.${i}.0/24`, oif: 'lo', protocol: 'static' })
  const refusals: unknown[] = []
  const complain = (error: Error & { code?: string; path?: string }) =>
    refusals.push([error.message, error.code, error.path])
  await net.route.add({ dst: '10.1.7.0/24', oif: 'lo', protocol: 'static' }).catch(complain)
  await net.route.add({ dst: '10.2.0.0/24', gateway: '192.0.2.1' }).catch(complain)
  // The kernel lets nobody set this one.
  const payload = encode(link, { index: 1, permAddress: '02:00:00:00:00:01' })
  await net.connection.request({ type: RTM.NEWLINK, payload }).catch(complain)
  const routes: unknown[] = []
  const request = { type: RTM.GETROUTE, payload: encode(route, { family: 'inet' }) }
  for await (const { body } of net.connection.dump(request)) routes.push(plain(body))
  const events: unknown[] = []
  for await (const event of monitor) {
    events.push(plain(event))
    if (events.length === 50) break
  }
  return { links, refusals, routes, events }
}
