// One entry per package: what tsc wrote to build/ts becomes dist/index.js (and dist/bin.js); everything outside the package stays an import.
import { existsSync, readFileSync } from 'node:fs'
import { packages } from './scripts/lib.js'

/** Hands tsc's source maps to rollup, so that dist maps to src. */
const tscMaps = {
  name: 'tsc-maps',
  load(/** @type {string} */ id) {
    return { code: readFileSync(id, 'utf8'), map: readFileSync(`${id}.map`, 'utf8') }
  },
}

export default packages.map((folder) => ({
  input: ['index', 'bin'].map((name) => `build/ts/${folder}/${name}.js`).filter((path) => existsSync(path)),
  output: { dir: `${folder}/dist`, format: 'es', sourcemap: true, sourcemapExcludeSources: true },
  external: (/** @type {string} */ id) => !/^[./]/.test(id),
  plugins: [tscMaps],
}))
