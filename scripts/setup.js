// What `npm start` and `npm test` do first, also in a bare clone: install from the lock file, build. Quick when nothing changed.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { fail, hashOf, packages, root, run, unlessDone } from './lib.js'

export async function setup() {
  if (Number.parseInt(process.versions.node, 10) < 20)
    fail(`Node.js 20 or newer is needed; this is ${process.version}.`)
  const manifests = [
    'package.json',
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    'test/runtimes/package.json',
    ...packages.map((folder) => `${folder}/package.json`),
  ]
  unlessDone(
    'node_modules/.rtnl-installed',
    hashOf(manifests),
    ['node_modules/.bin/tsc', 'node_modules/.bin/rtnl'],
    install,
  )
  const { build } = await import('./build.js')
  build()
}

function install() {
  const pnpm = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).packageManager
  console.log(`rtnl: installing with ${pnpm}`)
  // CI=true: pnpm asks no question.
  if (run('npx', ['--yes', pnpm, 'install', '--frozen-lockfile'], { quiet: true, env: { CI: 'true' } }))
    fail(`The install failed. Where only the lock file is behind: npx ${pnpm} install`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await setup()
