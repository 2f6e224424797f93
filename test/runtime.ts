/**
 * The runtime that the tests run in, and how it starts another process of its own kind. The same tests run in each of `scripts/runtimes.js`;
 * here alone it is known which one it is.
 */

import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { sources } from '../scripts/sources.js'
import { runtime } from './which.ts'

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
}[runtime]()

/** The same for what was built. */
export const BUILT: readonly string[] = { node: [], bun: ['--bun'], deno: DENO }[runtime]

/** A program: the built command line in this runtime. */
export const RTNL: string = program('rtnl', [process.execPath, ...BUILT, path('../packages/rtnl/bin/rtnl.js')])

function program(name: string, words: readonly string[]): string {
  const quoted = words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ')
  return write(`${name}-${runtime}-${process.version}`, `#!/bin/sh\nexec ${quoted} "$@"\n`, 0o755)
}

/** Writes a file of the tests' own and returns its path. Others may be reading it: it is there whole or not at all. */
function write(name: string, text: string, mode = 0o644): string {
  const file = `${path('../build/runtimes')}/${name}`
  mkdirSync(path('../build/runtimes'), { recursive: true })
  writeFileSync(`${file}.${process.pid}`, text, { mode })
  renameSync(`${file}.${process.pid}`, file)
  return file
}
