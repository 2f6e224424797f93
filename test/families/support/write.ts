// npm run support: writes SUPPORT.md.
import { writeFileSync } from 'node:fs'
import { support } from './table.ts'

const { text, empty } = support()
writeFileSync(new URL('../../../SUPPORT.md', import.meta.url), text)
if (empty.length > 0) {
  console.error(
    `rtnl: these cells are empty and have no reason in test/families/support/reasons.ts:\n  ${empty.join('\n  ')}`,
  )
  process.exitCode = 1
}
