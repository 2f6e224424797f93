import { readFileSync } from 'node:fs'
import { UnsupportedError } from '@rtnl/client'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { loadBindings as loadInBun } from '../../adapters/bun/src/libc.ts'
import { loadBindings as loadInDeno } from '../../adapters/deno/src/libc.ts'
import { oldest, versionOf } from '../../scripts/runtimes.js'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

/** The oldest version that an adapter's manifest allows. */
const allowed = (name: string) => JSON.parse(read(`adapters/${name}/package.json`)).engines[name].replace('>=', '')

/** The version before another. */
const olderThan = (version: string) => {
  const [major, minor, patch] = version.split('.').map(Number) as [number, number, number]
  return patch > 0 ? `${major}.${minor}.${patch - 1}` : `${major}.${minor - 1}.99`
}

/** Has the adapter take this program for its runtime in that version, and returns how it fails. */
const failures: Record<string, (version: string) => Promise<unknown>> = {
  bun(version) {
    vi.stubGlobal('process', { platform: 'linux', arch: 'x64', versions: { bun: version } })
    return loadInBun().catch((error: unknown) => error)
  },
  deno(version) {
    vi.stubGlobal('Deno', {
      build: { os: 'linux', arch: 'x86_64' },
      version: { deno: version },
      errors: { PermissionDenied: Error },
    })
    return loadInDeno().catch((error: unknown) => error)
  },
}
afterEach(() => vi.unstubAllGlobals())

describe.each([
  ['bun', 'Bun'],
  ['deno', 'Deno'],
])('%s', (name, title) => {
  const least = allowed(name)

  test('that is too old is told which version is needed', async () => {
    const error = await failures[name]?.(olderThan(least))
    expect(error).toBeInstanceOf(UnsupportedError)
    expect(error).toMatchObject({
      message: `rtnl needs ${title} ${least} or newer; this is ${title} ${olderThan(least)}`,
    })
    // Here it gets further, and fails for another reason.
    expect(`${await failures[name]?.(least)}`).not.toContain('or newer')
  })

  test('is tested in the oldest version that is allowed, which the READMEs name', () => {
    const runtime = oldest.find((one) => one.name === `${name}-oldest`)
    expect(runtime && versionOf(runtime)).toBe(least)
    for (const readme of ['README.md', 'packages/rtnl/README.md'])
      expect(read(readme)).toContain(`${title} ${least.replace(/\.0$/, '')} or newer`)
  })
})
