// What runs in a guest, and where it reports.
import { pathToFileURL } from 'node:url'
import { filesBelow, packages, root } from '../lib.js'

/** Where vitest reports on the guest of a generation. */
export const reportOf = (/** @type {string} */ generation) => `build/vm/${generation}/vitest.json`

/** What CI runs in one guest, and has nowhere else: every kind of link, garbage, and each listing beside ip's once. */
export const part = [
  ...['harness', 'parity'].map((name) => `test/kernel/${name}`),
  ...['kinds', 'garbage'].map((name) => `test/vm/${name}.test`),
]

/**
 * A line for sh that runs tests in a guest.
 * @param {string} generation
 * @param {string[]} files parts of the names of test files; none: all that know a kernel
 */
export function tests(generation, files) {
  const chosen = files.length > 0 ? files : ['test/kernel', 'test/vm']
  // Each test as it ends, so that the host hears of the guest.
  const reporters = ['--reporter=verbose', '--reporter=json', `--outputFile.json=${reportOf(generation)}`]
  return ['exec node node_modules/vitest/vitest.mjs run', ...reporters, ...chosen].join(' ')
}

/** Compiles what tests start processes of, here and not in each guest: its compiler takes a minute to load where it is emulated. */
export async function compile() {
  const { load } = await import('../../test/sources/node-hooks.js')
  const folders = ['test/kernel', ...packages.map((folder) => `${folder}/src`)]
  const files = folders.flatMap(filesBelow).filter((file) => /(?<!\.d)\.ts$/.test(file))
  for (const file of ['test/runtime.ts', 'test/which.ts', 'test/guest.ts', ...files])
    await load(
      new URL(file, pathToFileURL(root)).href,
      { conditions: [], format: 'module', importAssertions: {}, importAttributes: {} },
      never,
    )
}

const never = () => {
  throw new Error('a file of TypeScript is compiled, not handed on')
}
