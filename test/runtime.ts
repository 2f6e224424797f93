/**
 * The runtime that the tests run in, and how it starts another process of its own kind. The same tests run in each of `scripts/runtimes.js`;
 * here alone it is known which one it is.
 */

import { createHash } from 'node:crypto'
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { sources } from '../scripts/sources.js'
import { type RuntimeName, runtime } from './which.ts'

/** The program that tests start processes of: the one that they run in, or one that vitest cannot run in. */
export const PROGRAM: string = process.env.RTNL_TEST_PROGRAM ?? process.execPath

/** Its name. */
export const STARTED = (PROGRAM === process.execPath ? runtime : basename(PROGRAM)) as RuntimeName

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

const DENO = ['run', '-A', '--quiet', '--no-lock']

/** Words after the program that have it run a module of TypeScript, with the packages' sources, and let that collect its garbage. */
export const SOURCES: readonly string[] = {
  node: () => ['--expose-gc', '--enable-source-maps', '--no-deprecation', '--import', path('sources/node.js')],
  bun: () => {
    const paths = Object.fromEntries(Object.entries(sources('bun')).map(([name, source]) => [name, [source]]))
    return ['--bun', `--tsconfig-override=${write('bun.json', JSON.stringify({ compilerOptions: { paths } }))}`]
  },
  deno: () => {
    const urls = Object.entries(sources('deno')).map(([name, source]) => [name, pathToFileURL(source).href])
    const config = JSON.stringify({ nodeModulesDir: 'manual', imports: Object.fromEntries(urls) })
    return [...DENO, '--no-check', '--v8-flags=--expose-gc', '--config', write('deno.json', config)]
  },
}[STARTED]()

/** The same for what was built. */
export const BUILT: readonly string[] = { node: [], bun: ['--bun'], deno: DENO }[STARTED]

/** A program: the built command line in this runtime. */
export const RTNL: string = program('rtnl', [PROGRAM, ...BUILT, path('../packages/rtnl/bin/rtnl.js')])

function program(name: string, words: readonly string[]): string {
  const quoted = words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ')
  const digest = createHash('sha256').update(PROGRAM).digest('hex').slice(0, 8)
  return write(`${name}-${STARTED}-${digest}`, `#!/bin/sh\nexec ${quoted} "$@"\n`, 0o755)
}

/** Writes a file of the tests' own and returns its path. Others may be reading it: it is there whole or not at all. */
function write(name: string, text: string, mode = 0o644): string {
  const file = `${path('../build/runtimes')}/${name}`
  mkdirSync(path('../build/runtimes'), { recursive: true })
  writeFileSync(`${file}.${process.pid}`, text, { mode })
  renameSync(`${file}.${process.pid}`, file)
  return file
}
