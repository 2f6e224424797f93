// Adding 200,000 routes: `net.route.addAll` and `rtnl -batch` against `ip -batch`. The routes are made from text and deleted again outside of the time.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { open } from 'rtnl'
import { compare, exec, lines, namespace, routes, same } from './support/namespace.js'

const COUNT = Number(process.env.ROUTES ?? 200_000)
const inside = await namespace()
const folder = mkdtempSync(join(tmpdir(), 'rtnl-bench-'))
const file = join(folder, 'add')
const items = routes(COUNT).map((item) => /** @type {const} */ ({ ...item, protocol: 'static' }))
writeFileSync(file, lines(items, 'add'))
const rtnl = new URL('../node_modules/.bin/rtnl', import.meta.url).pathname
const net = await open({ netns: inside.pid })

/** What `work` takes; then looks that the routes are there, and deletes them. */
async function timed(/** @type {() => unknown} */ work) {
  const begin = performance.now()
  await work()
  const took = performance.now() - begin
  let found = 0
  let sum = 0
  for await (const { dstLen, priority = 0 } of net.route.dump({ family: 'inet', protocol: 'static' })) {
    found++
    sum += dstLen + priority
  }
  same('routes', [found, sum], [COUNT, items.reduce((all, { priority = 0 }) => all + 24 + priority, 0)])
  const { done } = await net.route.deleteAll(items)
  same('deleted', done, COUNT)
  return took
}

await compare(`adding ${COUNT} routes`, Number(process.env.ROUNDS ?? 5), {
  'net.route.addAll': () => timed(async () => same('added', (await net.route.addAll(items)).done, COUNT)),
  'ip -batch': () => timed(() => exec('nsenter', [...inside.enter, 'ip', '-batch', file])),
  'rtnl -batch': () => timed(() => exec('nsenter', [...inside.enter, rtnl, '-batch', file])),
})
await net.close()
inside.close()
rmSync(folder, { recursive: true })
