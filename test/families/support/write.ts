// npm run support: writes SUPPORT.md, and README.md's table.
import { writeFileSync } from 'node:fs'
import { writeBetween } from '../../../scripts/lib.js'
import { summary } from './summary.ts'
import { support } from './table.ts'

const { text, empty } = support()
writeFileSync(new URL('../../../SUPPORT.md', import.meta.url), text)
writeBetween('README.md', 'npm run support', summary())
if (empty.length > 0) {
  console.error(
    `rtnl: these cells are empty and have no reason in test/families/support/reasons.ts:\n  ${empty.join('\n  ')}`,
  )
  process.exitCode = 1
}
