import { expect, test } from 'vitest'
import { suite } from '../capture/suite/index.ts'
import { recorded } from '../families/vectors.ts'
import { inChromium } from './chromium.ts'

const SCRIPT = `
  const { suite } = await import('/test/capture/suite/index.ts')
  const vectors = await (await fetch('/vectors.json')).json()
  const passed = []
  const failed = []
  for (const [name, run] of suite(vectors.map((bytes) => Uint8Array.from(bytes))))
    try {
      await run()
      passed.push(name)
    } catch (error) {
      failed.push([name, String(error?.stack ?? error)])
    }
  return { passed, failed }`

test('the suite of @rtnl/capture holds in Chromium, for the built package', { timeout: 180_000 }, async () => {
  const vectors = recorded.map(({ bytes }) => bytes)
  const files = { '/vectors.json': JSON.stringify(vectors.map((bytes) => [...bytes])) }
  const { result, error, agent } = await inChromium(SCRIPT, files)
  expect(error).toBeUndefined()
  expect(agent).toContain('Chrome')
  expect(result).toEqual({ passed: suite(vectors).map(([name]) => name), failed: [] })
})
