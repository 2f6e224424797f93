import { type Client, HOST, NetlinkError } from '@rtnl/client'
import { encode } from '@rtnl/codec'
import { type Nexthop, nexthop, RTM } from '@rtnl/families'

/** Asks the kernel for the object with this id; undefined when it has none. */
export async function getNexthop(client: Client, id: number): Promise<Nexthop | undefined> {
  const payload = encode(nexthop, { id }, HOST)
  try {
    const [reply] = await client.connection.request<Nexthop>({ type: RTM.GETNEXTHOP, payload, reply: true })
    return reply?.body
  } catch (error) {
    if (error instanceof NetlinkError) return undefined
    throw error
  }
}
