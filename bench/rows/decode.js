import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { root } from '../../scripts/lib.js'
import { captureFile, KINDS } from '../support/captures.js'

const FIELDS = ['frame.time_epoch', 'netlink.hdr_seq', 'netlink-route.rt_dst_len', 'netlink-route.rt_table']

/** What shows the same: a line for each message (of tshark for each packet), every field, JSON, a table. */
const PAIRS = /** @type {const} */ ([
  ['lines', [], []],
  ['-v', ['-v'], ['-V']],
  ['-j', ['-j'], ['-T', 'ek']],
  [
    '--columns',
    ['--columns', 'dst,dstLen,gateway,oif,table'],
    ['-T', 'fields', ...FIELDS.flatMap((field) => ['-e', field])],
  ],
])

/** Whose time is compared, by the names of the pairs. */
const THEIRS = /** @type {Readonly<Record<string, string>>} */ ({
  lines: 'tshark alone, which shows no message',
  '-v': 'tshark -V',
  '-j': 'tshark -T ek',
  '--columns': 'tshark -T fields',
})

async function run(/** @type {string} */ program, /** @type {string[]} */ args) {
  const begin = performance.now()
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  let complaint = ''
  child.stderr.on('data', (part) => {
    complaint = `${complaint}${part}`.slice(-400)
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${program} ${args.join(' ')}: exit code ${code}: ${complaint}`)
  return { ms: performance.now() - begin }
}

/** @type {import('../support/row.js').Row} */
export default {
  name: 'decode',
  number: 12,
  work: 'rtnl decode and tshark on a pcapng of 1,000,000 routes, of dumps (400 messages a packet) and of a monitor (one)',
  rounds: 3,
  async contenders(bench) {
    const count = bench.pick({ full: 1_000_000, quick: 10_000, tiny: 2000 })
    const rtnl = join(root, 'packages/rtnl/bin/rtnl.js')
    return KINDS.flatMap(({ kind, perPacket }) => {
      const file = captureFile(bench, `${kind}-decode`, perPacket, count)
      return PAIRS.flatMap(([name, ours, theirs]) => [
        {
          name: `${kind}: rtnl decode ${name}`,
          ours: true,
          once: () => run(process.execPath, [rtnl, 'decode', ...ours, file]),
        },
        { name: `${kind}: tshark ${name}`, rounds: 1, once: () => run('tshark', ['-n', '-r', file, ...theirs]) },
      ])
    })
  },
  measures: KINDS.flatMap(({ kind }) =>
    [['lines', '-v'], ...PAIRS.map(([name]) => [name, name])].map(([ours = '', theirs = '']) => ({
      what: `${kind}, ${ours}: the time of ${THEIRS[theirs]}, of ours`,
      value: (/** @type {import('../support/row.js').See} */ see) =>
        see(`${kind}: tshark ${theirs}`) / see(`${kind}: rtnl decode ${ours}`),
      unit: 'x',
      better: /** @type {const} */ ('more'),
      target: 20,
    })),
  ),
  note:
    'Plain tshark prints a line for each packet and shows no message of it: of a dump 2,500 lines, where ours prints a million of 230 bytes. ' +
    'Of a dump a twentieth of its time is less than Node takes to start, of a monitor about as much. What shows the messages themselves is tshark -V and JSON. ' +
    'Tried: an object and its text for each message (several times as long), the last text of the shape copied and what differs written over it in JavaScript (much of the time was V8 optimising it, in each thread anew), the same by several threads; now ' +
    'messages that differ from an earlier one in numbers, addresses and places only are printed in WebAssembly, all of a packet in one call.',
}
