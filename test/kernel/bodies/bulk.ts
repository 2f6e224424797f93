import assert from 'node:assert/strict'
import type { RouteInput } from '@rtnl/families'
import { open } from 'rtnl'
import { ip, twoEnds } from './client-common.ts'

const ROUTES = 20_000

const route = (i: number): RouteInput => ({
  dst: `10.${i >> 8}.${i & 255}.0/24`,
  gateway: i % 2 ? '192.0.2.9' : '198.51.100.9',
  protocol: 'static',
})

/** 20,000 routes made, refused, replaced, deleted, and the place of each failure. */
export async function routes() {
  twoEnds()
  await using net = await open()
  const all = Array.from({ length: ROUTES }, (_, i) => route(i))
  assert.deepEqual(await net.route.addAll(all), { items: ROUTES, done: ROUTES, failures: [] })
  assert.equal((await net.route.list({ protocol: 'static' })).length, ROUTES)

  // All are there: each refusal has to arrive.
  const again = await net.route.addAll(all)
  assert.equal(again.done, 0)
  assert.deepEqual(
    again.failures.map(({ index }) => index),
    [...all.keys()],
  )
  assert.ok(again.failures.every(({ error, item }, i) => item === all[i] && error.message.includes('EEXIST')))

  const some = all.map((one, i) => (i % 1000 === 7 ? { ...one, gateway: '203.0.113.1' } : one))
  const replaced = await net.route.replaceAll(some)
  assert.deepEqual(
    replaced.failures.map(({ index }) => index),
    all.map((_, i) => i).filter((i) => i % 1000 === 7),
  )
  assert.match(replaced.failures[0]?.error.message ?? '', /ENETUNREACH: Nexthop has invalid gateway/)

  const stopped = await net.route.deleteAll([all[0] ?? {}, all[0] ?? {}, all[1] ?? {}], { stop: true })
  assert.equal(stopped.items, 2)
  assert.equal(stopped.failures[0]?.index, 1)

  // What is listed can be handed over as it comes.
  const listed = await net.route.list({ protocol: 'static' })
  assert.equal(listed.length, ROUTES - 1)
  async function* asTheyCome() {
    yield* listed
  }
  assert.equal((await net.route.deleteAll(asTheyCome())).done, ROUTES - 1)
  assert.equal(ip('route show proto static'), '')
}

/** Who is told that it was aborted finds nothing still being carried out. */
export async function aborted() {
  twoEnds()
  await using net = await open()
  const counts: number[] = []
  for (let round = 0; round < 20; round++) {
    const controller = new AbortController()
    const items = Array.from({ length: ROUTES }, (_, i) => route(i))
    function* source() {
      for (const [i, item] of items.entries()) {
        if (i === 1000 * (round + 1) - 100) controller.abort(new Error('enough'))
        yield item
      }
    }
    await assert.rejects(net.route.replaceAll(source(), { signal: controller.signal }), /enough/)
    const count = (await net.route.list({ protocol: 'static' })).length
    counts.push(count)
    await new Promise((resolve) => setTimeout(resolve, 5))
    assert.equal((await net.route.list({ protocol: 'static' })).length, count)
  }
  assert.ok((counts.at(-1) ?? 0) > 15_000, `${counts}`)
}

/** The other families, and names of interfaces that come about on the way. */
export async function families() {
  await using net = await open()
  const bridges = Array.from({ length: 20 }, (_, i) => ({ ifname: `br${i}`, linkinfo: { kind: 'bridge' as const } }))
  const links = await net.link.addAll([
    ...bridges,
    { ifname: 'one', linkinfo: { kind: 'veth', data: { peer: { ifname: 'two' } } }, master: 'br3', up: true },
  ])
  assert.deepEqual(links, { items: 21, done: 21, failures: [] })
  assert.equal((await net.link.list({ master: (await net.link.get('br3')).index })).length, 1)
  const addrs = bridges.map(({ ifname }, i) => ({ local: `10.${i}.0.1/24`, index: ifname }))
  assert.equal((await net.addr.addAll(addrs)).done, 20)
  const neighs = bridges.map(({ ifname }, i) => ({
    dst: `10.${i}.0.2`,
    lladdr: '02:00:00:00:00:01',
    ifindex: i === 5 ? 'nope' : ifname,
  }))
  const { done, failures } = await net.neigh.addAll(neighs)
  assert.equal(done, 19)
  assert.match(failures[0]?.error.message ?? '', /No interface has the name 'nope', at ifindex/)
  assert.equal((await net.neigh.list({ state: ['permanent'] })).length, 19)
  const rules = Array.from({ length: 50 }, (_, i) => ({ priority: 1000 + i, src: `10.0.${i}.0/24`, table: 100 }))
  assert.equal((await net.rule.addAll(rules)).done, 50)
  assert.equal((await net.rule.deleteAll(await net.rule.list({ table: 100 }))).done, 50)
  assert.equal((await net.link.deleteAll([...bridges, 'gone'])).done, 20)
}
