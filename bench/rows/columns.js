import { compiled } from '../support/peers.js'

/** @type {import('../support/row.js').Row} */
export default {
  name: 'columns',
  number: 1,
  work: 'columns (dst, dstLen, gateway, oif, priority, table) of 1,000,000 IPv4 routes in memory, fields chosen at run time',
  rounds: 15,
  async contenders(bench) {
    const { file } = await bench.routes(bench.pick({ full: 1_000_000, quick: 200_000, tiny: 2000 }))
    // Of so many passes, one behind the other, a run is the median.
    const passes = '5'
    return [
      { name: 'C, RTA_OK and RTA_NEXT', ...compiled('memory', ['loop', file, passes]) },
      { name: 'C, libmnl', rounds: 5, ...compiled('memory', ['mnl', file, passes]) },
      ...bench.everywhere('rtnl columns', ['bench/programs/columns.js', file, passes]),
      ...bench
        .everywhere('rtnl columns, no code made', ['bench/programs/columns.js', file, passes, 'plain'])
        .slice(0, 1),
    ]
  },
  measures: [
    {
      what: "time, of the C loop's",
      value: (see) => see('rtnl columns') / see('C, RTA_OK and RTA_NEXT'),
      unit: 'x',
      better: 'less',
      target: 0.9,
      stretch: 0.6,
    },
  ],
  note:
    'The prototype in AssemblyScript that was made for these six fields by hand took 0.63 of the time of the C loop, and 0.52 with SIMD. Here the fields are chosen at run time, ' +
    'and each column has a bitmap of what is there. Tried: programs that the core runs step by step (`no code made`, above); then the most common shapes written out as WebAssembly, ' +
    'which is what was measured, with the rows of presence made sixteen at a time.',
}
