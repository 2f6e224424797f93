// The modules of WebAssembly, then each package: types and JavaScript by tsc, and the JavaScript of a package into one file by rollup.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { docsInTypes } from './docs.js'
import { fail, filesBelow, hashOf, packages, root, run, unlessDone } from './lib.js'
import { buildModule, modules } from './wasm.js'

const sources = packages.flatMap((folder) => [
  ...filesBelow(`${folder}/src`),
  `${folder}/package.json`,
  `${folder}/tsconfig.json`,
])
const settings = [
  'tsconfig.base.json',
  'tsconfig.build.json',
  'packages/ambient.d.ts',
  'packages/webassembly.d.ts',
  'rollup.config.js',
  'pnpm-lock.yaml',
]
const outputs = packages.flatMap((folder) => [`${folder}/dist/index.js`, `${folder}/dist/index.d.ts`])

/** Builds what changed. */
export function build() {
  const inputsOfModules = ['scripts/wasm.js', ...filesBelow('assembly')]
  const embedded = modules.map(({ source }) => source)
  const compiled = modules.map(({ name }) => `build/${name}.wasm`)
  unlessDone('build/wasm.stamp', hashOf(inputsOfModules), [...compiled, ...embedded], () => {
    for (const module of modules) console.log(`rtnl: ${module.name} built, ${buildModule(module)} bytes`)
  })
  const inputs = [...new Set([...sources, ...embedded, ...settings, 'scripts/build.js', 'scripts/docs.js'])].sort()
  unlessDone('build/packages.stamp', hashOf(inputs), outputs, () => {
    const start = performance.now()
    for (const folder of packages) rmSync(join(root, folder, 'dist'), { recursive: true, force: true })
    if (run('tsc', ['-b', '--force', 'tsconfig.build.json'])) fail('The packages do not compile.')
    namesInTypes()
    docsInTypes('packages/families')
    if (run('rollup', ['--config', 'rollup.config.js', '--silent'])) fail('The packages cannot be bundled.')
    console.log(`rtnl: ${packages.length} packages built in ${((performance.now() - start) / 1000).toFixed(1)} s`)
  })
}

/** tsc leaves `./x.ts` in declarations; not every reader of types takes that for `./x.d.ts`, as each does with `./x.js`. */
function namesInTypes() {
  for (const file of packages.flatMap((folder) => filesBelow(`${folder}/dist`))) {
    if (!file.endsWith('.d.ts')) continue
    const text = readFileSync(join(root, file), 'utf8')
    writeFileSync(join(root, file), text.replace(/(['"])(\.\.?\/[^'"\n]*)\.ts\1/g, '$1$2.js$1'))
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (!existsSync(join(root, 'node_modules/.bin/tsc'))) fail('Nothing is installed yet: npm run setup')
  build()
}
