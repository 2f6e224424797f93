// assembly/ -> build/*.wasm -> a module of TypeScript with its bytes, so that who uses it needs no file and no network.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail, root, run } from './lib.js'

/** What is compiled, and where it is embedded. */
export const modules = [
  {
    name: 'core',
    entry: 'assembly/index.ts',
    source: 'packages/codec/src/core-wasm.ts',
    constant: 'CORE_WASM',
    limit: 16384,
  },
  {
    name: 'text',
    entry: 'assembly/text/index.ts',
    source: 'packages/cli/src/decode/text-wasm.ts',
    constant: 'TEXT_WASM',
    limit: 4096,
  },
]

/**
 * Compiles a module and embeds it. Returns its size in bytes.
 * @param {typeof modules[number]} module
 */
export function buildModule({ name, entry, source, constant, limit }) {
  mkdirSync(join(root, 'build'), { recursive: true })
  const flags = '-O3 --converge --noAssert --runtime stub --enable simd --initialMemory 16 --use abort='.split(' ')
  const out = `build/${name}.wasm`
  if (run('asc', [entry, '--outFile', out, ...flags], { quiet: true })) fail(`${entry} does not compile.`)
  const wasm = readFileSync(join(root, out))
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(wasm))
  if (imports.length > 0) fail(`${out} may import nothing, but it imports ${JSON.stringify(imports)}.`)
  if (wasm.length > limit) fail(`${out} has ${wasm.length} bytes; ${limit} are allowed.`)
  const text = `// Made from ${entry} by scripts/wasm.js.
/** build/${name}.wasm, base64. */
export const ${constant}: string =
  '${wasm.toString('base64')}'
`
  const path = join(root, source)
  // Left alone when it is the same, so that nobody who watches it starts anew.
  if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text)
  return wasm.length
}
