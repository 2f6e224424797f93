import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { unused } from './support/reasons.ts'
import { summary } from './support/summary.ts'
import { support } from './support/table.ts'

const { text, empty } = support()

test('SUPPORT.md is what the declarations and the recordings say: npm run support', () => {
  expect(readFileSync(new URL('../../SUPPORT.md', import.meta.url), 'utf8')).toBe(text)
})

test('README.md adds it up', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  expect(readme).toContain(`<!-- npm run support: begin -->\n${summary()}\n<!-- npm run support: end -->`)
})

test('no cell is empty without a reason', () => {
  expect(empty).toEqual([])
})

test('no reason is given for what is there', () => {
  expect(unused()).toEqual([])
})
