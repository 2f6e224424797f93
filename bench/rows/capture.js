import { captureFile, KINDS } from '../support/captures.js'

const MODES = /** @type {const} */ ([
  ['read the bytes', 'read'],
  ['to columns', 'columns'],
  ['to objects', 'objects'],
  ['to objects, from memory', 'memory'],
])

/** @type {import('../support/row.js').Row} */
export default {
  name: 'capture',
  number: 11,
  work: 'a pcapng of 1,000,000 routes, of dumps (400 messages a packet) and of a monitor (one): its bytes read, and decoded to columns and objects',
  rounds: 7,
  async contenders(bench) {
    const count = bench.pick({ full: 1_000_000, quick: 50_000, tiny: 2000 })
    return KINDS.flatMap(({ kind, perPacket }) => {
      const file = captureFile(bench, kind, perPacket, count)
      return MODES.flatMap(([name, mode]) =>
        bench.everywhere(`${kind}: ${name}`, ['bench/programs/capture.js', mode, file]),
      )
    })
  },
  measures: KINDS.flatMap(({ kind }) => [
    {
      what: `${kind} to columns, of the time to read the bytes`,
      value: (/** @type {import('../support/row.js').See} */ see) =>
        see(`${kind}: to columns`) / see(`${kind}: read the bytes`),
      unit: 'x',
      better: /** @type {const} */ ('less'),
      target: 2,
    },
    {
      what: `${kind} to objects, of the same from memory`,
      value: (/** @type {import('../support/row.js').See} */ see) =>
        see(`${kind}: to objects`) / see(`${kind}: to objects, from memory`),
      unit: 'x',
      better: /** @type {const} */ ('less'),
      target: 1.3,
    },
  ]),
  note:
    'Columns take the packets that follow each other in a file in one loop. Tried: a visitor that is shown each of them, as for objects, an object for each (200 ns), a call of the core for each (100 ns more); ' +
    'comparing the cooked header with the last one instead of reading it, which gained nothing. Another thread reads the next bytes while those at hand are decoded.',
}
