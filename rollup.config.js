// One entry per package: what tsc wrote to build/ts becomes dist/index.js (and dist/bin.js); everything outside the package stays an import.
import { existsSync, readFileSync } from 'node:fs'
import MagicString from 'magic-string'
import { minify } from 'terser'
import { packages } from './scripts/lib.js'

/** Hands tsc's source maps to rollup, so that dist maps to src. */
const tscMaps = {
  name: 'tsc-maps',
  load(/** @type {string} */ id) {
    return { code: readFileSync(id, 'utf8'), map: readFileSync(`${id}.map`, 'utf8') }
  },
}

/** A declaration that nobody imports has no effect: so a bundler can leave it out. */
const pureDeclarations = {
  name: 'pure-declarations',
  /** @this {import('rollup').PluginContext} */
  renderChunk(/** @type {string} */ code) {
    const text = new MagicString(code)
    for (const statement of this.parse(code).body)
      for (const { init } of statement.type === 'VariableDeclaration' ? statement.declarations : [])
        if (init?.type === 'CallExpression' || init?.type === 'NewExpression')
          text.appendLeft(/** @type {any} */ (init).start, '/*#__PURE__*/ ')
    return { code: text.toString(), map: text.generateMap({ hires: true }) }
  },
}

/**
 * `() => ({ ... })` becomes `function () { return { ... } }`: V8 reads the body of an arrow function in full at once if it is an expression, and with braces around it
 * when it is called. So a program that starts does not read declarations that it has no use for.
 */
const lateBodies = {
  name: 'late-bodies',
  /** @this {import('rollup').PluginContext} */
  renderChunk(/** @type {string} */ code) {
    const text = new MagicString(code)
    visit(this.parse(code), (node) => {
      if (
        node.type !== 'ArrowFunctionExpression' ||
        node.async ||
        node.params.length > 0 ||
        node.body.type !== 'ObjectExpression'
      )
        return
      text.overwrite(node.start, code.indexOf('=>', node.start) + 2, 'function () { return')
      text.appendLeft(node.end, ' }')
    })
    return { code: text.toString(), map: text.generateMap({ hires: true }) }
  },
}

/**
 * @param {unknown} node
 * @param {(node: any) => void} see
 */
function visit(node, see) {
  if (typeof node !== 'object' || node === null) return
  if ('type' in node) see(node)
  for (const child of Object.values(node)) visit(child, see)
}

/** Half of the time from the start of a program to its first route is V8 reading the text. Classes keep their names, which `console.log` shows. */
const small = {
  name: 'small',
  async renderChunk(/** @type {string} */ code) {
    const { code: text = code, map } = await minify(code, {
      module: true,
      mangle: { keep_classnames: true },
      compress: { keep_classnames: true },
      // One character that is not ASCII, and V8 holds the whole text two bytes wide.
      format: { preserve_annotations: true, ascii_only: true },
      sourceMap: true,
    })
    return { code: text, map: /** @type {string} */ (map) }
  },
}

export default packages.map((folder) => ({
  input: ['index', 'bin'].map((name) => `build/ts/${folder}/${name}.js`).filter((path) => existsSync(path)),
  output: {
    dir: `${folder}/dist`,
    format: 'es',
    sourcemap: true,
    sourcemapExcludeSources: true,
  },
  external: (/** @type {string} */ id) => !/^[./]/.test(id),
  plugins: [tscMaps, ...(/codec|families/.test(folder) ? [pureDeclarations] : []), lateBodies, small],
}))
