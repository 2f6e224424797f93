import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { open } from 'rtnl'
import { root } from '../../scripts/lib.js'
import { addSums } from '../support/columns.js'
import { execIn } from '../support/namespace.js'
import { itemLines, LINKS, routeItems } from '../support/tables.js'

/** @type {import('../support/row.js').Row} */
export default {
  name: 'add',
  number: 7,
  work: 'adding 200,000 routes',
  rounds: 5,
  async contenders(bench) {
    const count = bench.pick({ full: 200_000, quick: 50_000, tiny: 500 })
    const netns = await bench.inside(LINKS)
    const items = routeItems(count)
    const file = join(bench.folder, 'add.batch')
    writeFileSync(file, itemLines(items))
    /** What there is now; and it is no more. */
    const after = async () => {
      const net = await open({ netns })
      /** @type {Record<string, number>} */
      const sums = {}
      for await (const batch of net.route.columns(['dst', 'dstLen', 'gateway', 'oif', 'priority', 'table'], {
        family: 'inet',
        protocol: 'static',
      }))
        addSums(sums, batch)
      const { failures } = await net.route.deleteAll(items)
      if (failures.length > 0) throw failures[0]?.error ?? new Error('not all are there')
      await net.close()
      return sums
    }
    const batch = (/** @type {readonly string[]} */ words) => async () => {
      const begin = performance.now()
      execIn(netns, [...words, '-batch', file])
      return { ms: performance.now() - begin }
    }
    return [
      { name: 'ip -batch', once: batch(['ip']), after },
      ...bench.everywhere('rtnl addAll', ['bench/programs/add.js', `${count}`], { netns, after }),
      {
        name: 'rtnl -batch',
        once: batch([process.execPath, join(root, 'packages/rtnl/bin/rtnl.js')]),
        rounds: 3,
        after,
      },
    ]
  },
  measures: [
    {
      what: 'times as fast as ip -batch',
      value: (see) => see('ip -batch') / see('rtnl addAll'),
      unit: 'x',
      better: 'more',
      target: 2,
      stretch: 4,
    },
  ],
  note:
    'The kernel alone bounds it: `burst` says how long it takes for as many when nobody asks for acks and nothing is described or encoded. In Node and Deno it works on one send on another thread while ' +
    'the next is described and encoded, some 1.3 µs a route; Bun has no calls on another thread. Tried: routes described into one object of all usual keys, names and numbers remembered from the route ' +
    'before, the clock asked once a send; up to 64 KiB of messages a send, of which the last alone asks for an ack, as it is now.',
}
