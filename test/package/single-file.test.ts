import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { filesBelow, root } from '../../scripts/lib.js'
import { type Runtime, runtimes, versionOf } from '../../scripts/runtimes.js'
import { setup } from '../../scripts/setup.js'
import { singleFile } from '../../scripts/single-file.js'
import { createNamespace, type Namespace } from '../kernel/namespace.ts'
import { must } from './tarballs.ts'

const folder = mkdtempSync(join(tmpdir(), 'rtnl-single-'))
const deno = runtimes.find(({ name }) => name === 'deno') as Runtime
let namespace: Namespace
beforeAll(async () => {
  await setup()
  namespace = await createNamespace()
  namespace.batch([
    'link set lo up',
    'link add v0 type veth peer name v1',
    'link set v0 up',
    'route add 10.1.0.0/16 dev v0',
  ])
}, 120_000)
afterAll(async () => {
  await namespace.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A machine on which there is nothing but the file, and the C library that it is linked with. */
function machine(file: string): string {
  const at = join(folder, `machine-${file}`)
  const libraries = must('ldd', [join(folder, file)], folder).match(/\/\S+/g) ?? []
  for (const path of libraries) {
    mkdirSync(join(at, dirname(path)), { recursive: true })
    copyFileSync(path, join(at, path))
  }
  mkdirSync(join(at, 'tmp'))
  // Every machine has these; only the namespace sees them there.
  for (const path of ['proc', 'dev']) {
    mkdirSync(join(at, path))
    namespace.run('mount', ['--rbind', `/${path}`, join(at, path)])
  }
  copyFileSync(join(folder, file), join(at, 'rtnl'))
  chmodSync(join(at, 'rtnl'), 0o755)
  return at
}

/** Lists, changes and watches there. */
async function works(at: string): Promise<void> {
  const rtnl = (...args: string[]) => namespace.run('chroot', [at, '/rtnl', ...args])
  expect(JSON.parse(rtnl('-j', 'route'))).toMatchObject([{ dst: '10.1.0.0/16', dev: 'v0' }])
  rtnl('route', 'add', '10.2.0.0/16', 'dev', 'v0')
  expect(namespace.exec('ip route')).toContain('10.2.0.0/16 dev v0')
  const monitor = namespace.start('chroot', [at, '/rtnl', 'monitor', 'route'])
  const said = new Promise((resolve) => monitor.stdout?.once('data', (chunk) => resolve(`${chunk}`)))
  // Until it listens, of which it says nothing.
  const timer = setInterval(() => {
    namespace.exec('ip route add 10.3.0.0/16 dev v0')
    namespace.exec('ip route delete 10.3.0.0/16 dev v0')
  }, 200)
  expect(await said).toContain('10.3.0.0/16 dev v0')
  clearInterval(timer)
  monitor.kill('SIGINT')
  await new Promise((resolve) => monitor.once('exit', resolve))
}

describe('the command as one file, on a machine without runtime and node_modules', () => {
  test('made by bun build --compile works', { timeout: 60_000 }, async () => {
    singleFile('bun', join(folder, 'bun'))
    await works(machine('bun'))
  })

  test('is made by deno compile with all that it takes beside denort', { timeout: 60_000 }, () => {
    // Any program will do for the compiler to put our modules behind.
    const runtime = join(folder, 'stand-in')
    writeFileSync(`${runtime}.c`, 'int main(void) { return 7; }\n')
    must('cc', ['-o', runtime, `${runtime}.c`], folder)
    const file = join(folder, 'deno-without-denort')
    singleFile('deno', file, { DENORT_BIN: runtime })
    expect(spawnSync(file).status).toBe(7)
    const made = readFileSync(file)
    expect(made.length).toBeGreaterThan(readFileSync(runtime).length)
    const wanted = ['codec', 'families', 'client', 'socket', 'capture', 'cli'].map((name) => `packages/${name}`)
    const code = [...wanted, 'adapters/deno'].flatMap((path) =>
      filesBelow(`${path}/dist`).filter((name) => name.endsWith('.js')),
    )
    expect(code.length).toBeGreaterThan(wanted.length)
    for (const path of [...code, 'packages/rtnl/bin/rtnl.js', 'packages/rtnl/dist/bin.js'])
      expect(made.includes(readFileSync(join(root, path))), path).toBe(true)
    // The core is in the codec's code.
    const core = readFileSync(join(root, 'build/core.wasm')).toString('base64')
    expect(made.includes(core.slice(0, 1000))).toBe(true)
  })

  test('made by deno compile works; where Deno cannot fetch what it takes for that, this is said', {
    timeout: 60_000,
  }, async () => {
    let complaint = ''
    try {
      singleFile('deno', join(folder, 'deno'))
    } catch (error) {
      complaint = (error as Error).message
    }
    expect(existsSync(join(folder, 'deno'))).toBe(complaint === '')
    if (complaint === '') await works(machine('deno'))
    else {
      const version = versionOf(deno)
      const url = `https://dl.deno.land/release/v${version}/denort-${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-unknown-linux-gnu.zip`
      const causes = /Caused by:\n((?: {4}.+\n)+)/.exec(complaint)?.[1]?.trim().split(/\n +/) ?? []
      expect(causes.slice(0, 2)).toEqual([
        '0: Setting up base binary.',
        expect.stringContaining(`1: error sending request for url (${url})`),
      ])
      expect(complaint).toContain('DENORT_BIN may name one of the same version')
    }
  })
})
