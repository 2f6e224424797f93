import { compiled, npmNetlink } from '../support/peers.js'

/** @type {import('../support/row.js').Row} */
export default {
  name: 'links',
  number: 3,
  work: 'objects of 33,000 links in memory, with statistics, AF_SPEC and LINKINFO (the 300 links of a namespace, repeated with other names, indices, addresses and counters)',
  rounds: 15,
  async contenders(bench) {
    const { file } = await bench.links(bench.pick({ full: 33_000, quick: 10_000, tiny: 200 }))
    return [
      { name: 'C, libnl', ...compiled('libnl', ['links', file]) },
      ...bench.runtimes.map(({ name, program, args, absent }) => ({
        name: 'npm netlink (LINKINFO and AF_SPEC left as bytes)',
        runtime: name,
        rounds: 5,
        ...(absent === undefined ? npmNetlink([program, ...args], ['links', file]) : { absent }),
      })),
      ...bench.everywhere('rtnl objects', ['bench/programs/links.js', file]),
    ]
  },
  measures: [
    {
      what: "time, of libnl's",
      value: (see) => see('rtnl objects') / see('C, libnl'),
      unit: 'x',
      better: 'less',
      target: 1,
      stretch: 0.5,
    },
  ],
  note:
    'A link has 25 counters of 64 bits, each of which becomes a bigint, and some fifty other values in five nests. Tried: closures for each shape, ten times as slow as the functions ' +
    'of each common shape that it is now; one function for a whole link, which V8 takes half a second to optimise (ARCHITECTURE.md).',
}
