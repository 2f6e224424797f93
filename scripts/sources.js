import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packages, root } from './lib.js'

/**
 * Where tests find the packages' sources, by what is imported; `#adapter` is what `rtnl` imports under the conditions of `runtime`.
 * @param {'node' | 'bun' | 'deno'} runtime
 * @returns {Record<string, string>} absolute paths
 */
export function sources(runtime) {
  const entries = packages.map((folder) => {
    const { name } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
    return [name, join(root, folder, 'src/index.ts')]
  })
  return { ...Object.fromEntries(entries), '#adapter': join(root, 'adapters', runtime, 'src/index.ts') }
}
