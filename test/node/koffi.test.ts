import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { SOURCES } from '../runtime.ts'

const run = fileURLToPath(new URL('../kernel/bodies/run.js', import.meta.url))

test('where koffi is not installed, the error says what to do', { timeout: 20_000 }, () => {
  const { stdout } = spawnSync(process.execPath, [...SOURCES, run, 'node', 'withoutKoffi'], { encoding: 'utf8' })
  const said = { class: true, message: expect.stringMatching(/koffi.*install again/), cause: 'not found' }
  expect(JSON.parse(stdout)).toEqual(said)
})
