import { appendFileSync, writeFileSync } from 'node:fs'
import { NetlinkError } from '@rtnl/client'
import { uapi } from '@rtnl/families'
import { type Client, open } from 'rtnl'
import { afterAll, describe, expect, test } from 'vitest'
import { inGuest } from '../guest.ts'
import { createNamespace } from '../kernel/namespace.ts'
import { type Garbage, garbage } from './garbage.ts'

// Whoever runs this on a machine of worth may have to switch it off and on: kernels have bugs, and this is made to find them.
if (!inGuest) throw new Error('Requests with mutated attributes are for the kernel of a guest only: npm run test:vm')

const env = process.env
const ROUND = 1000
const rounds = Array.from({ length: Number(env.RTNL_VM_FULL ? 100 : 5) }, (_, round) => round)
/** To find the request that a kernel was lost over: the one round to do, each request written down before it is sent. */
const only = env.GARBAGE_ROUND === undefined ? undefined : Number(env.GARBAGE_ROUND)
const log = `${env.RTNL_VM_SHARE}/garbage.log`

/** Any answer must have come by then, in milliseconds. */
const PATIENCE = 60_000
const AT_A_TIME = 50

/** Links to be changed, mastered, deleted; indices 2 to 11. */
const STATE = [
  'link set lo up',
  'link add v0 type veth peer name p0',
  'link add d0 type dummy',
  'link add br0 type bridge vlan_filtering 1',
  'link set v0 master br0',
  'link add bond0 type bond',
  'link add vlan5 link d0 type vlan id 5',
  'link add vx0 type vxlan id 7 dstport 4789 local 10.9.0.1',
  'link add vrf0 type vrf table 77',
  'link add gre0a type gre local 10.9.0.1 remote 10.9.0.2',
  ...['v0', 'p0', 'd0', 'br0', 'vlan5', 'vrf0'].map((name) => `link set ${name} up`),
  'address add 10.9.0.1/24 dev d0',
  'address add 2001:db8:9::1/64 dev d0 nodad',
  'route add 10.10.0.0/16 via 10.9.0.2',
  'route add 2001:db8:10::/48 via 2001:db8:9::2',
  'neigh add 10.9.0.2 lladdr 02:00:00:00:00:02 dev d0',
]

const counts = { accepted: 0, refused: 0, said: 0, placed: 0, outer: 0 }
const codes = new Map<string, number>()

/** The number of a constant by its name: `IFLA_MTU`, or `IFLA_200` for one without a name. */
function numberOf(constant: string): number | undefined {
  const all = uapi as unknown as Record<string, Record<string, number>>
  for (let at = constant.lastIndexOf('_'); at > 0; at = constant.lastIndexOf('_', at - 1)) {
    const rest = constant.slice(at + 1)
    const found = all[constant.slice(0, at)]?.[rest]
    if (found !== undefined) return found
  }
  return /_\d+$/.test(constant) ? Number(constant.slice(constant.lastIndexOf('_') + 1)) : undefined
}

/** Throws unless the error says what a user needs, and the place is the one that the kernel meant. */
function check(error: unknown, { places }: Garbage): void {
  if (!(error instanceof NetlinkError)) throw error
  expect(error.code).toMatch(/^E[A-Z]/)
  expect(error.errno).toBeGreaterThan(0)
  counts.refused++
  codes.set(error.code, (codes.get(error.code) ?? 0) + 1)
  if (error.extack?.msg) counts.said++
  const { offset, constant, path } = error
  if (offset === undefined) return
  const around = places.filter((place) => offset >= place.offset && offset < place.offset + place.length)
  // Where the kernel points into the family's struct, no attribute is there.
  if (around.length === 0) return
  expect(path).toBeTruthy()
  const number = numberOf(constant ?? '')
  expect(around.map(({ type }) => type)).toContain(number)
  counts.placed++
  // What nobody declared is not looked into.
  if (around[0]?.type !== number) counts.outer++
}

async function send(client: Client, one: Garbage): Promise<void> {
  const { type, flags, payload } = one
  if (only !== undefined) appendFileSync(log, `${type} ${flags} ${Buffer.from(payload).toString('hex')}\n`)
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE} ms`)), PATIENCE)
  })
  try {
    await Promise.race([client.connection.request({ type, flags, payload }), late])
    counts.accepted++
  } catch (error) {
    check(error, one)
  } finally {
    clearTimeout(timer)
  }
}

describe('a real kernel answers garbage', () => {
  test.each(rounds.filter((round) => only === undefined || round === only))(
    `round %i of ${ROUND} requests`,
    async (round) => {
      if (only !== undefined) writeFileSync(log, '')
      await using namespace = await createNamespace()
      namespace.batch(STATE)
      await using client = await open({ netns: namespace.pid })
      const wrong: string[] = []
      let together: Promise<void>[] = []
      for (const one of garbage(1 + round, ROUND)) {
        const text = () => `${one.type} ${one.flags} ${Buffer.from(one.payload).toString('hex')}`
        together.push(send(client, one).catch((error) => void wrong.push(`${text()}: ${error}`)))
        if (together.length < AT_A_TIME) continue
        await Promise.all(together)
        together = []
      }
      await Promise.all(together)
      expect(wrong.join('\n')).toBe('')

      // The client goes on working: whatever the kernel took, it lists, and it is told of what changes.
      const listed = [
        client.link.list(),
        client.addr.list(),
        client.route.list(),
        client.neigh.list(),
        client.rule.list(),
      ]
      for (const objects of await Promise.all<{ length: number }>(listed)) expect(objects.length).toBeGreaterThan(0)
      await using monitor = client.monitor(['link'])
      await monitor.ready
      await client.link.add({ ifname: 'after', linkinfo: { kind: 'dummy' } })
      for await (const event of monitor) if (event.kind === 'new' && event.object === 'link') break
      expect((await client.link.get('after'))?.ifname).toBe('after')
    },
  )

  test('some was taken, some refused, and of places in it paths were made', () => {
    expect(counts).toEqual({
      accepted: expect.toSatisfy((count: number) => count > 0),
      refused: expect.toSatisfy((count: number) => count > 0),
      said: expect.toSatisfy((count: number) => count > 0),
      placed: expect.toSatisfy((count: number) => count > 0),
      outer: expect.any(Number),
    })
  })

  afterAll(() => console.log(counts, Object.fromEntries([...codes].sort(([, a], [, b]) => b - a))))
})
