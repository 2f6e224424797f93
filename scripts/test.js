// `npm test`: everything that must hold, the quick checks first; then what must hold in every runtime, in the others. Arguments go to vitest, in
// the Node at hand alone: `npm test -- test/codec`.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from './lib.js'
import { oldest, reportOf, runtimes, suite, suiteOfOldest, versionOf, vitest } from './runtimes.js'
import { setup } from './setup.js'
import { tools } from './tools.js'

const report = 'build/vitest.json'
const [, ...others] = runtimes
for (const file of [report, ...[...others, ...oldest].map(reportOf)]) rmSync(join(root, file), { force: true })

console.log('== set-up')
await setup()
tools()

// Before anything that takes long: a runtime that cannot be started fails.
for (const runtime of [...runtimes, ...oldest]) console.log(`rtnl: ${runtime.name} ${versionOf(runtime)}`)

const reporters = (/** @type {string} */ file) => ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
const words = process.argv.slice(2)
/** @typedef {[heading: string, program: string, args: string[], env?: Record<string, string>]} Stage */
/** @type {Stage[]} */
const stages = [
  ['format and lint', 'biome', ['check', '--error-on-warnings', '.']],
  ['types', 'tsc', ['--noEmit', '-p', 'tsconfig.json']],
  ['borders', 'depcruise', ['--config', '.dependency-cruiser.js', 'assembly', 'packages', 'adapters']],
  ['tests', 'vitest', ['run', ...reporters(report), ...words]],
  ...(words.length > 0 ? [] : [...others.map(runtimeStage), ...oldest.map(oldestStage)]),
]

/**
 * @param {import('./runtimes.js').Runtime} runtime
 * @returns {Stage}
 */
function runtimeStage(runtime) {
  const args = [...vitest(runtime), ...reporters(reportOf(runtime)), ...suite]
  return [`tests in ${runtime.name}`, runtime.program, args]
}

/**
 * @param {import('./runtimes.js').Runtime} runtime
 * @returns {Stage}
 */
function oldestStage(runtime) {
  const args = ['run', ...reporters(reportOf(runtime)), ...suiteOfOldest]
  return [`tests of ${runtime.name}`, 'vitest', args, { RTNL_TEST_PROGRAM: runtime.program }]
}

for (const [heading, program, args, env = {}] of stages) {
  console.log(`== ${heading}`)
  const code = run(program, args, { env })
  if (code !== 0) process.exit(code)
}
