import { open } from 'rtnl'
import { FIELDS, sumsOf } from '../support/columns.js'
import { compiled, pyroute2 } from '../support/peers.js'

/** What pyroute2 gets: all of them would take it a minute. */
const FEWER = 20_000

async function expected(/** @type {number} */ netns) {
  const net = await open({ netns })
  const sums = sumsOf([await net.route.listColumns(FIELDS, { family: 'inet' })])
  await net.close()
  return sums
}

/** @type {import('../support/row.js').Row} */
export default {
  name: 'live',
  number: 4,
  work: 'a live dump of 1,000,000 IPv4 routes, from send to last column',
  rounds: 11,
  async contenders(bench) {
    const count = bench.pick({ full: 1_000_000, quick: 200_000, tiny: 2000 })
    const { netns } = await bench.routes(count)
    const few = Math.min(count, FEWER)
    const small = await bench.routes(few)
    return [
      { name: 'C, libmnl', netns, ...compiled('live', ['mnl']) },
      { name: 'the kernel alone (C, nothing decoded)', netns, ...compiled('live', ['kernel']) },
      ...bench.everywhere('rtnl columns', ['bench/programs/live.js'], { netns }),
      {
        name: 'ip route, to /dev/null',
        netns,
        rounds: 5,
        words: [process.execPath, 'bench/peers/ip.js', 'text'],
      },
      {
        name: `pyroute2 (${few} routes, times ${count / few})`,
        netns: small.netns,
        rounds: 3,
        expect: await expected(small.netns),
        ...pyroute2('bench/peers/pyroute2_dump.py', [`${count / few}`]),
      },
    ]
  },
  measures: [
    {
      what: "time, of libmnl's",
      value: (see) => see('rtnl columns') / see('C, libmnl'),
      unit: 'x',
      better: 'less',
      target: 0.95,
      stretch: 0.88,
    },
  ],
  note:
    "Most of the time is the kernel's, and nobody can be faster than it is: its own line says how long it takes. What is left is decoding, and one call of libc for each datagram of " +
    '32 KiB; larger ones the kernel does not make.',
}
