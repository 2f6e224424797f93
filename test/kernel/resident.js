// One process for many runs of the built command line, one after the other: each line of standard input is `{ args }`, and each of descriptor 3 what
// that run left behind. Every run evaluates the program's module anew; its packages are loaded once.
import { writeSync } from 'node:fs'
import { createInterface } from 'node:readline'

const program = new URL('../../packages/rtnl/dist/bin.js', import.meta.url)
const written = { stdout: '', stderr: '' }

/** What is written to a stream is kept. */
function keep(/** @type {'stdout' | 'stderr'} */ name) {
  process[name].write = (text, ...rest) => {
    written[name] += text
    const done = rest.at(-1)
    if (typeof done === 'function') queueMicrotask(done)
    return true
  }
}
keep('stdout')
keep('stderr')

let run = 0
for await (const line of createInterface({ input: process.stdin })) {
  process.argv = [process.execPath, 'rtnl', ...JSON.parse(line).args]
  process.exitCode = 0
  written.stdout = ''
  written.stderr = ''
  program.search = `${run++}`
  try {
    await import(program.href)
  } catch (error) {
    written.stderr += error instanceof Error ? error.stack : error
    process.exitCode = 1
  }
  const bytes = Buffer.from(`${JSON.stringify({ status: process.exitCode, ...written })}\n`)
  for (let at = 0; at < bytes.length; ) at += writeSync(3, bytes, at)
}
process.exitCode = 0
