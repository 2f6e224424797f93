import { npmNetlink } from '../support/peers.js'
import { LINKS } from '../support/tables.js'

const ROUTES = `route add 10.1.0.0/16 via 10.255.0.2
route add 10.2.0.0/16 via 10.255.1.2 metric 100
route add default via 10.255.0.3
`

/** @type {import('../support/row.js').Row} */
export default {
  name: 'query',
  number: 6,
  work: 'the IPv4 routes of a small main table (five), one query after another',
  rounds: 9,
  async contenders(bench) {
    const netns = await bench.inside(LINKS + ROUTES)
    const count = bench.pick({ full: 3000, quick: 3000, tiny: 100 })
    return [
      ...bench.everywhere('rtnl list', ['bench/programs/query.js', `${count}`], { netns }),
      { name: 'ip -j route, spawned', netns, words: [process.execPath, 'bench/peers/ip.js', 'query', '20'] },
      { name: 'npm netlink', netns, ...npmNetlink([process.execPath], ['query', `${count / 10}`]) },
    ]
  },
  measures: [
    {
      what: 'median of a query',
      value: (see) => see('rtnl list', 'us'),
      unit: 'µs',
      better: 'less',
      target: 25,
      stretch: 12,
    },
    {
      what: 'times as fast as spawning ip -j',
      value: (see) => see('ip -j route, spawned', 'us') / see('rtnl list', 'us'),
      unit: 'x',
      better: 'more',
      target: 50,
    },
    {
      what: 'times as fast as npm netlink',
      value: (see) => see('npm netlink', 'us') / see('rtnl list', 'us'),
      unit: 'x',
      better: 'more',
      target: 2,
    },
  ],
  note:
    'Three system calls take a program in C some 9 µs. Tried, from 58 µs: the filter is made once and not for each query, routes are handed over by the datagram and not one by one, ' +
    'and a datagram is received without a look at its length first.',
}
