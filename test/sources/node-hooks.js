import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { sources } from '../../scripts/sources.js'

const root = new URL('../../', import.meta.url)

/** What was compiled before, by the hash of its source: loading the compiler takes longer than most bodies. */
const cache = new URL('build/bodies/', root)

const found = sources('node')

/**
 * @param {string} source
 * @param {() => Promise<string>} compile
 */
async function compiled(source, compile) {
  const file = new URL(createHash('sha256').update(source).digest('hex'), cache)
  try {
    return readFileSync(file, 'utf8')
  } catch {
    const output = await compile()
    try {
      mkdirSync(cache, { recursive: true })
      // Others may be at it: the file must be there whole or not at all.
      const draft = new URL(`${file.href}.${process.pid}`)
      writeFileSync(draft, output)
      renameSync(draft, file)
    } catch {
      // Somebody else's checkout: it only takes longer.
    }
    return output
  }
}

/** @type {import('node:module').ResolveHook} */
export async function resolve(specifier, context, next) {
  const source = found[specifier]
  return next(source === undefined ? specifier : pathToFileURL(source).href, context)
}

/** @type {import('node:module').LoadHook} */
export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context)
  const text = readFileSync(fileURLToPath(url), 'utf8')
  const source = await compiled(text, async () => {
    const { default: ts } = await import('typescript')
    const { ScriptTarget, ModuleKind } = ts
    const options = {
      target: ScriptTarget.ES2022,
      module: ModuleKind.ESNext,
      verbatimModuleSyntax: true,
      inlineSourceMap: true,
    }
    return ts.transpileModule(text, { fileName: url, compilerOptions: options }).outputText
  })
  return { format: 'module', source, shortCircuit: true }
}
