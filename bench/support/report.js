// What was measured, as a page and as the README's table.
import { median } from './run.js'

/** @typedef {{ what: string, unit: string, better: 'less' | 'more', target?: number, stretch?: number, values: Record<string, number | null> }} Measured */
/** @typedef {{ name: string, number?: number, work: string, date: string, commit: string, rounds: number, load: number[], wrong: string[], measures: Measured[],
 *   results: import('./run.js').Result[], note?: string }} RowReport */
/** @typedef {{ size: string, machine: Record<string, string>, versions: Record<string, string>, rows: RowReport[] }} Report */

const NAMES = /** @type {Record<string, string>} */ ({ bun: 'Bun', deno: 'Deno' })

const line = (/** @type {readonly string[]} */ cells) => `| ${cells.join(' | ')} |`
const table = (/** @type {string[]} */ heading, /** @type {string[][]} */ rows) =>
  [line(heading), line(heading.map(() => '---')), ...rows.map(line)].join('\n')

/** A number with three digits that count, and its unit. */
function text(/** @type {number | null | undefined} */ value, unit = '') {
  if (value === null || value === undefined || Number.isNaN(value)) return 'not measured'
  const digits = Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : Math.abs(value) >= 10 ? 1 : 2
  const number = value.toFixed(digits).replace(/\B(?=(\d{3})+$)/g, digits === 0 ? ',' : '')
  return unit === 'x' ? `${number} ×` : unit === '' ? number : `${number} ${unit}`
}

const reaches = (/** @type {Measured} */ { better }, /** @type {number} */ value, /** @type {number} */ limit) =>
  better === 'less' ? value <= limit : value >= limit

/** How a measure stands in Node, the runtime of the targets. @param {Measured} measure */
export function verdict(measure) {
  const { values, target, stretch } = measure
  const value = values.node
  if (value === null || value === undefined) return 'not measured'
  if (stretch !== undefined && reaches(measure, value, stretch)) return 'stretch met'
  if (target === undefined) return 'stretch missed'
  return reaches(measure, value, target) ? 'met' : '**missed**'
}

const limit = (/** @type {Measured} */ { better, unit }, /** @type {number | undefined} */ value) =>
  value === undefined ? '' : value === 0 ? '0' : `${better === 'less' ? '≤' : '≥'} ${text(value, unit)}`

/** The table of targets. @param {Report} report */
export function targets({ versions, rows }) {
  const columns = Object.keys(versions).filter((name) =>
    rows.some(({ measures }) => measures.some(({ values }) => name in values)),
  )
  const titles = columns.map((name) => `${NAMES[name] ?? 'Node.js'} ${versions[name]}`)
  const lines = rows.flatMap((row) =>
    row.measures.map((measure, i) => [
      i === 0 ? `${row.number ?? ''}` : '',
      i === 0 ? row.work : '',
      measure.what,
      limit(measure, measure.target),
      limit(measure, measure.stretch),
      ...columns.map((name) => (name in measure.values ? text(measure.values[name], measure.unit) : '')),
      row.wrong.length > 0 ? '**void**, see below' : verdict(measure),
    ]),
  )
  return table(['#', 'work', 'measure', 'target', 'stretch', ...titles, `in Node.js ${versions.node}`], lines)
}

const UNITS = /** @type {Record<string, string>} */ ({
  ms: 'ms',
  us: 'µs',
  p99: 'µs, 99th percentile',
  ns: 'ns',
  kib: 'KiB',
  minified: 'KiB, minified',
  grown: 'MiB grown',
  stall: 'ms stood still',
  made: "ms, the kernel's own",
  ratio: "of the kernel's own",
  lost: 'lost',
  overruns: 'overruns',
  datagrams: 'datagrams',
})

/** @param {RowReport} row @param {Record<string, string>} versions */
function details(row, versions) {
  const { name, number, work, results, rounds, load, date, commit, wrong, measures, note } = row
  const figures = [...new Set(results.flatMap((result) => Object.keys(result.figures)))]
  const cell = (/** @type {number[] | undefined} */ values) => {
    if (values === undefined) return ''
    const [low, high] = [Math.min(...values), Math.max(...values)]
    return low === high ? text(low) : `${text(median(values))} (${text(low)} – ${text(high)})`
  }
  const lines = results.map((result) => [
    result.runtime === undefined
      ? result.name
      : `${result.name}, ${NAMES[result.runtime] ?? 'Node.js'} ${versions[result.runtime]}`,
    ...figures.map((figure) => cell(result.figures[figure])),
    result.absent !== undefined
      ? `absent: ${result.absent}`
      : result.failed !== undefined
        ? `failed: ${result.failed}`
        : `${Math.max(0, ...Object.values(result.figures).map((values) => values.length))}`,
  ])
  const missed = measures.filter((measure) => verdict(measure).includes('missed'))
  return [
    `## ${number === undefined ? '' : `${number}. `}${name}`,
    `${work[0]?.toUpperCase()}${work.slice(1)}. ${rounds} interleaved rounds: median (least – most). Commit ${commit}, ${date}, load ${load.map((one) => one.toFixed(1)).join(' before, ')} after.`,
    table(['', ...figures.map((figure) => UNITS[figure] ?? figure), 'runs'], lines),
    ...wrong.map((one) => `**Wrong**: ${one}.`),
    ...missed.map(
      (measure) =>
        `Missed: ${measure.what}, ${text(measure.values.node, measure.unit)}; ${measure.target === undefined || verdict(measure) === 'stretch missed' ? `stretch ${limit(measure, measure.stretch)}` : `target ${limit(measure, measure.target)}`}.`,
    ),
    ...(missed.length > 0 && note !== undefined ? [note] : []),
  ].join('\n\n')
}

/** The page. @param {Report} report */
export function page(report) {
  const { machine, versions, rows, size } = report
  const missing = rows.flatMap(({ name, results }) =>
    results.flatMap(({ name: peer, runtime, absent }) =>
      absent === undefined ? [] : [`- ${name}: ${peer}${runtime === undefined ? '' : ` in ${runtime}`}: ${absent}`],
    ),
  )
  const void_ = rows.filter(({ wrong }) => wrong.length > 0).map(({ name }) => name)
  return `${[
    '# What rtnl was measured against',
    `Written by \`npm run bench${size === 'full' ? '' : ` -- --${size}\`, with less data than the rows say: \`npm run bench`}\`; nothing here is written by hand but the reasons for what was missed. A ratio is one of medians of runs that took turns; what each contender decoded was summed up, and the sums agree${void_.length === 0 ? '' : ` but in ${void_.join(', ')}`}.`,
    table(['', ''], [...Object.entries(machine), ...Object.entries(versions)]),
    '## Targets',
    targets(report),
    ...(missing.length === 0 ? [] : ['## Absent', missing.join('\n')]),
    ...rows.map((row) => details(row, versions)),
  ].join('\n\n')}\n`
}
