import { defineConfig } from 'vitest/config'
import { sources } from './scripts/sources.js'
import { inGuest, patience } from './test/guest.ts'
import { runtime } from './test/which.ts'

/** Tests run against the sources, not against what was built. */
const alias = Object.entries(sources(runtime)).map(([name, replacement]) => ({
  find: new RegExp(`^${name}$`),
  replacement,
}))

/** Tests that only a guest of `npm run test:vm` may run. */
const guests = ['test/vm/**/*.test.ts']

/** Tests that start other programs: one file at a time, and they may take their time. */
const slow = [
  'test/kernel/**/*.test.ts',
  'test/border/**/*.test.ts',
  'test/package/**/*.test.ts',
  'test/bench/**/*.test.ts',
]

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'plain',
          include: ['test/**/*.test.ts'],
          exclude: [...slow, ...guests],
          sequence: { groupOrder: 0 },
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'slow',
          include: [...slow, ...(inGuest ? guests : [])],
          testTimeout: 30_000 * patience,
          hookTimeout: 30_000 * patience,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
