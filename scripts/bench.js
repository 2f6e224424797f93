// `npm run bench [-- NAME... --OPTION...]`: sets up, then runs bench/NAME.js against what was built; without a name, each of them. All get the options.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fail, root, run } from './lib.js'
import { setup } from './setup.js'

await setup()
const folder = join(root, 'bench')
const all = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.js')) : []
const options = process.argv.slice(2).filter((word) => word.startsWith('--'))
const names = process.argv
  .slice(2)
  .filter((word) => !word.startsWith('--'))
  .map((name) => `${name}.js`)
for (const file of names.length > 0 ? names : all.sort()) {
  if (!all.includes(file)) fail(`There is no bench/${file}. There is: ${all.join(', ')}`)
  console.log(`== ${file}`)
  const code = run('node', [`bench/${file}`, ...options])
  if (code !== 0) process.exit(code)
}
