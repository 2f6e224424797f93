// `npm run single-file`: the command as one file, build/single-file/rtnl-bun and rtnl-deno, for machines with neither runtime nor node_modules.
import { spawnSync } from 'node:child_process'
import { mkdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './lib.js'
import { runtimes } from './runtimes.js'
import { setup } from './setup.js'

const bin = 'packages/rtnl/bin/rtnl.js'

/** What each runtime's compiler is told. What was built is JavaScript, checked before; Deno grants what the command may come to need. */
const words = {
  bun: ['build', '--compile', '--minify', bin, '--outfile'],
  deno: [
    'compile',
    '--quiet',
    '--no-check',
    '--no-lock',
    '--allow-ffi',
    '--allow-read',
    '--allow-write',
    '--allow-env',
    '--output',
  ],
}

/**
 * Makes one file of the built command line. Throws when the runtime's compiler does not.
 * @param {'bun' | 'deno'} name
 * @param {string} output
 * @param {Record<string, string>} [env] what the compiler finds in its environment besides: `DENORT_BIN`
 */
export function singleFile(name, output, env = {}) {
  const { program } = runtimes.find((runtime) => runtime.name === name) ?? { program: name }
  mkdirSync(dirname(output), { recursive: true })
  const args = [...words[name], output, ...(name === 'deno' ? [bin] : [])]
  const { status, stderr, error } = spawnSync(program, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  })
  if (error) throw error
  if (status === 0) return
  const advice = /denort/.test(stderr)
    ? '\nIt takes denort, the runtime without tools, which no package of the registry carries: Deno fetches it from dl.deno.land. ' +
      'Where that cannot be reached, DENORT_BIN may name one of the same version.'
    : ''
  throw new Error(`${name} ${args.join(' ')}: exit code ${status}\n${stderr}${advice}`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await setup()
  for (const name of /** @type {const} */ (['bun', 'deno'])) {
    const output = join(root, 'build/single-file', `rtnl-${name}`)
    try {
      singleFile(name, output)
      console.log(`${output}: ${Math.round(statSync(output).size / 1e6)} MB`)
    } catch (error) {
      process.stderr.write(`${/** @type {Error} */ (error).message}\n`)
      process.exitCode = 1
    }
  }
}
