/** Rich state for comparisons: some hundred objects of every kind, made with iproute2's `ip` and `bridge` in a namespace of their own. */

import { patience } from '../guest.ts'
import { parseJson } from './json.ts'
import { createNamespace, type Namespace } from './namespace.ts'
import { addresses } from './state/addresses.ts'
import { distant, links, oddNames } from './state/links.ts'
import { forwarding, neighbours } from './state/neighbours.ts'
import { nexthops, routes4, routes6 } from './state/routes.ts'
import { rules4, rules6 } from './state/rules.ts'

export interface RichState {
  namespace: Namespace
  /** The namespace that holds the far ends of two veths, known to the first by an id. */
  other: Namespace
  /** Lines that the kernel refused, of those that may be. */
  refused: string[]
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/** Names beside iproute2's own, as only the namespace sees them. */
const NAMES = {
  rt_tables: '100\tblue\n101\tred\n300\ttab-three\n',
  'rt_tables.d/test.conf': '42\tanswer\n',
  rt_realms: '3\tinner\n4\touter\n',
  rt_scopes: '100\tmine\n',
  'rt_protos.d/test.conf': '200\tourproto\n',
  group: '42\tbackbone\n',
  rt_dsfield: '0x10\tlowdelay\n',
}

/** Makes the state. Close it when done. */
export async function richState(): Promise<RichState> {
  const namespace = await createNamespace({ names: NAMES })
  const other = await createNamespace({ beside: namespace })
  const close = async () => {
    await namespace.close()
    await other.close()
  }
  try {
    const refused = fill(namespace, other)
    await settled(namespace)
    return { namespace, other, refused, close, [Symbol.asyncDispose]: close }
  } catch (error) {
    await close()
    throw error
  }
}

function fill(namespace: Namespace, other: Namespace): string[] {
  const refused = namespace.batch(links)
  oddNames.forEach((name, i) => {
    // As a name of its own: `-dash` as a word after `add` would be taken for an option of ip.
    namespace.run('ip', ['link', 'add', `odd${i}`, 'type', 'veth', 'peer', 'name', `ppo${i}`])
    namespace.run('ip', ['link', 'set', 'dev', `odd${i}`, 'name', name])
  })
  namespace.run('ip', ['link', 'set', 'v1', 'alias', 'tab\there, \u001b[31mred\u001b[0m "quoted" ünï'])
  for (const name of distant) {
    namespace.exec(`ip link add ${name} type veth peer name near-${name}`)
    namespace.exec(`ip link set ${name} netns ${other.pid}`)
    namespace.exec(`ip link set near-${name} up`)
    other.exec(`ip link set ${name} up`)
  }
  // A namespace with a name, which ip knows by what stands under /run/netns.
  namespace.exec('ip netns add faraway')
  namespace.exec('ip link add near-named type veth peer name far-named netns faraway')
  // Addresses that IPv6 makes up beside one with `mngtmpaddr`.
  namespace.run('sh', ['-c', 'echo 2 > /proc/sys/net/ipv6/conf/v0/use_tempaddr'])
  refused.push(...namespace.batch(addresses))
  refused.push(...namespace.batch(nexthops))
  refused.push(...namespace.batch(routes4))
  refused.push(...namespace.batch(routes6, 'ip -6'))
  refused.push(...namespace.batch(rules4))
  refused.push(...namespace.batch(rules6, 'ip -6'))
  refused.push(...namespace.batch(neighbours))
  refused.push(...namespace.batch(forwarding, 'bridge'))
  return refused
}

/** Waits for the end of duplicate address detection on links that have a carrier. */
async function settled(namespace: Namespace): Promise<void> {
  for (const end = Date.now() + 6000 * patience; Date.now() < end; ) {
    const links = parseJson(namespace.exec('ip -j -6 address')) as unknown as LinkWithAddresses[]
    const probing = links.some(
      ({ flags, addr_info }) =>
        flags?.includes('LOWER_UP') && addr_info?.some(({ tentative, dadfailed }) => tentative && !dadfailed),
    )
    if (!probing) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

interface LinkWithAddresses {
  flags?: string[]
  addr_info?: { tentative?: boolean; dadfailed?: boolean }[]
}
