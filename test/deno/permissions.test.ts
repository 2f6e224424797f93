import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { runtimes } from '../../scripts/runtimes.js'
import { setup } from '../../scripts/setup.js'

const bin = fileURLToPath(new URL('../../packages/rtnl/bin/rtnl.js', import.meta.url))
const deno = runtimes.find(({ name }) => name === 'deno')

/** The command in a Deno that grants this much and asks nobody. */
async function rtnl(permissions: string[], ...words: string[]) {
  await setup()
  const args = ['run', '--quiet', '--no-prompt', '--no-lock', ...permissions, bin, ...words]
  return spawnSync(deno?.program ?? '', args, { encoding: 'utf8' })
}

test('without permission to call libc, Deno names the flag that gives it', { timeout: 60_000 }, async () => {
  const { status, stderr } = await rtnl([], 'route')
  expect(stderr).toMatch(/run it with --allow-ffi/)
  expect(status).not.toBe(0)
})

test('with that alone, all works', { timeout: 60_000 }, async () => {
  const { status, stdout, stderr } = await rtnl(['--allow-ffi'], '-j', 'route', 'show', 'table', 'local')
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(JSON.parse(stdout)).not.toEqual([])
})
