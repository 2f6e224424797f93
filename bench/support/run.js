// Runs a row: each contender in turn, round by round; looks that they all found the same.
import { loadavg } from 'node:os'
import { Contestant } from './contestant.js'

/**
 * @typedef {object} Result what a contender did
 * @property {string} name
 * @property {string} [runtime]
 * @property {Record<string, number[]>} figures of each run
 * @property {import('./row.js').Sums} [sums]
 * @property {string} [absent]
 * @property {string} [failed]
 */

export function median(/** @type {readonly number[]} */ values) {
  const sorted = [...values].sort((a, b) => a - b)
  const [low = Number.NaN, high = low] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]]
  return (low + high) / 2
}

/** Sums that differ from those of others, in words. @param {Result[]} results @returns {string[]} */
function differences(results) {
  /** @type {Map<string, { name: string, value: number }>} */
  const seen = new Map()
  /** @type {string[]} */
  const found = []
  for (const { name, runtime, sums = {} } of results)
    for (const [key, value] of Object.entries(sums)) {
      const first = seen.get(key) ?? { name, value }
      seen.set(key, first)
      const who = runtime === undefined ? name : `${name} (${runtime})`
      if (first.value !== value) found.push(`${key} of ${who} is ${value}, and of ${first.name} ${first.value}`)
    }
  return found
}

/** @param {import('./row.js').Row} row @param {import('./bench.js').Bench} bench */
export async function runRow(row, bench) {
  const rounds = bench.rounds(row.rounds)
  const contenders = await row.contenders(bench)
  const before = loadavg()[0] ?? 0
  /** @type {{ contender: import('./row.js').Contender, program?: Contestant, result: Result }[]} */
  const all = []
  /** @type {string[]} */
  const wrong = []
  for (const contender of contenders) {
    const { name, runtime, words, netns, absent } = contender
    /** @type {Result} */
    const result = { name, ...(runtime && { runtime }), figures: {}, ...(absent && { absent }) }
    /** @type {(typeof all)[number]} */
    const one = { contender, result }
    all.push(one)
    if (absent !== undefined || words === undefined) continue
    one.program = new Contestant(words, netns)
    try {
      result.sums = (await one.program.said()).sums ?? {}
    } catch (error) {
      result.failed = /** @type {Error} */ (error).message
    }
  }
  for (let round = 0; round < rounds; round++)
    for (const { contender, program, result } of round % 2 === 0 ? all : [...all].reverse()) {
      if (result.absent ?? result.failed) continue
      if (round >= (contender.rounds ?? rounds)) continue
      try {
        const sample = await (program?.once() ?? contender.once?.())
        if (sample === undefined) throw new Error('it does nothing')
        const { sums, ...figures } = sample
        for (const [key, value] of Object.entries(figures))
          result.figures[key] = [...(result.figures[key] ?? []), /** @type {number} */ (value)]
        const more = await contender.after?.(sample)
        const now = { ...sums, ...more }
        wrong.push(
          ...differences([
            { ...result, figures: {} },
            { ...result, name: 'the same later', sums: now },
          ]),
        )
        result.sums = { ...result.sums, ...now }
      } catch (error) {
        result.failed = /** @type {Error} */ (error).message
      }
    }
  for (const { program } of all) program?.close()
  for (const { contender, result } of all)
    if (contender.expect !== undefined)
      wrong.push(...differences([{ name: 'the data', figures: {}, sums: contender.expect }, result]))
  wrong.push(...differences(all.filter(({ contender }) => !contender.expect).map(({ result }) => result)))
  // What is ours has to work; a peer that fails is named.
  for (const { contender, result } of all)
    if (contender.ours && result.failed !== undefined)
      wrong.push(`${result.name}${result.runtime ? ` (${result.runtime})` : ''}: ${result.failed}`)
  const load = [before, loadavg()[0] ?? 0]
  return { rounds, load, results: all.map(({ result }) => result), wrong: [...new Set(wrong)] }
}

/**
 * What a measure makes of the figures, for a runtime; not a number if it needs what was not measured.
 * @param {import('./row.js').Measure} measure @param {readonly Result[]} results @param {string} runtime
 */
export function measured(measure, results, runtime) {
  return measure.value((name, figure = 'ms') => {
    const named = results.filter((result) => result.name === name)
    const one =
      named.find((result) => result.runtime === runtime) ?? named.find((result) => result.runtime === undefined)
    const values = one?.figures[figure]
    if (values === undefined || one?.failed !== undefined) return Number.NaN
    return measure.of === 'max' ? Math.max(...values) : median(values)
  })
}
