// The routes of a small table, one query after another: `net.route.list` against spawning `ip -j` and JSON.parse.
import { open } from 'rtnl'
import { compare, exec, namespace, same } from './support/namespace.js'

const QUERIES = 2000
const inside = await namespace()
const net = await open({ netns: inside.pid })
const expected = JSON.parse(inside.exec('ip -j route show table all').toString()).length
/** @type {number[]} */
const each = []

await compare(
  `the ${expected} routes of a small namespace`,
  9,
  {
    'net.route.list': async () => {
      each.length = 0
      for (let i = 0; i < QUERIES; i++) {
        const begin = performance.now()
        const found = await net.route.list()
        each.push((performance.now() - begin) * 1000)
        same('routes', found.length, expected)
      }
      return each.sort((a, b) => a - b)[QUERIES >> 1] ?? 0
    },
    'ip -j route show table all, spawned': () => {
      const begin = performance.now()
      const text = exec('nsenter', [...inside.enter, 'ip', '-j', 'route', 'show', 'table', 'all']).toString()
      same('routes', JSON.parse(text).length, expected)
      return (performance.now() - begin) * 1000
    },
  },
  'us',
)
console.log('  npm netlink is absent: it is not among the dependencies of this workspace')
await net.close()
inside.close()
