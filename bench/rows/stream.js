/** @type {import('../support/row.js').Row} */
export default {
  name: 'stream',
  number: 5,
  work: 'a live dump of 1,000,000 IPv4 routes to objects, streamed',
  rounds: 5,
  async contenders(bench) {
    const { netns } = await bench.routes(bench.pick({ full: 1_000_000, quick: 200_000, tiny: 2000 }))
    return [
      ...bench.everywhere('rtnl dump', ['bench/programs/stream.js'], { netns }),
      { name: 'ip -j route, JSON.parse', netns, rounds: 3, words: [process.execPath, 'bench/peers/ip.js', 'json'] },
    ]
  },
  measures: [
    {
      what: 'times as fast as ip -j route and JSON.parse',
      value: (see) => see('ip -j route, JSON.parse') / see('rtnl dump'),
      unit: 'x',
      better: 'more',
      target: 5,
      stretch: 8,
    },
    {
      what: 'the most that memory grew by',
      value: (see) => see('rtnl dump', 'grown'),
      of: 'max',
      unit: 'MiB',
      better: 'less',
      target: 64,
      stretch: 32,
    },
    {
      what: 'the longest that the event loop stood still',
      value: (see) => see('rtnl dump', 'stall'),
      of: 'max',
      unit: 'ms',
      better: 'less',
      target: 20,
    },
  ],
  note:
    "A dump gives the event loop its turn after 8 datagrams of 32 KiB, or 8 ms. What is longer is the collector's, or somebody else's who had the processor: the load is above. " +
    'Tried: a turn by the number of datagrams alone, and the reader as a generator over another one.',
}
