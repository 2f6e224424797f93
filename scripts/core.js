// assembly/ -> build/core.wasm -> packages/codec/src/core-wasm.ts, so that the codec needs no file and no network.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail, root, run } from './lib.js'

const LIMIT = 16384

/** Compiles the core and embeds it. Returns its size in bytes. */
export function buildCore() {
  mkdirSync(join(root, 'build'), { recursive: true })
  const flags = '-O3 --converge --noAssert --runtime stub --enable simd --initialMemory 16 --use abort='.split(' ')
  if (run('asc', ['assembly/index.ts', '--outFile', 'build/core.wasm', ...flags], { quiet: true }))
    fail('The core does not compile.')
  const wasm = readFileSync(join(root, 'build/core.wasm'))
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(wasm))
  if (imports.length > 0) fail(`The core may import nothing, but it imports ${JSON.stringify(imports)}.`)
  if (wasm.length > LIMIT) fail(`The core has ${wasm.length} bytes; ${LIMIT} are allowed.`)
  const source = `// Made from assembly/ by scripts/core.js.
/** The core, base64. */
export const CORE_WASM: string =
  '${wasm.toString('base64')}'
`
  const path = join(root, 'packages/codec/src/core-wasm.ts')
  // Left alone when it is the same, so that nobody who watches it starts anew.
  if (!existsSync(path) || readFileSync(path, 'utf8') !== source) writeFileSync(path, source)
  return wasm.length
}
