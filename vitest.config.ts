import { defineConfig } from 'vitest/config'
import { sources } from './scripts/sources.js'
import { runtime } from './test/which.ts'

/** Tests run against the sources, not against what was built. */
const alias = Object.entries(sources(runtime)).map(([name, replacement]) => ({
  find: new RegExp(`^${name}$`),
  replacement,
}))

/** Tests that start other programs: one file at a time, and they may take their time. */
const slow = ['test/kernel/**/*.test.ts', 'test/border/**/*.test.ts', 'test/package/**/*.test.ts']

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: { name: 'plain', include: ['test/**/*.test.ts'], exclude: slow, sequence: { groupOrder: 0 } },
      },
      {
        resolve: { alias },
        test: {
          name: 'slow',
          include: slow,
          testTimeout: 30_000,
          hookTimeout: 30_000,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
