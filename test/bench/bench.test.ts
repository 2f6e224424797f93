import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Bench } from '../../bench/support/bench.js'
import { verdict } from '../../bench/support/report.js'
import type { Contender } from '../../bench/support/row.js'
import { measured, runRow } from '../../bench/support/run.js'
import { root } from '../../scripts/lib.js'

// Figures are nobody's business here: that the benches run, and that they would notice.

test('every row runs on a little data, and all that it compares find the same', { timeout: 120_000 }, () => {
  const words = [process.execPath, 'bench/main.js', '--tiny']
  const [program = '', ...args] = process.getuid?.() === 0 ? words : ['unshare', '-Urn', ...words]
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: root,
    encoding: 'utf8',
  })
  expect({ status, stderr, wrong: stdout.match(/wrong: .*/g) }).toEqual({ status: 0, stderr: '', wrong: null })
  const { rows } = JSON.parse(readFileSync(join(root, 'build/bench/tiny/results.json'), 'utf8'))
  const numbers = rows.map(({ number }: { number: number }) => number)
  expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
  for (const { name, measures } of rows)
    for (const { what, values } of measures) expect([name, what, Object.keys(values)]).toEqual([name, what, ['node']])
})

const bench = new Bench('tiny')
const contender = (name: string, n: number) => ({ name, once: async () => ({ ms: n, sums: { n } }) })
const row = (...contenders: Contender[]) => ({
  name: 'example',
  work: 'nothing',
  rounds: 1,
  contenders: async () => contenders,
  measures: [],
})

test('contenders that find something else make a row wrong', async () => {
  expect((await runRow(row(contender('a', 1), contender('b', 1)), bench)).wrong).toEqual([])
  expect((await runRow(row(contender('a', 1), contender('b', 2)), bench)).wrong).toEqual(['n of b is 2, and of a 1'])
})

test('a peer that fails is named; what is ours may not fail', async () => {
  const failing = { name: 'a', once: () => Promise.reject(new Error('no')) }
  const { results, wrong } = await runRow(row(failing), bench)
  expect([results[0]?.failed, wrong]).toEqual(['no', []])
  expect((await runRow(row({ ...failing, ours: true }), bench)).wrong).toEqual(['a: no'])
})

test('a verdict is of the medians', () => {
  const results = [
    { name: 'ours', figures: { ms: [9, 1, 2] } },
    { name: 'theirs', figures: { ms: [4, 4, 40] } },
  ]
  const measure = { what: '', unit: 'x', better: 'less', target: 0.9, stretch: 0.4 } as const
  const value = (see: (name: string) => number) => see('ours') / see('theirs')
  expect(measured({ ...measure, value }, results, 'node')).toBe(0.5)
  expect(verdict({ ...measure, values: { node: 0.5 } })).toBe('met')
  expect(verdict({ ...measure, values: { node: 0.4 } })).toBe('stretch met')
  expect(verdict({ ...measure, values: { node: 0.95 } })).toBe('**missed**')
  expect(verdict({ ...measure, values: { node: null } })).toBe('not measured')
})
