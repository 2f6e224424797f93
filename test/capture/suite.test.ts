import { test } from 'vitest'
import { recorded } from '../families/vectors.ts'
import { suite } from './suite/index.ts'

// The same cases run in Chromium: see browser.test.ts.
for (const [name, run] of suite(recorded.map((vector) => vector.bytes))) test(name, { timeout: 30_000 }, run)
