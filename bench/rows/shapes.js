/** Messages in a run; of those that are learnt anew, so many times fewer. */
const MESSAGES = 100_000
const FEWER = 50

/** @type {import('../support/row.js').Row} */
export default {
  name: 'shapes',
  work: 'what remembering shapes brings: nanoseconds a message, the same datagram of 32 KiB over and over',
  rounds: 9,
  async contenders(bench) {
    const { file: routes } = await bench.routes(20_000)
    const { file: links } = await bench.links(300)
    const node = [process.execPath, 'bench/programs/shapes.js']
    const count = bench.pick({ full: MESSAGES, quick: MESSAGES / 10, tiny: MESSAGES / 100 })
    return /** @type {const} */ ([
      ['RTM_NEWROUTE', routes],
      ['RTM_NEWLINK', links],
    ]).flatMap(([name, file]) =>
      /** @type {const} */ ([
        ['the core alone, messages and attributes to the tape', 'core', count],
        ['objects, shapes remembered', 'objects', count],
        ['objects, every message learnt anew', 'learning', count / FEWER],
      ]).map(([what, mode, messages]) => ({
        name: `${name}: ${what}`,
        ours: true,
        words: [...node, mode, file, `${messages}`],
      })),
    )
  },
  measures: [],
}
