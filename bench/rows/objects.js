import { compiled, npmNetlink } from '../support/peers.js'

/** @type {import('../support/row.js').Row} */
export default {
  name: 'objects',
  number: 2,
  work: 'objects of every attribute of 1,000,000 IPv4 routes in memory, each read once and dropped',
  rounds: 9,
  async contenders(bench) {
    const { file } = await bench.routes(bench.pick({ full: 1_000_000, quick: 200_000, tiny: 2000 }))
    return [
      { name: 'C, libnl', ...compiled('libnl', ['routes', file]) },
      ...bench.runtimes.map(({ name, program, args, absent }) => ({
        name: 'npm netlink',
        runtime: name,
        rounds: 5,
        ...(absent === undefined ? npmNetlink([program, ...args], ['routes', file]) : { absent }),
      })),
      ...bench.everywhere('rtnl objects', ['bench/programs/routes.js', file]),
    ]
  },
  measures: [
    {
      what: "time, of libnl's",
      value: (see) => see('rtnl objects') / see('C, libnl'),
      unit: 'x',
      better: 'less',
      target: 0.6,
      stretch: 0.35,
    },
    {
      what: 'times as fast as npm netlink',
      value: (see) => see('npm netlink') / see('rtnl objects'),
      unit: 'x',
      better: 'more',
      target: 7,
    },
  ],
  note:
    'Nearly all of the time makes objects and the texts of addresses. Tried: a tape of attributes read one by one, closures for each shape, and, as it is now, functions of each common ' +
    'shape, in which addresses that occur again and again are looked up (ARCHITECTURE.md).',
}
