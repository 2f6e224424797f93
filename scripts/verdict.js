// The last line of .ci/run, from vitest's report and the exit code of `npm test`. A test that did not run counts as failed.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './lib.js'

const path = join(root, 'build/vitest.json')
const code = Number(process.argv[2])
/** @typedef {{ name: string, status: string, assertionResults: { fullName: string, status: string }[] }} File */
/** @type {{ testResults: File[] }} */
const report = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : { testResults: [] }

let passed = 0
let failed = 0
for (const file of report.testResults) {
  for (const test of file.assertionResults) {
    if (test.status === 'passed') passed++
    else failed++
    if (test.status !== 'passed' && test.status !== 'failed') console.log(`not run (${test.status}): ${test.fullName}`)
  }
  // A file that could not be loaded has no tests to show for it.
  if (file.status === 'failed' && file.assertionResults.every((test) => test.status === 'passed')) failed++
}
// Something before or beside the tests went wrong, or there was nothing to run.
if (failed === 0 && (code !== 0 || passed === 0)) failed = 1
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
