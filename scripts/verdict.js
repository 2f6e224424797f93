// The last line of .ci/run, from vitest's reports, one for each runtime and one for the guest, and the exit codes of what made them. A test that did not run counts as failed.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './lib.js'
import { oldest, reportOf, runtimes } from './runtimes.js'
import { generations } from './vm/kernels.js'
import { reportOf as reportOfGuest } from './vm/suite.js'

const code = Number(process.argv[2])
/** @typedef {{ name: string, status: string, assertionResults: { fullName: string, status: string }[] }} File */
/** @type {{ testResults: File[] }[]} */
const reports = [
  'build/vitest.json',
  ...[...runtimes.slice(1), ...oldest].map(reportOf),
  reportOfGuest(`${generations[0]}`),
]
  .map((file) => join(root, file))
  .map((path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : { testResults: [] }))

let passed = 0
let failed = 0
for (const file of reports.flatMap(({ testResults }) => testResults)) {
  for (const test of file.assertionResults) {
    if (test.status === 'passed') passed++
    else failed++
    if (test.status !== 'passed' && test.status !== 'failed') console.log(`not run (${test.status}): ${test.fullName}`)
  }
  // A file that could not be loaded has no tests to show for it.
  if (file.status === 'failed' && file.assertionResults.every((test) => test.status === 'passed')) failed++
}
// Something before or beside the tests went wrong, or there was nothing to run.
if (failed === 0 && (code !== 0 || reports.some(({ testResults }) => testResults.length === 0))) failed = 1
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
