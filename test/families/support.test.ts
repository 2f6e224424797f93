import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { unused } from './support/reasons.ts'
import { support } from './support/table.ts'

const { text, empty } = support()

test('SUPPORT.md is what the declarations and the recordings say: npm run support', () => {
  expect(readFileSync(new URL('../../SUPPORT.md', import.meta.url), 'utf8')).toBe(text)
})

test('no cell is empty without a reason', () => {
  expect(empty).toEqual([])
})

test('no reason is given for what is there', () => {
  expect(unused()).toEqual([])
})
