import { execIn } from '../support/namespace.js'
import { compiled, npmNetlink } from '../support/peers.js'
import { LINKS } from '../support/tables.js'

const BUFFER = 8 << 20

/** @type {import('../support/row.js').Row} */
export default {
  name: 'burst',
  number: 8,
  work: '200,000 route changes in a burst as typed events, receive buffer of 8 MiB; and with the default buffer',
  rounds: 5,
  async contenders(bench) {
    const count = `${bench.pick({ full: 200_000, quick: 50_000, tiny: 2000 })}`
    const { words: [blast = ''] = [], absent } = compiled('blast', [])
    const arguments_ = [blast, count, 'pv0']
    const quiet = await bench.inside(LINKS)
    const alone = async () => {
      const { ms } = JSON.parse(execIn(quiet, [blast, 'alone', count, 'pv0']).toString())
      return { ms, made: ms }
    }
    const large = [...arguments_, `${BUFFER}`]
    const program = 'bench/programs/burst.js'
    const contenders = [
      { name: 'the kernel, nobody listening', netns: quiet, once: alone },
      ...bench.everywhere('rtnl monitor, 8 MiB', [program, ...large]),
      ...bench.everywhere('rtnl monitor, default buffer', [program, ...arguments_]),
      { name: 'C, libmnl, 8 MiB', ...compiled('listen', large) },
      { name: 'C, libmnl, default buffer', ...compiled('listen', arguments_) },
      { name: 'npm netlink, default buffer', ...npmNetlink([process.execPath], ['burst', ...arguments_]) },
    ]
    if (absent !== undefined) return contenders.map((contender) => ({ ...contender, absent }))
    // Each has a namespace of its own: one that aborts leaves its routes behind.
    return Promise.all(
      contenders.map(async (contender) => {
        const netns = 'netns' in contender ? quiet : await bench.inside(LINKS)
        const after = async () => {
          execIn(netns, [blast, 'delete', count, 'pv0'])
          return {}
        }
        return { ...contender, netns, after }
      }),
    )
  },
  measures: [
    {
      what: 'changes lost, 8 MiB',
      value: (see) => see('rtnl monitor, 8 MiB', 'lost'),
      of: 'max',
      unit: '',
      better: 'less',
      target: 0,
    },
    {
      what: "time from first event to last, of the kernel's own in that run",
      value: (see) => see('rtnl monitor, 8 MiB', 'ratio'),
      unit: 'x',
      better: 'less',
      target: 1.05,
    },
    {
      what: 'changes lost, default buffer',
      value: (see) => see('rtnl monitor, default buffer', 'lost'),
      of: 'max',
      unit: '',
      better: 'less',
      stretch: 0,
    },
  ],
  note:
    'The default buffer of 208 KiB holds some hundred changes, a millisecond or two at this rate. A process that collects garbage, compiles, or is not given the processor for so long loses ' +
    'what comes meanwhile; see what libmnl loses, which does neither of the first two. A `receiveBuffer` is the remedy, and where there was none an `overrun` says that changes were lost, and ' +
    'where. The monitor reads on without a turn of the event loop for 256 datagrams; many datagrams a system call were not tried.',
}
