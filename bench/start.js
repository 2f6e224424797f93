// From the start of Node to the first route: a program that imports rtnl and dumps, against an empty one.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compare, exec } from './support/namespace.js'

const folder = mkdtempSync(join(tmpdir(), 'rtnl-bench-'))
const rtnl = new URL('../packages/rtnl/dist/index.js', import.meta.url).href
const program = (/** @type {string} */ name, /** @type {string} */ text) => {
  const file = join(folder, name)
  writeFileSync(file, text)
  return () => {
    const begin = performance.now()
    exec(process.execPath, [file])
    return performance.now() - begin
  }
}
await compare('the start', 25, {
  'an empty program': program('empty.mjs', ''),
  "import 'rtnl', to the first route": program(
    'first.mjs',
    `import { open } from '${rtnl}'\nconst net = await open()\nfor await (const route of net.route.dump()) break\nawait net.close()\n`,
  ),
})
rmSync(folder, { recursive: true })
