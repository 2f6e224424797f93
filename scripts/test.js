// `npm test`: everything that must hold, the quick checks first. Arguments go to vitest: `npm test -- test/codec`.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from './lib.js'
import { setup } from './setup.js'
import { tools } from './tools.js'

const report = 'build/vitest.json'
rmSync(join(root, report), { force: true })

console.log('== set-up')
await setup()
tools()

const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
/** @type {[string, string, string[]][]} */
const stages = [
  ['format and lint', 'biome', ['check', '--error-on-warnings', '.']],
  ['types', 'tsc', ['--noEmit', '-p', 'tsconfig.json']],
  ['borders', 'depcruise', ['--config', '.dependency-cruiser.js', 'assembly', 'packages', 'adapters']],
  ['tests', 'vitest', ['run', ...reporters, ...process.argv.slice(2)]],
]
for (const [heading, program, args] of stages) {
  console.log(`== ${heading}`)
  const code = run(program, args)
  if (code !== 0) process.exit(code)
}
