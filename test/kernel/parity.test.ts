import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compareJson, report } from './compare.ts'
import { type RichState, richState } from './state.ts'

/**
 * Everything there is in the rich state, of all five objects, beside ip: every object and key. The numbers are the least
 * that must have been compared.
 */
const EVERYTHING: readonly (readonly [line: string, atLeast: number])[] = [
  ['link', 95],
  ['-d link', 95],
  ['-s link', 95],
  ['-s -s -d link', 95],
  ['address', 95],
  ['-d address', 95],
  ['route', 50],
  ['route show table all', 500],
  ['-d route show table all', 500],
  ['-4 route show table all', 250],
  ['-6 route', 30],
  ['-6 route show table all', 200],
  ['-d -6 route show table all', 200],
  ['neigh', 50],
  ['-d neigh show nud all', 50],
  ['neigh show proxy', 5],
  ['rule', 60],
  ['-d rule', 60],
  ['-6 rule', 12],
  ['-d -6 rule', 12],
]

describe('rtnl -j is ip -j', () => {
  let state: RichState
  beforeAll(async () => {
    state = await richState()
  })
  afterAll(() => state.close())

  test.each(EVERYTHING)('%s', (line, atLeast) => {
    const compared = compareJson(state.namespace, line)
    expect(report([compared])).toBe('')
    expect(compared.objects).toBeGreaterThanOrEqual(atLeast)
  })
})
