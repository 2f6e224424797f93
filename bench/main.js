// `npm run bench [-- NAME...] [--quick | --tiny]`, after scripts/bench.js has set up: runs rows, and writes what they say.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { fail, root, writeBetween } from '../scripts/lib.js'
import { rows } from './rows/index.js'
import { Bench } from './support/bench.js'
import { commit, machine, versions } from './support/machine.js'
import { stayOffline } from './support/peers.js'
import { page, targets, verdict } from './support/report.js'
import { measured, runRow } from './support/run.js'

const { values: options, positionals: names } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean' }, tiny: { type: 'boolean' } },
})
const size = options.tiny ? 'tiny' : options.quick ? 'quick' : 'full'
for (const name of names)
  if (!rows.some((row) => row.name === name))
    fail(`There is no ${name}. There is: ${rows.map((row) => row.name).join(', ')}`)
const chosen = rows.filter((row) => (names.length > 0 ? names.includes(row.name) : row.number !== undefined))

// The figures of less data stay out of the repository.
const folder = size === 'full' ? 'bench' : `build/bench/${size}`
const path = join(root, folder, 'results.json')
mkdirSync(dirname(path), { recursive: true })

const bench = new Bench(size)
if (size === 'tiny') stayOffline()
/** @type {import('./support/report.js').RowReport[]} */
const reports = []
try {
  for (const row of chosen) {
    console.log(`== ${row.number ?? ''} ${row.name}: ${row.work}`)
    const begin = performance.now()
    const { results, ...rest } = await runRow(row, bench)
    const measures = row.measures.map((measure) => {
      const { what, unit, better, target, stretch } = measure
      const values = Object.fromEntries(
        (results.some(({ runtime }) => runtime !== undefined) ? bench.runtimes : bench.runtimes.slice(0, 1)).map(
          ({ name }) => {
            const value = measured(measure, results, name)
            return [name, Number.isNaN(value) ? null : value]
          },
        ),
      )
      return {
        what,
        unit,
        better,
        values,
        ...(target !== undefined && { target }),
        ...(stretch !== undefined && { stretch }),
      }
    })
    const { name, number, work, note } = row
    const date = new Date().toISOString().slice(0, 16).replace('T', ' ')
    reports.push({
      name,
      ...(number !== undefined && { number }),
      work,
      date,
      commit: commit(),
      ...rest,
      measures,
      results,
      ...(note !== undefined && { note }),
    })
    for (const measure of measures)
      console.log(`   ${measure.what}: ${JSON.stringify(measure.values)}: ${verdict(measure)}`)
    for (const one of rest.wrong) console.log(`   wrong: ${one}`)
    for (const { name: peer, runtime = '', absent, failed } of results)
      if (absent ?? failed)
        console.log(`   ${peer} ${runtime}: ${absent === undefined ? 'failed' : 'absent'}: ${absent ?? failed}`)
    console.log(`   ${((performance.now() - begin) / 1000).toFixed(1)} s`)
  }
} finally {
  bench.close()
}

/** Rows that did not run now keep what they said, if the machine and the programs are the same. */
const now = { size, machine: machine(), versions: versions(bench) }
/** @type {import('./support/report.js').Report | undefined} */
const before = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined
const same =
  before !== undefined &&
  JSON.stringify([before.machine, before.versions]) === JSON.stringify([now.machine, now.versions])
const all = new Map([...(same ? before.rows : []), ...reports].map((report) => [report.name, report]))
const report = { ...now, rows: rows.flatMap(({ name }) => all.get(name) ?? []) }
writeFileSync(path, `${JSON.stringify(report, null, 1)}\n`)
writeFileSync(join(root, folder, 'RESULTS.md'), page(report))
console.log(targets({ ...report, rows: reports }))
console.log(
  `Written: ${folder}/RESULTS.md, ${folder}/results.json${size === 'full' ? ', and the table of README.md' : ''}`,
)
if (size === 'full') writeBetween('README.md', 'npm run bench', targets(report))
process.exit(reports.some(({ wrong }) => wrong.length > 0) ? 1 : 0)
